/**
 * From entry files to compiled dashboards: the child evaluates and compiles, this process collects, finds what only
 * shows across dashboards, and maps what was found to lines.
 */
import type { Place } from "../base/place.ts";
import { type Problem, uniqueProblems } from "../base/problem.ts";
import { digest } from "../base/hash.ts";
import { compareText } from "../base/text.ts";
import { type Clash, findClashes } from "../compile/cross-check.ts";
import type { ProjectConfig } from "../config/read-config.ts";
import type { DefinitionSources } from "../diff/documents/side.ts";
import type { BundledDashboard } from "../schema/bundle.ts";
import type { CompiledMessage, CompileWorkerSettings, SentDashboard, SentFinding } from "./compile-worker.ts";
import type { Spool } from "./spool.ts";
import { locateSources, sourcesOf } from "./definition-sources.ts";
import type { JsonEntry } from "./json-entry.ts";
import type { LoadResult } from "./load-entries.ts";
import type { Loader } from "./loader.ts";

/** What compiling a project's files gave. */
export interface CompiledProject {
  /** In the order of their files, and in a file in its own order. */
  readonly dashboards: readonly ProjectDashboard[];
  readonly problems: readonly Problem[];
  /** What the loader knows of the files that were loaded now, for caches and for watching. */
  readonly load: LoadResult;
}

/** A dashboard with the file that exports it. */
export interface ProjectDashboard extends BundledDashboard {
  readonly file: string;
  /** The keys of its panels; absent unless they were asked for, and for documents that are no definitions. */
  readonly sources?: DefinitionSources;
}

/** What a compiler tells besides documents. */
export interface CompilerOptions {
  /** Whether dashboards come with the keys of their panels. @default false */
  readonly panelKeys?: boolean;
}

/** Compiles the files of a project, and remembers what the others gave when only some changed. */
export interface ProjectCompiler {
  /**
   * Compiles the `changed` ones of all entries; what the others gave earlier still counts.
   * `onDashboard` hears of each dashboard as it arrives, for a progress line.
   */
  compile(
    changed: readonly string[],
    entries: readonly string[],
    onDashboard?: () => void,
  ): Promise<CompiledProject>;
  /**
   * Evaluates files once more to learn where their definitions and panels stand; by uid. Places are found as long as the
   * project is open.
   */
  locate(files: readonly string[]): Promise<ReadonlyMap<string, DefinitionSources>>;
}

/** What compiling works with: both live as long as the project is open. */
export interface CompilerParts {
  readonly loader: Loader;
  readonly spool: Spool;
}

/** A message of the child with the document taken out of the spool. */
interface FileMessage extends Omit<CompiledMessage, "dashboard"> {
  readonly dashboard: ProjectDashboard | undefined;
}

/** Makes the compiler of a project. */
export function createProjectCompiler(
  { loader, spool }: CompilerParts,
  config: ProjectConfig,
  { panelKeys = false }: CompilerOptions = {},
): ProjectCompiler {
  const settings = { ...workerSettings(config, spool), panelKeys };
  const byFile = new Map<string, readonly FileMessage[]>();
  return {
    async compile(changed, entries, onDashboard = () => undefined) {
      const { messages, load } = await collect({ loader, spool }, settings, changed, onDashboard);
      forgetGone(byFile, entries);
      remember(byFile, changed, messages);
      const files = filesToLocate(allMessages(byFile));
      if (files.length > 0) {
        // Most builds find nothing; the others evaluate the files concerned once more, to learn the lines.
        const located = await collect({ loader, spool }, { ...settings, captureCallSites: true }, files);
        remember(byFile, new Set(located.messages.map(({ file }) => file)), located.messages);
      }
      const all = allMessages(byFile);
      return {
        dashboards: all.flatMap(({ dashboard }) => dashboard ?? []),
        problems: uniqueProblems([...load.problems, ...findProblems(all, loader)]),
        load,
      };
    },
    locate: (files) => locateSources(loader, settings, files),
  };
}

function remember(
  byFile: Map<string, readonly FileMessage[]>,
  files: Iterable<string>,
  messages: readonly FileMessage[],
): void {
  const grouped = new Map<string, FileMessage[]>();
  for (const file of files) grouped.set(file, []);
  for (const message of messages) grouped.get(message.file)?.push(message);
  for (const [file, ofFile] of grouped) byFile.set(file, ofFile);
}

function forgetGone(byFile: Map<string, unknown>, entries: readonly string[]): void {
  const present = new Set(entries);
  for (const file of byFile.keys()) if (!present.has(file)) byFile.delete(file);
}

function allMessages(byFile: ReadonlyMap<string, readonly FileMessage[]>): readonly FileMessage[] {
  return [...byFile].sort(([left], [right]) => compareText(left, right)).flatMap(([, messages]) => messages);
}

interface Collected {
  readonly messages: readonly FileMessage[];
  readonly load: LoadResult;
}

