import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createCompiler, valuesOf } from "../../src/compile/compile.ts";
import { createDataSourceTable } from "../../src/compile/data-sources.ts";
import { readConfig } from "../../src/config/read-config.ts";
import { type BlockProject, createBlockProject, modulesOf, showsMistakes } from "./block-project.ts";
import { parsePage, readPages } from "./markdown.ts";

const modules = modulesOf(readPages());

/** What the checks below must find, so that they cannot fall silent. */
const faulty = parsePage(
  "faulty.md",
  [
    "```ts",
    'import { promql } from "grafana-dash";',
    "promql`up`.missing;",
    "promql`sum(up)`;",
    "// => sum(down)",
    "```",
  ].join("\n"),
);
const [faultyBlock] = modulesOf([faulty]);

let project: BlockProject | undefined;
beforeAll(async () => {
  project = await createBlockProject([...modules, ...modulesOf([faulty])]);
}, 60_000);
afterAll(() => project?.remove());

/** The data sources that dashboards of the guides use. */
const dataSources = createDataSourceTable(
  ["prometheus", "mimir"].map((name) => ({ name, type: "prometheus", uid: name })),
  "prometheus",
);
const compile = createCompiler({ dataSources, defaults: {} });

test("all blocks type-check, and those with a marked mistake do have it", () => {
  const [found, ...others] = project?.complaints ?? [];
  expect(found).toMatch(/^faulty\.md:3: error TS2339: Property 'missing' does not exist/);
  expect(others).toEqual([]);
});

test("a text that is shown but not made is found", async () => {
  const run = faultyBlock && (await project?.run(faultyBlock));
  expect(run?.shown).toEqual([{ actual: "sum(up)", expected: "sum(down)" }]);
});

describe.each(
  modules
    .filter((block) => !showsMistakes(block))
    .map((block) => ({ name: `${block.page}:${block.line}`, block })),
)("the block $name", ({ block }) => {
  test("runs, makes the PromQL that it shows, and compiles without findings", async () => {
    const run = await project?.run(block);
    if (run === undefined) throw new Error("The blocks were not built.");
    const { exported, shown, failure } = run;
    expect(failure).toBeUndefined();
    expect(shown).toHaveLength(block.text.match(/^\/\/ => /gm)?.length ?? 0);
    expect(shown.map(({ actual }) => actual)).toEqual(shown.map(({ expected }) => expected));
    if (exported === undefined) return;
    if (block.text.includes("defineConfig(")) {
      expect(readConfig(exported, { file: "dash.config.ts", text: block.text }).problems).toEqual([]);
      return;
    }
    for (const value of await valuesOf(exported)) {
      const { dashboard, findings } = compile(value);
      expect(findings).toEqual([]);
      expect(dashboard?.uid).not.toBe("");
    }
  });
});
