import { readdirSync, readFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { BuildFailure, BuildResult, Message } from "esbuild";
import type { Problem, Severity } from "../base/problem.ts";
import { compareText, suggest } from "../base/text.ts";
import { buildProblem } from "./build-problems.ts";
import { runEsbuild } from "./esbuild-service.ts";
import { entryAtLine, groupEntries, groupNamespace, groupsPlugin } from "./entry-groups.ts";
import { readGraph, type DependencyGraph } from "./graph.ts";
import type { EntryGroup } from "./messages.ts";
import { packageNameOf, type OwnPackage } from "./own-package.ts";
import { packagesPlugin, type PackageReplacements } from "./packages.ts";
import { locationDefines, sourcesPlugin } from "./source-location.ts";
import { placeOfImport, type SourceReader } from "./source-files.ts";

/** What to bundle. */
export interface BundleRequest {
  /** The project folder, without symbolic links. */
  readonly root: string;
  /** The entry files, relative to the project folder. */
  readonly entries: readonly string[];
  /** The folder for everything temporary, which exists. */
  readonly temporary: string;
  /** Where the output goes: a folder in it that does not exist yet. */
  readonly folder: string;
  readonly own: OwnPackage;
  readonly replacements: PackageReplacements;
  readonly reader: SourceReader;
}

/** JavaScript made of entry files, ready to be evaluated one entry at a time. */
export interface Bundle {
  /** The folder for everything temporary. */
  readonly temporary: string;
  /** The folder of the bundle's files. */
  readonly folder: string;
  /** The folder as a URL that ends with a slash: what stack frames of user code start with. */
  readonly folderUrl: string;
  readonly groups: readonly EntryGroup[];
  readonly graph: DependencyGraph;
  readonly problems: readonly Problem[];
  /** The files, relative to the project folder, that were left out because of an error in them. */
  readonly broken: readonly string[];
}

/** How often the build is repeated, at most, without the files that were found to be broken. */
const maximumRounds = 8;

/** What earlier rounds found out. */
interface BuildState {
  /** Entries that can be read. */
  readonly entries: readonly string[];
  /** Entries that wait at their top level. */
  readonly awaiting: Set<string>;
  /** Files that mention their own location. */
  readonly located: Set<string>;
  /** Files with errors. */
  readonly broken: Set<string>;
  readonly problems: Problem[];
}

/**
 * Bundles the entries. A file with an error becomes a problem and is replaced by a module that fails, and the
 * build runs again, so that the others are loaded and the problems of all files appear in one run.
 */
export async function bundleEntries(request: BundleRequest): Promise<Bundle> {
  const state = firstState(request);
  const groups = groupEntries(state.entries);
  await mkdir(request.folder, { recursive: true });
  for (let round = 0; round < maximumRounds && groups.length > 0; round++) {
    const result = await buildOnce(request, state, groups);
    if ("metafile" in result) {
      const graph = readGraph(result.metafile, state.entries);
      if (!learnFromGraph(request, state, graph)) {
        for (const warning of result.warnings) addMessage(request, state, warning, "warning");
        return finishBundle(request, state, groups, graph);
      }
    } else if (!learnFromErrors(request, state, groups, result.errors)) break;
  }
  return finishBundle(request, state, [], { inputs: new Map(), files: [], externals: [] });
}

function firstState({ entries, reader }: BundleRequest): BuildState {
  const readable = entries.filter((entry) => reader.read(entry) !== undefined);
  const unreadable = entries.filter((entry) => reader.read(entry) === undefined);
  return {
    entries: readable,
    awaiting: new Set(),
    located: new Set(readable.filter((entry) => reader.read(entry)?.mentionsLocation)),
    broken: new Set(unreadable),
    problems: unreadable.map(unreadableEntry),
  };
}

function unreadableEntry(file: string): Problem {
  return {
    rule: "load-missing-file",
    severity: "error",
    message: `\`${file}\` cannot be read.`,
    at: { file },
  };
}

type Groups = readonly (readonly string[])[];
type BuildOutcome = BuildResult<{ metafile: true }> | { readonly errors: readonly Message[] };

async function buildOnce(request: BundleRequest, state: BuildState, groups: Groups): Promise<BuildOutcome> {
  const { root, own, reader } = request;
  const absolute = (files: ReadonlySet<string>): ReadonlySet<string> =>
    new Set([...files].map((file) => path.resolve(root, file)));
  try {
    return await runEsbuild((esbuild) =>
      esbuild.build({
        absWorkingDir: root,
        entryPoints: groups.map((_, index) => ({ in: `${groupNamespace}:${index}`, out: `group-${index}` })),
        outdir: request.folder,
        outExtension: { ".js": ".mjs" },
        bundle: true,
        splitting: true,
        format: "esm",
        platform: "node",
        target: "node20",
        charset: "utf8",
        sourcemap: "external",
        sourcesContent: false,
        legalComments: "none",
        metafile: true,
        logLevel: "silent",
        logLimit: 0,
        // The own package needs no plugin, whose calls cost 60 ms for 1,000 files.
        alias: { ...own.modules },
        external: ["file:///*"],
        define: { ...locationDefines },
        plugins: [
          groupsPlugin(root, groups, state.awaiting),
          sourcesPlugin({
            read: reader.text,
            located: absolute(state.located),
            broken: absolute(state.broken),
          }),
          packagesPlugin(own, request.replacements),
        ],
      }),
    );
  } catch (error) {
    if (isBuildFailure(error)) return { errors: error.errors };
    throw error;
  }
}

function isBuildFailure(error: unknown): error is BuildFailure {
  return error instanceof Error && Array.isArray((error as Partial<BuildFailure>).errors);
}

/** Takes what a failed build tells; false when another build would fail in the same way. */
function learnFromErrors(
  request: BundleRequest,
  state: BuildState,
  groups: Groups,
  errors: readonly Message[],
): boolean {
  const known = state.broken.size;
  for (const error of errors) {
    const entry = entryOfGroupLocation(error, groups);
    if (entry !== undefined) {
      state.problems.push(unreadableEntry(entry));
      state.broken.add(entry);
    } else {
      addMessage(request, state, error, "error");
      if (error.location !== null) state.broken.add(error.location.file.replaceAll("\\", "/"));
    }
  }
  return state.broken.size > known;
}

function entryOfGroupLocation({ location }: Message, groups: Groups): string | undefined {
  const index = location?.file.startsWith(`${groupNamespace}:`)
    ? Number(location.file.slice(groupNamespace.length + 1))
    : undefined;
  return index === undefined ? undefined : entryAtLine(groups[index] ?? [], location?.line ?? 0);
}

/** Takes what the graph of a build tells; false when the build can stay as it is. */
function learnFromGraph(request: BundleRequest, state: BuildState, graph: DependencyGraph): boolean {
  const { own, reader } = request;
  const known = sizeOf(state);
  for (const file of graph.files) {
    if (!state.broken.has(file) && reader.read(file)?.mentionsLocation) state.located.add(file);
  }
  if (graph.files.some((file) => reader.read(file)?.mentionsAwait)) {
    const waiting = waitingModules(request.folder);
    for (const entry of state.entries) if (waiting.has(entry)) state.awaiting.add(entry);
  }
  // esbuild replaces the start of `grafana-dash/typo` and takes the rest as a path behind the module's URL.
  const start = `${own.modules[own.name]}/`;
  for (const { file, target } of graph.externals) {
    if (!target.startsWith(start)) continue;
    const specifier = `${own.name}/${target.slice(start.length)}`;
    state.broken.add(file);
    state.problems.push({
      rule: "load-unresolved",
      severity: "error",
      message: `\`${own.name}\` has no part \`${specifier}\`.`,
      hint: suggest(specifier, Object.keys(own.modules)),
      at: placeOfImport(reader, file, specifier),
    });
  }
  return sizeOf(state) > known;
}

function sizeOf({ located, broken, awaiting }: BuildState): number {
  return located.size + broken.size + awaiting.size;
}

/**
 * The modules that wait at their top level, or import one that does: esbuild wraps them in asynchronous
 * functions, and `require` calls these without waiting for them.
 */
function waitingModules(folder: string): ReadonlySet<string> {
  const modules = new Set<string>();
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".mjs"))) {
    const text = readFileSync(path.join(folder, file), "utf8");
    for (const [, name = ""] of text.matchAll(/^ {2}async ("(?:[^"\\]|\\.)*")\(\) \{$/gm)) {
      modules.add(JSON.parse(name) as string);
    }
  }
  return modules;
}

function addMessage(request: BundleRequest, state: BuildState, message: Message, severity: Severity): void {
  const problem = buildProblem(message, severity, (url) => packageNameOf(url, request.own));
  const text = JSON.stringify(problem);
  if (!state.problems.some((known) => JSON.stringify(known) === text)) state.problems.push(problem);
}

function finishBundle(
  request: BundleRequest,
  state: BuildState,
  groups: Groups,
  graph: DependencyGraph,
): Bundle {
  const folderUrl = `${pathToFileURL(request.folder).href}/`;
  return {
    temporary: request.temporary,
    folder: request.folder,
    folderUrl,
    groups: groups.map((entries, index) => ({ url: `${folderUrl}group-${index}.mjs`, entries })),
    graph,
    problems: state.problems,
    broken: [...state.broken].sort(compareText),
  };
}
