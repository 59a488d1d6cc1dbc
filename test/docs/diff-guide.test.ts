import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { impacts } from "../../src/diff/impact.ts";
import { projectFolder } from "./markdown.ts";

const read = (path: string): string => readFileSync(join(projectFolder, path), "utf8");
const guide = read("docs/guide/diff.md");

test.each(["README.md", "docs/guide/diff.md"])("%s shows the review of the golden case", (page) => {
  const golden = read("test/fixtures/diff/rearranged/expected.txt");
  // Behind the names of the sides, and with the file of the definition in the place of the one that was compared.
  const body = golden.slice(golden.indexOf("\n")).replace("   overview.json ", "   dashboards/overview.ts ");
  expect(body).toContain("breaks links");
  expect(read(page)).toContain(`main f1ea3ab → working tree${body}`);
});

test("the guide explains every impact, worst first", () => {
  const [, section = ""] = guide.split("\n## Impact\n");
  const named = [...(section.split("\n## ")[0] ?? "").matchAll(/^\| `([a-z-]+)` \|/gm)].map(
    ([, name]) => name,
  );
  expect(named).toEqual(impacts.toReversed());
});

test("the guide names every kind of a panel and every way in which panels are matched", () => {
  const model = read("src/diff/model.ts");
  const kinds = [.../export type PanelKind =(.*?);\n/s.exec(model)![1]!.matchAll(/"(\w+)"/g)];
  expect(kinds.length).toBeGreaterThan(8);
  for (const [, kind] of kinds) expect(guide).toMatch(new RegExp(`^\\| [^|]*\\b${kind}\\b[^|]* \\|`, "m"));
  const ways = [.../readonly by: (.*?);/.exec(model)![1]!.matchAll(/"(\w+)"/g)].filter(
    ([, way]) => way !== "none",
  );
  expect(ways.length).toBeGreaterThan(4);
  for (const [, way] of ways) expect(guide).toMatch(new RegExp(`^\\| ${way} \\|`, "m"));
});
