/**
 * A temporary project with one module for each `ts` block of the pages. A module has as many empty lines in front as
 * the page has lines, so that every message has the line of the page.
 *
 * - A block whose first line is a comment with a path (`// metrics/api.ts`) is that file, for the other blocks of its
 *   page to import.
 * - A statement followed by a comment `// => text` must be an expression with that PromQL.
 */
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { type CodeBlock, type Page, projectFolder } from "./markdown.ts";

/** A PromQL text that a page shows, and the one that its code gives. */
export interface ShownText {
  readonly actual: string;
  readonly expected: string;
}

/** What running the module of a block gives. */
export interface RunBlock {
  readonly exported: unknown;
  readonly shown: readonly ShownText[];
  /** What was thrown, as text. */
  readonly failure: string | undefined;
}

/** The project, until it is removed. */
export interface BlockProject {
  /** What the compiler says, as `page:line: message`. */
  readonly complaints: readonly string[];
  run(block: CodeBlock): Promise<RunBlock>;
  remove(): Promise<void>;
}

const rooms = ["metrics", "queries", "instruments", "signals"];

/** The public entry points as sources, so that no build of the package is needed. */
const entryPoints: Readonly<Record<string, string>> = {
  "grafana-dash": join(projectFolder, "src/index.ts"),
  ...Object.fromEntries(
    rooms.map((room) => [`grafana-dash/${room}`, join(projectFolder, `src/${room}/${room}.ts`)]),
  ),
};

/** The blocks that are whole modules. */
export function modulesOf(pages: readonly Page[]): readonly CodeBlock[] {
  return pages.flatMap(({ blocks }) =>
    blocks.filter(({ language, isFragment }) => language === "ts" && !isFragment),
  );
}

/** Whether the block shows mistakes, so that it compiles with them and must not run. */
export function showsMistakes({ text }: CodeBlock): boolean {
  return text.includes("@ts-expect-error");
}

/** Writes, type-checks and bundles the blocks. */
export async function createBlockProject(blocks: readonly CodeBlock[]): Promise<BlockProject> {
  // Inside the project, so that packages are found.
  const folder = await mkdtemp(join(projectFolder, "node_modules/.docs-"));
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    return { ...(await fillProject(folder, blocks)), remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function fillProject(
  folder: string,
  blocks: readonly CodeBlock[],
): Promise<Pick<BlockProject, "complaints" | "run">> {
  const paths = new Map(blocks.map((block) => [block, modulePath(block)]));
  await writeSupport(folder);
  for (const [block, path] of paths) await writeModule(join(folder, path), block);
  const runnable = blocks.filter((block) => !showsMistakes(block)).map((block) => paths.get(block) ?? "");
  const [complaints] = await Promise.all([typeCheck(folder, paths), bundle(folder, runnable)]);
  return {
    complaints,
    run: (block) => runModule(join(folder, "run", (paths.get(block) ?? "").replace(/ts$/, "js"))),
  };
}

/** Where the module of a block is: in a folder of its page, under the name that it gives itself. */
function modulePath({ page, line, text }: CodeBlock): string {
  const named = /^\/\/ ((?:[\w-]+\/)*[\w.-]+\.ts)\n/.exec(text)?.[1];
  return join(basename(page, ".md"), named ?? `dashboards/line-${line}.ts`);
}

async function writeSupport(folder: string): Promise<void> {
  const config = {
    extends: join(projectFolder, "tsconfig.json"),
    compilerOptions: {
      noUnusedLocals: false,
      noUnusedParameters: false,
      declaration: false,
      moduleDetection: "force",
      resolveJsonModule: true,
      paths: Object.fromEntries(Object.entries(entryPoints).map(([name, path]) => [name, [path]])),
    },
    include: ["**/*.ts"],
    exclude: ["run"],
  };
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify(config));
  await writeFile(join(folder, "package.json"), '{ "type": "module" }');
  await writeFile(
    join(folder, "shown.d.ts"),
    "export {};\ndeclare global { function shown(expression: { readonly text: string }, expected: string): void; }\n",
  );
}

async function writeModule(path: string, block: CodeBlock): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, "\n".repeat(block.line) + withShownTexts(block.text));
  for (const [, file = ""] of block.text.matchAll(/from "(\.[^"]*\.json)"/g)) {
    const document = join(dirname(path), file);
    await mkdir(dirname(document), { recursive: true });
    await writeFile(document, '{ "title": "Exported", "uid": "exported", "panels": [] }');
  }
}

/** Hands the statement above each `// => text` to `shown`, without changing the number of lines. */
function withShownTexts(text: string): string {
  const lines = text.split("\n");
  let start = 0;
  for (const [index, line] of lines.entries()) {
    const expected = /^\/\/ => (.*)$/.exec(line)?.[1];
    if (expected !== undefined) {
      lines[start] = `shown(${lines[start]}`;
      lines[index - 1] = (lines[index - 1] ?? "").replace(/;$/, `, ${JSON.stringify(expected)});`);
    }
    const isEnd = line === "" || line.startsWith("//") || line.endsWith(";");
    if (isEnd && !lines[index + 1]?.startsWith("// => ")) start = index + 1;
  }
  return lines.join("\n");
}

async function typeCheck(folder: string, paths: ReadonlyMap<CodeBlock, string>): Promise<readonly string[]> {
  const compiler = join(projectFolder, "node_modules/typescript/bin/tsc");
  const run = promisify(execFile)(process.execPath, [compiler, "-p", folder, "--pretty", "false"], {
    cwd: folder,
  });
  const output = await run.then(
    ({ stdout }) => stdout,
    (error: { readonly stdout: string }) => error.stdout,
  );
  const pages = new Map([...paths].map(([{ page }, path]) => [path, page]));
  return output.split("\n").flatMap((line) => {
    const [, path = "", place, message] = /^(\S+?)\((\d+),\d+\): (.*)$/.exec(line) ?? [];
    // The sources are checked elsewhere.
    if (place === undefined || path.startsWith("../")) return [];
    return [`${pages.get(path) ?? path}:${place}: ${message}`];
  });
}

async function bundle(folder: string, modules: readonly string[]): Promise<void> {
  await build({
    entryPoints: modules.map((path) => join(folder, path)),
    outdir: join(folder, "run"),
    outbase: folder,
    alias: entryPoints,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    packages: "external",
    logLevel: "silent",
  });
}

async function runModule(path: string): Promise<RunBlock> {
  const shown: ShownText[] = [];
  const record = ({ text }: { readonly text: string }, expected: string): void =>
    void shown.push({ actual: text, expected });
  Object.assign(globalThis, { shown: record });
  try {
    const module = (await import(path)) as { readonly default?: unknown };
    return { exported: module.default, shown, failure: undefined };
  } catch (error) {
    return { exported: undefined, shown, failure: String(error) };
  }
}
