import { existsSync } from "node:fs";
import { join, posix } from "node:path";
import { expect, test } from "vitest";
import { anchorsOf, type Page, parsePage, projectFolder, readPages } from "./markdown.ts";

const pages = readPages();

/** The links of a page that lead nowhere. */
function brokenLinks(page: Page, all: readonly Page[]): readonly string[] {
  const prose = page.prose.replace(/`[^`]*`/g, "");
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, target = ""]) => {
    if (/^[a-z]+:/.test(target)) return [];
    const [path = "", anchor] = target.split("#");
    const file = path === "" ? page.path : posix.join(posix.dirname(page.path), path);
    if (!existsSync(join(projectFolder, file)) && file !== page.path) return [`${page.path}: ${target}`];
    const linked = all.find((other) => other.path === file);
    if (anchor === undefined || (linked !== undefined && anchorsOf(linked).has(anchor))) return [];
    return [`${page.path}: ${target}`];
  });
}

test("every link between the pages leads somewhere", () => {
  expect(pages.length).toBeGreaterThan(8);
  expect(pages.flatMap((page) => brokenLinks(page, pages))).toEqual([]);
});

test("every guide is linked from the README", () => {
  const readme = pages.find(({ path }) => path === "README.md");
  for (const { path } of pages.filter(({ path }) => path.startsWith("docs/"))) {
    expect(readme?.prose).toContain(`](${path})`);
  }
});

test("finds links to missing files and headings", () => {
  const page = parsePage("page.md", "# A *b*: `c`, d\n[x](#a-b-c-d) [y](#nothing) [z](missing.md)");
  expect(brokenLinks(page, [page])).toEqual(["page.md: #nothing", "page.md: missing.md"]);
});
