import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { globSync } from "tinyglobby";

/** A fenced block of a page. */
export interface CodeBlock {
  readonly page: string;
  /** The line of the opening fence, from 1. */
  readonly line: number;
  /** The first word behind the fence, for example `ts`. */
  readonly language: string;
  /** Whether the page says that the block is no whole file. */
  readonly isFragment: boolean;
  readonly text: string;
}

/** A Markdown file of the project. */
export interface Page {
  /** Relative to the project folder, with forward slashes. */
  readonly path: string;
  readonly text: string;
  readonly blocks: readonly CodeBlock[];
  /** The text without fenced blocks; their lines are empty, so that line numbers stay. */
  readonly prose: string;
}

/** The project folder. */
export const projectFolder: string = fileURLToPath(new URL("../../", import.meta.url));

/** The pages that readers of the project see. */
export function readPages(): readonly Page[] {
  const paths = globSync(["*.md", "docs/**/*.md"], { cwd: projectFolder });
  return paths.sort().map((path) => parsePage(path, readFileSync(`${projectFolder}/${path}`, "utf8")));
}

/** Splits a page into prose and blocks. */
export function parsePage(path: string, text: string): Page {
  const blocks: CodeBlock[] = [];
  const prose: string[] = [];
  let open: { readonly line: number; readonly info: string; readonly lines: string[] } | undefined;
  for (const [index, line] of text.split("\n").entries()) {
    const fence = /^\s*```(.*)$/.exec(line);
    if (fence === null) {
      (open?.lines ?? prose).push(line);
      if (open !== undefined) prose.push("");
      continue;
    }
    prose.push("");
    if (open === undefined) {
      open = { line: index + 1, info: fence[1] ?? "", lines: [] };
      continue;
    }
    const [language = "", ...marks] = open.info.trim().split(/\s+/);
    const isFragment = marks.includes("fragment");
    blocks.push({ page: path, line: open.line, language, isFragment, text: open.lines.join("\n") });
    open = undefined;
  }
  return { path, text, blocks, prose: prose.join("\n") };
}

/** The anchors of a page's headings, as GitHub makes them. */
export function anchorsOf(page: Page): ReadonlySet<string> {
  const anchors = new Set<string>();
  for (const [, heading = ""] of page.prose.matchAll(/^#{1,6} (.+)$/gm)) {
    const plain = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").toLowerCase();
    const anchor = plain
      .replace(/[^\p{L}\p{N}\s_-]/gu, "")
      .trim()
      .replace(/\s/g, "-");
    let name = anchor;
    for (let copy = 1; anchors.has(name); copy++) name = `${anchor}-${copy}`;
    anchors.add(name);
  }
  return anchors;
}
