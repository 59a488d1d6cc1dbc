import type { Place } from "../base/place.ts";
import { isSameList } from "../base/text.ts";
import { affectedEntries } from "./graph.ts";
import { type Bundling, loadEntries, type LoadResult, startBundling } from "./load-entries.ts";
import { openSession, type LoaderOptions } from "./session.ts";

/** What evaluating a single module found. */
export interface ModuleResult extends Omit<LoadResult, "documents"> {
  /** The default export; undefined when there is a problem. */
  readonly value: unknown;
}

/** Loads the user's files in a child process. */
export interface Loader {
  /**
   * Loads entry files, paths relative to the project folder. Messages of the worker arrive while later entries
   * are evaluated; the child waits while a promise returned by `onMessage` is pending.
   */
  load(
    entries: readonly string[],
    settings: unknown,
    onMessage: (message: unknown) => void | Promise<void>,
  ): Promise<LoadResult>;
  /** Bundles entries that will probably be loaded next, while something else is still going on. */
  readonly prepare: (entries: readonly string[]) => void;
  /** Evaluates one module, whose default export must be data. */
  evaluateModule(file: string): Promise<ModuleResult>;
  /**
   * The entries, of all that exist now, that a change of files may affect: those whose sources changed, and
   * those that were not loaded before.
   */
  update(changed: readonly string[], entries: readonly string[]): readonly string[];
  /** The place, in the user's sources, of a stack that was captured in the child. Works until `close`. */
  readonly placeOf: (stack: string) => Place | undefined;
  /** Ends the child and removes temporary files. Safe to repeat. */
  readonly close: () => void;
}

/**
 * Makes a loader and starts its child and the bundler, which boot while the caller still looks for files.
 * It must be closed, also after an error.
 */
export function createLoader(options: LoaderOptions): Loader {
  const session = openSession(options);
  const loaded = new Map<string, readonly string[]>();
  const incomplete = new Set<string>();
  let prepared: Bundling | undefined;
  const bundlingOf = (entries: readonly string[]): Bundling => {
    const ready = prepared;
    prepared = undefined;
    return ready !== undefined && isSameList(ready.entries, entries)
      ? ready
      : startBundling(session, entries);
  };
  return {
    prepare(entries) {
      prepared = startBundling(session, entries);
    },
    async load(entries, settings, onMessage) {
      const worker = { module: options.workerModule, settings };
      const result = await loadEntries(session, bundlingOf(entries), { worker, onMessage });
      for (const entry of entries) incomplete.delete(entry);
      for (const [entry, inputs] of result.inputs) loaded.set(entry, inputs);
      for (const entry of result.failed) {
        incomplete.add(entry);
        if (!loaded.has(entry)) loaded.set(entry, [entry]);
      }
      session.retireChild();
      return result;
    },
    async evaluateModule(file) {
      let value: unknown;
      const onMessage = (message: unknown): void => void ({ value } = message as { value: unknown });
      const { documents: _none, ...result } = await loadEntries(session, startBundling(session, [file]), {
        worker: undefined,
        onMessage,
      });
      return { ...result, value };
    },
    update(changed, entries) {
      const affected = affectedEntries(changed, loaded, incomplete);
      return entries.filter((entry) => !loaded.has(entry) || affected.has(entry));
    },
    placeOf: session.placeOf,
    close: session.close,
  };
}
