import { mkdirSync, mkdtempSync, realpathSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";
import type { LoadResult } from "../../src/project/load-entries.ts";
import { createLoader, type Loader } from "../../src/project/loader.ts";
import { readOwnPackage } from "../../src/project/own-package.ts";
import type { LoaderOptions } from "../../src/project/session.ts";

const packageUrl = new URL("../fixtures/project/package/", import.meta.url);

/** The stand-in for the package that is running. */
export const ownPackage = readOwnPackage(new URL("package.json", packageUrl));

/** The files of a project: text by path. */
export type Files = Readonly<Record<string, string>>;

/** Writes a project into a temporary folder, which is removed after the test; its files look old. */
export function writeProject(files: Files, remove: (action: () => void) => void = onTestFinished): string {
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), "dash-test-")));
  remove(() => rmSync(root, { recursive: true, force: true }));
  for (const file of Object.keys(files)) writeFile(root, file, files[file] ?? "");
  return root;
}

export function writeFile(root: string, file: string, text: string): void {
  const target = path.join(root, file);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, text);
  utimesSync(target, 1_700_000_000, 1_700_000_000);
}

export interface TestLoader {
  readonly root: string;
  readonly loader: Loader;
  readonly printed: string[];
}

type Overrides = Partial<Omit<LoaderOptions, "root">>;

/** A loader of a new project; both are gone after the test. */
export function openLoader(files: Files, overrides: Overrides = {}, remove = onTestFinished): TestLoader {
  const root = writeProject(files, remove);
  const printed: string[] = [];
  const loader = createLoader({
    root,
    signal: new AbortController().signal,
    stderr: { write: (text) => printed.push(text) },
    env: { PATH: "/usr/bin:/bin", GRAFANA_TOKEN: "secret" },
    workerModule: new URL("worker.js", packageUrl).href,
    own: ownPackage,
    timeoutSeconds: 5,
    ...overrides,
  });
  remove(loader.close);
  return { root, loader, printed };
}

/** A message of the stand-in worker. */
export interface EntryMessage {
  readonly file: string;
  readonly value: unknown;
  readonly stack?: string;
}

export interface Loaded extends TestLoader {
  readonly result: LoadResult;
  readonly messages: readonly EntryMessage[];
  /** What each entry exports by default. */
  readonly values: Readonly<Record<string, unknown>>;
}

/** Loads entries; without a list, all files in `dashboards`. */
export async function load(
  opened: TestLoader,
  entries: readonly string[],
  settings?: unknown,
): Promise<Loaded> {
  const messages: EntryMessage[] = [];
  const result = await opened.loader.load(entries, settings, (message) => {
    if ("file" in (message as object)) messages.push(message as EntryMessage);
  });
  const values = Object.fromEntries(messages.map(({ file, value }) => [file, value]));
  return { ...opened, result, messages, values };
}

/** Loads all files in `dashboards` of a new project. */
export function loadFiles(files: Files, overrides: Overrides = {}): Promise<Loaded> {
  return load(openLoader(files, overrides), entriesOf(files));
}

export function entriesOf(files: Files): readonly string[] {
  return Object.keys(files)
    .filter((file) => file.startsWith("dashboards/"))
    .sort();
}
