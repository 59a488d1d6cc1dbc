import { PassThrough, Readable } from "node:stream";
import { describe, expect, test } from "vitest";
import type { DashError } from "../../../src/base/dash-error.ts";
import { findCommit } from "../../../src/cli/push/commit.ts";
import { confirm } from "../../../src/cli/push/confirm.ts";
import { limitDeletions, mayDelete } from "../../../src/cli/push/deletions.ts";
import { dashboardAction } from "../../report/actions.ts";
import { createTestIo } from "../command-io.ts";

describe("a question", () => {
  test.each([
    { answer: "y\n", expected: true },
    { answer: "Yes\r\n", expected: true },
    { answer: " y \nn\n", expected: true },
    { answer: "n\n", expected: false },
    { answer: "\n", expected: false },
    { answer: "yikes\n", expected: false },
    { answer: "", expected: false },
  ])("answered by $answer is agreed to: $expected", async ({ answer, expected }) => {
    const { io, printed } = createTestIo({ stdin: Readable.from(Buffer.from(answer)) });
    expect(await confirm("Delete?", io)).toBe(expected);
    expect(printed.stderr).toMatch(/^Delete\? \[y\/N\] \n?$/);
  });

  test("that is interrupted is not agreed to", async () => {
    const interruption = new AbortController();
    const { io } = createTestIo({ stdin: new PassThrough(), signal: interruption.signal });
    const asking = confirm("Delete?", io);
    interruption.abort();
    expect(await asking).toBe(false);
  });

  test("after an interruption is not asked in earnest", async () => {
    const { io } = createTestIo({ stdin: new PassThrough(), signal: AbortSignal.abort() });
    expect(await confirm("Delete?", io)).toBe(false);
  });
});

describe("deletions", () => {
  const actions = [
    dashboardAction("create", "a"),
    dashboardAction("delete", "b"),
    dashboardAction("delete", "c"),
  ];
  const terminal = (answer: string, json = false): Promise<readonly [boolean, string]> => {
    const { io, printed } = createTestIo({ isStdinTTY: true, stdin: Readable.from(Buffer.from(answer)) });
    return mayDelete(actions, { yes: false, json }, io).then((agreed) => [agreed, printed.stderr]);
  };

  test("are asked for on a terminal", async () => {
    expect(await terminal("y\n")).toEqual([true, "Delete these 2 objects from Grafana? [y/N] "]);
    expect(await terminal("n\n")).toEqual([false, "Delete these 2 objects from Grafana? [y/N] "]);
  });

  test("are listed where the plan was not printed", async () => {
    expect((await terminal("y\n", true))[1]).toBe(
      "  - delete     dashboard    B (b)\n  - delete     dashboard    C (c)\nDelete these 2 objects from Grafana? [y/N] ",
    );
  });

  test("need no question when the command line agrees, or when there are none", async () => {
    const { io, printed } = createTestIo();
    expect(await mayDelete(actions, { yes: true, json: false }, io)).toBe(true);
    expect(await mayDelete(actions.slice(0, 1), { yes: false, json: false }, io)).toBe(true);
    expect(printed.stderr).toBe("");
  });

  test("without a terminal need `--yes`", async () => {
    const refused = mayDelete(actions, { yes: false, json: false }, createTestIo().io);
    await expect(refused).rejects.toMatchObject({
      code: "usage",
      message: /deletes 2 objects, and there is nobody/,
    });
  });

  test("are limited", () => {
    expect(() => limitDeletions(actions, { maxDeletes: 2 })).not.toThrow();
    expect(() => limitDeletions(actions, { maxDeletes: 1 })).toThrow(
      expect.objectContaining<Partial<DashError>>({
        code: "too-many-deletions",
        hint: "Look at the list with `--dry-run`; when it is right, give `--max-deletes 2`.",
      }),
    );
  });
});

describe("the commit of a deploy annotation", () => {
  const git = (program: string, args: readonly string[]): Promise<string | undefined> =>
    Promise.resolve(`${[program, ...args].join(" ")}\n`);

  test.each([
    { name: "given", option: { commit: "v1" }, env: { GITHUB_SHA: "g" }, expected: "v1" },
    { name: "of GitHub", option: "found", env: { GITHUB_SHA: "g", CI_COMMIT_SHA: "c" }, expected: "g" },
    { name: "of GitLab", option: "found", env: { GITHUB_SHA: "", CI_COMMIT_SHA: "c" }, expected: "c" },
    { name: "of git", option: "found", env: {}, expected: "git rev-parse HEAD" },
  ] as const)("$name", async ({ option, env, expected }) => {
    expect(await findCommit(option, createTestIo({ env, run: git }).io)).toBe(expected);
  });

  test("that nobody knows is an error", async () => {
    await expect(findCommit("found", createTestIo().io)).rejects.toMatchObject({ code: "usage" });
  });
});
