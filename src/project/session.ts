import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Bundle } from "./bundle.ts";
import { startChild, type Child, type OutputSink } from "./child.ts";
import { startEsbuild } from "./esbuild-service.ts";
import { readOwnPackage, type OwnPackage } from "./own-package.ts";
import type { Place } from "../base/place.ts";
import { createPlaceMapper, type PlaceMapper } from "./place-mapper.ts";

/** How to load a project's files. */
export interface LoaderOptions {
  /** The project folder: where paths start from. */
  readonly root: string;
  /** Ends everything that runs when it aborts. */
  readonly signal: AbortSignal;
  /** Where the output of the user's files goes. */
  readonly stderr: OutputSink;
  /** The environment, of which the child gets the search path and no more. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The URL of the module that takes the exports inside the child; it exports `createWorker`. */
  readonly workerModule: string;
  /** Seconds that an entry may take without progress. @default 10 */
  readonly timeoutSeconds?: number;
  /** Megabytes that the heap of the child may take. @default 1024 */
  readonly memoryMegabytes?: number;
  /** Whether `load` is called repeatedly: then a fresh child is started after each. @default false */
  readonly watch?: boolean;
  /** The package that the user's imports of it resolve to. @default the one that is running */
  readonly own?: OwnPackage;
}

/** What the loads of one loader share: the child that is ready, the temporary folder, the bundles. */
export interface Session {
  readonly options: Required<LoaderOptions>;
  readonly root: string;
  readonly placeOf: PlaceMapper;
  /** The folder for everything temporary. */
  readonly temporary: string;
  /** A folder for the next bundle. */
  readonly nextFolder: () => string;
  readonly addBundle: (bundle: Bundle) => void;
  readonly currentChild: () => Child;
  /** Starts a child for a diagnosing run, whose output nobody sees: the first run has printed it already. */
  readonly startSilentChild: () => Child;
  /** Ends the current child, whose modules cannot be evaluated anew. */
  readonly retireChild: () => void;
  readonly close: () => void;
  /** Removes the temporary folder. */
  readonly removeTemporary: () => void;
}

/** Starts the first child and the bundler, which boot while the caller goes on. */
export function openSession(given: LoaderOptions): Session {
  const closing = new AbortController();
  const options = {
    timeoutSeconds: 10,
    memoryMegabytes: 1024,
    watch: false,
    own: readOwnPackage(),
    ...given,
    // A load that runs while the session is closed ends as one that is interrupted.
    signal: AbortSignal.any([given.signal, closing.signal]),
  };
  const root = realpathSync(options.root);
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), "grafana-dash-")));
  const children = new Set<Child>();
  const mappers: PlaceMapper[] = [];
  let builds = 0;
  // What nearly every project imports is loaded while the bundler works.
  const modules = [...Object.values(options.own.modules), options.workerModule];
  const start = (stderr: OutputSink): Child => {
    const child = startChild({ ...options, stderr, cwd: root });
    for (const old of children) if (!old.isAlive()) children.delete(old);
    children.add(child);
    child.tell({ kind: "preload", modules });
    return child;
  };
  let current = start(options.stderr);
  startEsbuild();
  const session: Session = {
    options,
    root,
    placeOf: (stack) => firstPlace(mappers, stack),
    temporary: folder,
    nextFolder: () => path.join(folder, String(builds++)),
    addBundle: (bundle) => void mappers.unshift(createPlaceMapper(bundle, root)),
    currentChild() {
      if (!current.isAlive()) current = start(options.stderr);
      return current;
    },
    startSilentChild: () => start({ write: () => true }),
    retireChild() {
      current.kill();
      if (options.watch && !options.signal.aborted) current = start(options.stderr);
    },
    close() {
      closing.abort();
    },
    removeTemporary: () => removeFolder(folder),
  };
  options.signal.addEventListener("abort", () => {
    for (const child of children) child.kill();
    session.removeTemporary();
  });
  return session;
}

/** A build that still writes keeps the folder from being removed, and has it removed itself when it ends. */
function removeFolder(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOTEMPTY") throw error;
  }
}

function firstPlace(mappers: readonly PlaceMapper[], stack: string): Place | undefined {
  for (const placeOf of mappers) {
    const place = placeOf(stack);
    if (place !== undefined) return place;
  }
  return undefined;
}
