import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { valuesOf } from "../../src/compile/compile.ts";
import { compileOne } from "./compile-one.ts";

const folder = new URL("../fixtures/compile/", import.meta.url);
const cases = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

/** The only value that a case's default export stands for. */
async function valueOf(name: string): Promise<unknown> {
  const { default: exported } = (await import(new URL(`${name}/input.ts`, folder).href)) as {
    default: unknown;
  };
  const [value] = await valuesOf(exported);
  return value;
}

describe("the document that Grafana gets", () => {
  test.each(cases)("%s", async (name) => {
    const { dashboard, findings } = compileOne(await valueOf(name));
    expect(findings).toEqual([]);
    await expect(dashboard?.json).toMatchFileSnapshot(
      fileURLToPath(new URL(`${name}/expected.json`, folder)),
    );
  });

  test.each(cases)("%s is the same in every run", async (name) => {
    const value = await valueOf(name);
    expect(compileOne(value)).toEqual(compileOne(value));
  });
});
