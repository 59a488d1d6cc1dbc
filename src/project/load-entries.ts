import { type Problem, sortProblems, uniqueProblems } from "../base/problem.ts";
import { compareText } from "../base/text.ts";
import { bundleEntries, type Bundle } from "./bundle.ts";
import type { Child } from "./child.ts";
import { releaseEsbuild } from "./esbuild-service.ts";
import { evaluateBundle, type EvaluationContext } from "./evaluation.ts";
import { readExternals, type Externals } from "./externals.ts";
import { isJsonEntry, readJsonEntry, type JsonEntry } from "./json-entry.ts";
import type { PackageReplacements } from "./packages.ts";
import { inspectPackages, packageProblems, replacementsOf } from "./relink.ts";
import type { Session } from "./session.ts";
import { createSourceReader, type SourceReader } from "./source-files.ts";

/** What loading entries found; the definitions themselves went to `onMessage`. */
export interface LoadResult {
  readonly problems: readonly Problem[];
  /** The entries in which something failed, sorted. */
  readonly failed: readonly string[];
  /** The entries that are plain JSON, in their order. */
  readonly documents: readonly JsonEntry[];
  /** The source files that each entry is made of, itself included, sorted. */
  readonly inputs: ReadonlyMap<string, readonly string[]>;
  /** The content digest of each source file. */
  readonly hashes: ReadonlyMap<string, string>;
  /** What the files import besides each other. */
  readonly externals: Externals;
  /** Whether no file changed while it was loaded, so that the hashes stand for the result. */
  readonly settled: boolean;
}

/** What happens to the exports of the entries. */
export interface LoadTarget {
  /** The worker inside the child; without one, the default export itself is the message. */
  readonly worker: { readonly module: string; readonly settings: unknown } | undefined;
  readonly onMessage: (message: unknown) => void | Promise<void>;
}

/** A bundle that is being made, with what was read for it. */
export interface Bundling {
  readonly entries: readonly string[];
  readonly startedAt: number;
  readonly reader: SourceReader;
  readonly bundle: Promise<Bundle>;
}

/** How far a file's time stamp may lie behind the clock, in milliseconds. */
const clockTolerance = 5;

/** Starts to bundle entries. What is wrong with them is among the bundle's problems. */
export function startBundling(session: Session, entries: readonly string[]): Bundling {
  const startedAt = Date.now();
  const reader = createSourceReader(session.root);
  // Read first: a file that changes from now on must not match the digest of what is loaded.
  for (const entry of entries) reader.read(entry);
  const modules = entries.filter((entry) => !isJsonEntry(entry));
  const bundle = bundleInto(session, reader, modules, new Map());
  // Whoever waits for the bundle hears of a failure; a bundle that nobody needs any more fails in silence.
  bundle.catch(() => undefined);
  return { entries, startedAt, reader, bundle };
}

/** Bundles and evaluates entries; rejects with the signal's reason when it aborts. */
export async function loadEntries(
  session: Session,
  bundling: Bundling,
  target: LoadTarget,
): Promise<LoadResult> {
  const { signal } = session.options;
  signal.throwIfAborted();
  let abort = (): void => undefined;
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(signal.reason as Error);
    signal.addEventListener("abort", abort);
  });
  try {
    return await Promise.race([aborted, load(session, bundling, target)]);
  } finally {
    signal.removeEventListener("abort", abort);
  }
}

async function load(session: Session, bundling: Bundling, target: LoadTarget): Promise<LoadResult> {
  const { entries, startedAt, reader } = bundling;
  const json = await Promise.all(
    entries.filter(isJsonEntry).map((file) => readJsonEntry(session.root, file)),
  );
  const bundle = await bundling.bundle;
  // After a configuration, which has no worker, the dashboards follow at once.
  if (!session.options.watch && target.worker !== undefined) releaseEsbuild();
  const evaluation = evaluateBundle(contextOf(session, reader, target), bundle);
  // Digests are worked out while the child evaluates.
  const [{ problems, failed }, facts] = await Promise.all([
    evaluation,
    describeInputs(session, reader, { entries, bundle, startedAt }),
  ]);
  const documents = json.filter((entry): entry is JsonEntry => "value" in entry);
  const jsonProblems = json.filter((entry): entry is Problem => !("value" in entry));
  const read = new Set([...bundle.graph.inputs.keys(), ...documents.map(({ file }) => file)]);
  const unread = entries.filter((entry) => !read.has(entry));
  return {
    // A bundle that is linked anew repeats the problems of the first.
    problems: sortProblems(uniqueProblems([...jsonProblems, ...bundle.problems, ...problems])),
    failed: [...failed, ...unread].sort(compareText),
    documents,
    ...facts,
  };
}

async function bundleInto(
  session: Session,
  reader: SourceReader,
  entries: readonly string[],
  replacements: PackageReplacements,
): Promise<Bundle> {
  const { root, temporary } = session;
  const { own, signal } = session.options;
  signal.throwIfAborted();
  const folder = session.nextFolder();
  try {
    const bundle = await bundleEntries({ root, entries, temporary, folder, own, replacements, reader });
    session.addBundle(bundle);
    return bundle;
  } finally {
    // A build cannot be stopped: when it ends after the session, its output is removed once more.
    if (signal.aborted) session.removeTemporary();
  }
}

function contextOf(session: Session, reader: SourceReader, target: LoadTarget): EvaluationContext {
  const { timeoutSeconds, memoryMegabytes, signal, own } = session.options;
  return {
    ...target,
    root: session.root,
    placeOf: session.placeOf,
    currentChild: session.currentChild,
    startSilentChild: session.startSilentChild,
    timeoutSeconds,
    memoryMegabytes,
    signal,
    async relink(bundle: Bundle, child: Child) {
      const inspected = await inspectPackages(bundle, child, timeoutSeconds);
      const entries = [...bundle.graph.inputs.keys()];
      const relinked = await bundleInto(session, reader, entries, replacementsOf(inspected));
      const problems = [...packageProblems(inspected, bundle, own, reader), ...relinked.problems];
      return { ...relinked, problems, broken: [...bundle.broken, ...relinked.broken] };
    },
  };
}

interface InputFacts {
  readonly entries: readonly string[];
  readonly bundle: Bundle;
  readonly startedAt: number;
}

async function describeInputs(
  session: Session,
  reader: SourceReader,
  { entries, bundle, startedAt }: InputFacts,
): Promise<Pick<LoadResult, "inputs" | "hashes" | "externals" | "settled">> {
  const { graph } = bundle;
  // The command must have left for the child before this process is busy.
  await new Promise((resolve) => setImmediate(resolve));
  const inputs = new Map(entries.map((entry) => [entry, graph.inputs.get(entry) ?? [entry]]));
  const files = [...new Set([...inputs.values()].flat())].sort(compareText);
  const hashes = new Map<string, string>();
  for (const file of files) {
    const hash = reader.read(file)?.hash();
    if (hash !== undefined) hashes.set(file, hash);
  }
  // Entries were read before they were bundled; what else the bundler found may have changed in between.
  const known = new Set(entries);
  const settled = files.every(
    (file) => known.has(file) || !reader.isWrittenSince(file, startedAt - clockTolerance),
  );
  return { inputs, hashes, externals: readExternals(graph, session.options.own), settled };
}
