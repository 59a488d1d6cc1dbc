import { describe, expect, test } from "vitest";
import { main } from "../../src/cli/main.ts";
import type { CommandIo } from "../../src/cli/io.ts";
import { createTestIo } from "./command-io.ts";

async function run(
  argv: readonly string[],
  overrides: Partial<CommandIo> = {},
): Promise<{ readonly exitCode: number; readonly stdout: string; readonly stderr: string }> {
  const { io, printed } = createTestIo(overrides);
  const exitCode = await main(argv, io);
  return { ...printed, exitCode };
}

/** Makes a command fail in a way that nobody expected. */
const broken = { cwd: undefined as never };

describe("a bug", () => {
  test("ends with 70, and says what to report", async () => {
    const { exitCode, stdout, stderr } = await run(["build"], broken);
    expect({ exitCode, stdout }).toEqual({ exitCode: 70, stdout: "" });
    expect(stderr).toMatch(
      /^TypeError.*\n {4}at [^]*This is a bug in dash; .* dash 1\.2\.3, Node v20\.19\.0\n$/,
    );
  });

  test("is one JSON document when asked, and the stack is told besides", async () => {
    const { exitCode, stdout, stderr } = await run(["build", "--json"], broken);
    expect(exitCode).toBe(70);
    expect(JSON.parse(stdout)).toMatchObject({ formatVersion: 1, error: { code: "bug" } });
    expect(stderr).toContain("This is a bug in dash");
  });
});

describe("an interruption", () => {
  const interrupted = { ...broken, signal: AbortSignal.abort() };

  test("ends with 130 and says nothing", async () => {
    expect(await run(["build"], interrupted)).toEqual({ exitCode: 130, stdout: "", stderr: "" });
  });

  test("is one JSON document when asked", async () => {
    const { exitCode, stdout } = await run(["build", "--json"], interrupted);
    expect(exitCode).toBe(130);
    expect(JSON.parse(stdout)).toEqual({
      formatVersion: 1,
      error: { code: "interrupted", message: "The command was interrupted." },
    });
  });
});

test.each([
  { name: "a terminal", io: { isTTY: true }, coloured: true },
  { name: "a terminal with NO_COLOR", io: { isTTY: true, env: { NO_COLOR: "1" } }, coloured: false },
  { name: "a file", io: {}, coloured: false },
  { name: "a file with FORCE_COLOR", io: { env: { FORCE_COLOR: "1" } }, coloured: true },
])("errors for $name have colours: $coloured", async ({ io, coloured }) => {
  const { stderr } = await run(["buld"], io);
  expect(stderr.startsWith(coloured ? "\u001b[31merror:\u001b[39m There" : "error: There")).toBe(true);
});

test("a hostile word of the command line does not reach the terminal", async () => {
  const { stderr } = await run(["\u001b[2J\nbuild"]);
  expect(stderr).toMatch(/^error: There is no command `\\u001b\[2J\\nbuild`\. \(usage\)\n/);
});
