import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { projectFolder } from "../docs/markdown.ts";
import { impacts } from "../../src/diff/impact.ts";
import { actionFolder } from "./project.ts";
import { actionFile } from "./workflow.ts";

const { inputs, outputs, runs } = actionFile;
const guide = readFileSync(join(projectFolder, "docs/guide/diff-in-ci.md"), "utf8");
const text = readFileSync(join(actionFolder, "action.yml"), "utf8");

test("no text of others becomes a part of a script", () => {
  const scripts = runs.steps.flatMap(({ run }) => (run === undefined ? [] : [run]));
  expect(scripts).toHaveLength(2);
  expect(scripts.filter((script) => script.includes("${{"))).toEqual([]);
});

test("every step is a script for bash or an action that a commit names", () => {
  expect(runs.using).toBe("composite");
  for (const { run, shell, uses } of runs.steps) {
    if (run === undefined) expect(uses).toMatch(/@[0-9a-f]{40}$/);
    else expect(shell).toBe("bash");
  }
});

test.each(Object.keys(inputs))("the input `%s` is described, used, and in the guide", (name) => {
  expect(inputs[name]?.description).toMatch(/\.$/);
  expect(JSON.stringify(runs.steps)).toMatch(new RegExp(`inputs\\.${name}\\b`));
  expect(guide).toContain(`\n| \`${name}\` |`);
});

test.each(Object.keys(outputs))("the output `%s` is described, set, and in the guide", (name) => {
  expect(outputs[name]?.description).toMatch(/\.$/);
  expect(outputs[name]?.value).toBe(`\${{ steps.diff.outputs.${name} }}`);
  expect(guide).toContain(`\n| \`${name}\` |`);
});

test("only inputs that exist are used", () => {
  const used = [...text.matchAll(/inputs\.([\w-]+)/g)].map(([, name]) => name);
  expect(new Set(used)).toEqual(new Set(Object.keys(inputs)));
});

test("the token is in the step alone that runs none of the project's code", () => {
  const holders = runs.steps.filter((step) => JSON.stringify(step).includes("inputs.token"));
  expect(holders.map(({ run }) => run?.split(" ").at(-1))).toEqual(["publish"]);
});

test("every impact that can be failed on is listed", () => {
  const listed = [...(inputs["fail-on"]?.description ?? "").matchAll(/`([\w-]+)`/g)].map(([, name]) => name);
  expect(new Set(listed)).toEqual(new Set(impacts));
});