async function collect(
  { loader, spool }: CompilerParts,
  settings: CompileWorkerSettings,
  entries: readonly string[],
  onDashboard: () => void = () => undefined,
): Promise<Collected> {
  const messages: FileMessage[] = [];
  const load = await loader.load(entries, settings, (message) => {
    for (const compiled of message as readonly CompiledMessage[]) {
      messages.push(unspool(compiled, { loader, spool }));
      onDashboard();
    }
  });
  const documents = await compileDocuments(load.documents, settings);
  messages.push(...documents.map((message) => unspool(message, { loader, spool })));
  return { messages, load };
}

/** Plain JSON needs no child. The compiler is loaded only when there is some. */
async function compileDocuments(
  documents: readonly JsonEntry[],
  settings: CompileWorkerSettings,
): Promise<readonly CompiledMessage[]> {
  if (documents.length === 0) return [];
  const { createWorker } = await import("./compile-worker.ts");
  const messages: CompiledMessage[] = [];
  const worker = await createWorker(settings, (message) =>
    messages.push(...(message as readonly CompiledMessage[])),
  );
  for (const { file, value } of documents) await worker.add(file, { default: value });
  await worker.finish();
  return messages;
}

function unspool(message: CompiledMessage, { loader, spool }: CompilerParts): FileMessage {
  const { dashboard, file } = message;
  if (dashboard === undefined) return { ...message, dashboard };
  const sources = sourcesOf(message, loader);
  const origin = { file, ...(sources === undefined ? {} : { sources }) };
  return { ...message, dashboard: takeOut(dashboard, origin, spool) };
}

/** The digest is taken here, while the child goes on; the text is made for the formats that ask for it. */
function takeOut(
  { json, ...dashboard }: SentDashboard,
  origin: Pick<ProjectDashboard, "file" | "sources">,
  spool: Spool,
): ProjectDashboard {
  const bytes = spool.read(json);
  return {
    ...dashboard,
    ...origin,
    encoded: { bytes, digest: digest(bytes, 64) },
    get json() {
      return bytes.toString("utf8");
    },
  };
}

function workerSettings(config: ProjectConfig, spool: Spool): CompileWorkerSettings {
  return {
    dataSources: config.dataSources.map(({ name, type, uid }) => ({ name, type, uid })),
    dataSource: config.dataSource,
    defaults: config.defaults,
    captureCallSites: false,
    spoolFolder: spool.folder,
  };
}

/** The TypeScript and JavaScript files in which something was found whose line is not known yet. */
function filesToLocate(messages: readonly FileMessage[]): readonly string[] {
  const found = messages.filter(({ findings }) => findings.some(({ stack }) => stack === ""));
  const clashing = clashesOf(messages).flatMap(({ entry, other }) => [entry.message, other.message]);
  const unlocated = [...found, ...clashing.filter(({ stack }) => stack === "")];
  return [...new Set(unlocated.map(({ file }) => file))].filter((file) => !file.endsWith(".json"));
}

function findProblems(messages: readonly FileMessage[], loader: Loader): readonly Problem[] {
  const inDashboards = messages.flatMap(({ file, findings }) =>
    findings.map((finding) => toProblem(finding, file, loader)),
  );
  const across = clashesOf(messages).map(({ rule, message, hint, entry, other }): Problem => {
    const place = placeOf(entry.message, loader);
    return {
      rule,
      severity: "error",
      message: `${message} The other one comes from ${describePlace(other.message, loader)}.`,
      hint,
      at: { ...place, part: entry.title },
    };
  });
  return [...inDashboards, ...across];
}

function toProblem(finding: SentFinding, file: string, loader: Loader): Problem {
  const { stack, part, span, ...problem } = finding;
  const place = (stack === "" ? undefined : loader.placeOf(stack)) ?? { file };
  return {
    ...problem,
    at: { ...place, ...(part === "" ? {} : { part }), ...(span === undefined ? {} : { span }) },
  };
}

interface Identity extends Pick<ProjectDashboard, "uid" | "title" | "folder"> {
  readonly message: FileMessage;
}

function clashesOf(messages: readonly FileMessage[]): readonly Clash<Identity>[] {
  return findClashes(
    messages.flatMap((message) => {
      if (message.dashboard === undefined) return [];
      const { uid, title, folder } = message.dashboard;
      return { uid, title, folder, message };
    }),
  );
}

function placeOf({ file, stack }: FileMessage, loader: Loader): Place {
  return (stack === "" ? undefined : loader.placeOf(stack)) ?? { file };
}

/** The file that exports a dashboard, with the line when the call stands in the file itself and not in a helper. */
function describePlace(message: FileMessage, loader: Loader): string {
  const { file, line } = placeOf(message, loader);
  return `\`${message.file}${file === message.file && line !== undefined ? `:${line}` : ""}\``;
}
