import { readFileSync } from "node:fs";
import { join } from "node:path";
import { globSync } from "tinyglobby";
import { expect, test } from "vitest";
import { docsPages } from "../../scripts/docs-pages.ts";
import { findingGroups } from "../../scripts/finding-rules.ts";
import { errorCodes } from "../../src/base/dash-error.ts";
import { projectFolder } from "./markdown.ts";

test.each(docsPages())("$path is up to date", ({ path, text }) => {
  const committed = readFileSync(join(projectFolder, path), "utf8");
  expect(committed === text, "run `node scripts/run.mjs scripts/docs.ts`").toBe(true);
});

test("the page of errors has every rule that the sources know, and no other", () => {
  const sources = globSync("src/**/*.ts", { cwd: projectFolder, absolute: true });
  const names = sources.flatMap((file) => {
    const text = readFileSync(file, "utf8");
    return [...text.matchAll(/\brule: "([a-z-]+)"|"(load-[a-z-]+)"/g)].map(([, rule, load]) => rule ?? load);
  });
  const described = findingGroups.flatMap(({ rules }) => Object.keys(rules));
  expect(new Set(described)).toEqual(new Set(names));
});

test("the page of commands has the exit code of every error", () => {
  const page = docsPages().find(({ path }) => path === "docs/cli.md");
  for (const { exitCode } of Object.values(errorCodes)) expect(page?.text).toContain(`\n| ${exitCode} |`);
});
