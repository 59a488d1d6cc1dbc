import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { digest } from "../base/hash.ts";
import { compareText, isSameList } from "../base/text.ts";
import type { ExternalPackage } from "./externals.ts";
import type { LoadResult } from "./load-entries.ts";
import type { OwnPackage } from "./own-package.ts";
import { probesOf, sourceNames } from "./resolution-probes.ts";

/*
 * Remembers what a build was made of, so that an unchanged one is not repeated. A record holds only when all of
 * this is as it was: the program, the entries, the content of every source file, the packages, and whatever
 * decides where imports lead. Time stamps are not trusted: a checkout renews them all.
 */

/** For which project and program results are remembered. */
export interface CacheOptions {
  /** The project folder, without symbolic links. */
  readonly root: string;
  readonly own: OwnPackage;
  /** Node's version and platform, and what else results depend on besides the project's files. */
  readonly environment: readonly string[];
}

/** What a load found out about its inputs: the part of its result that decides whether it can be remembered. */
export type LoadFacts = Pick<LoadResult, "failed" | "hashes" | "externals" | "settled">;

/** The remembered build of one project. */
export interface BuildCache {
  /** What was remembered last, whether it still holds or not: for finding out what the entries are. */
  peek(): unknown;
  /** What was remembered for these entries, in a box; undefined when anything changed since. */
  readUnchanged(entries: readonly string[]): { readonly payload: unknown } | undefined;
  /**
   * Remembers JSON data for these entries and these loads, the configuration's included. Returns false when
   * the result may depend on more than the project's files, and forgets what was remembered before.
   */
  write(entries: readonly string[], loads: readonly LoadFacts[], payload: unknown): boolean;
}

interface BuildRecord {
  readonly key: string;
  readonly entries: readonly string[];
  /** Digests of source files. */
  readonly inputs: Readonly<Record<string, string>>;
  /** Digests of files that steer how imports are resolved; null where there is none. */
  readonly probes: Readonly<Record<string, string | null>>;
  /** Digests of the names of source files in each folder: a new file may be what an import finds first. */
  readonly folders: Readonly<Record<string, string>>;
  readonly packages: readonly ExternalPackage[];
  readonly payload: unknown;
}

/** Raised when the form of records changes. */
const recordForm = "1";

/** Node's modules that tell nothing of the world outside the project's files. */
const pureBuiltins: ReadonlySet<string> = new Set([
  "assert",
  "assert/strict",
  "buffer",
  "crypto",
  "events",
  "module",
  "path",
  "path/posix",
  "path/win32",
  "querystring",
  "string_decoder",
  "timers",
  "timers/promises",
  "url",
  "util",
  "util/types",
]);

/** The cache of a project; undefined for a project without `node_modules`, which has no place for it. */
export function openCache(options: CacheOptions): BuildCache | undefined {
  const { root } = options;
  if (!existsSync(path.join(root, "node_modules"))) return undefined;
  const file = path.join(root, "node_modules", ".cache", "grafana-dash", "build.json");
  const key = digest(
    JSON.stringify([recordForm, options.own.version, programDigest(options.own), options.environment]),
  );
  let last: BuildRecord | undefined;
  const read = (): BuildRecord | undefined => (last ??= readRecord(file));
  return {
    peek: () => (read()?.key === key ? read()?.payload : undefined),
    readUnchanged(entries) {
      const record = read();
      if (record?.key !== key || !isUnchanged(record, entries, root)) return undefined;
      return { payload: record.payload };
    },
    write(entries, loads, payload) {
      const holds = loads.every(isRepeatable);
      const text = holds ? JSON.stringify(recordOf(root, { key, entries, loads, payload })) : "";
      last = undefined;
      writeRecord(file, text);
      return holds;
    },
  };
}

/** Stands for the program's own files where its version does not: in its repository, where they change. */
function programDigest({ folder }: OwnPackage): string {
  if (folder.split(path.sep).includes("node_modules")) return "";
  const dist = path.join(folder, "dist");
  const names = existsSync(dist) ? readdirSync(dist, { recursive: true, encoding: "utf8" }) : [];
  const scripts = names.filter((name) => name.endsWith(".js")).sort(compareText);
  const stamps = scripts.map((name) => {
    const { mtimeMs, size } = statSync(path.join(dist, name));
    return `${name} ${mtimeMs} ${size}`;
  });
  return digest(stamps.join("\n"));
}

function isRepeatable({ failed, externals, settled }: LoadFacts): boolean {
  return settled && failed.length === 0 && externals.builtins.every((name) => pureBuiltins.has(name));
}

interface RecordParts {
  readonly key: string;
  readonly entries: readonly string[];
  readonly loads: readonly LoadFacts[];
  readonly payload: unknown;
}

function recordOf(root: string, { key, entries, loads, payload }: RecordParts): BuildRecord {
  const inputs = Object.fromEntries(loads.flatMap(({ hashes }) => [...hashes]));
  const { files, folders } = probesOf(root, Object.keys(inputs));
  return {
    key,
    entries,
    inputs,
    probes: Object.fromEntries(files.map((file) => [file, fileDigest(path.join(root, file))])),
    folders: Object.fromEntries(folders.map((folder) => [folder, sourceNames(path.join(root, folder))])),
    packages: loads.flatMap(({ externals }) => externals.packages),
    payload,
  };
}

function isUnchanged(record: BuildRecord, entries: readonly string[], root: string): boolean {
  return (
    isSameList(entries, record.entries) &&
    Object.entries(record.folders).every(
      ([folder, names]) => sourceNames(path.join(root, folder)) === names,
    ) &&
    Object.entries(record.probes).every(([file, hash]) => fileDigest(path.join(root, file)) === hash) &&
    record.packages.every(({ folder, hash }) => fileDigest(path.join(folder, "package.json")) === hash) &&
    Object.entries(record.inputs).every(([file, hash]) => fileDigest(path.join(root, file)) === hash)
  );
}

function fileDigest(file: string): string | null {
  try {
    return digest(readFileSync(file));
  } catch {
    return null;
  }
}

/** The first line is the digest of the rest: a record that was cut off or edited is none. */
function readRecord(file: string): BuildRecord | undefined {
  try {
    const text = readFileSync(file, "utf8");
    const end = text.indexOf("\n");
    const body = text.slice(end + 1);
    return digest(body) === text.slice(0, end) && body !== "" ? (JSON.parse(body) as BuildRecord) : undefined;
  } catch {
    return undefined;
  }
}

/** A record that cannot be written is missing the next time, which costs time and nothing else. */
function writeRecord(file: string, body: string): void {
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    // Never a half-written record under the final name, whoever reads at the same time.
    const temporary = `${file}.${digest(body)}`;
    writeFileSync(temporary, `${digest(body)}\n${body}`);
    renameSync(temporary, file);
  } catch {
    // The folder is read-only.
  }
}
