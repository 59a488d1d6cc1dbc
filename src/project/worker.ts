/**
 * What happens to the exports of the user's files inside the child process. The module that is named by
 * `workerModule` exports `createWorker`; the child imports it while the parent still bundles, so that its
 * own imports cost no waiting time.
 */
export interface WorkerModule {
  readonly createWorker: CreateWorker;
}

/**
 * Makes the worker of one child process.
 * `settings` is what the caller of `load` gave; `send` hands a structured-cloneable message to the parent at
 * once and blocks while the parent is busy, so that finished results do not pile up in the child.
 */
export type CreateWorker = (
  settings: unknown,
  send: (message: unknown) => void,
) => EntryWorker | Promise<EntryWorker>;

/** Receives the exports of each entry file, in the order of the entries. */
export interface EntryWorker {
  /** Takes the exports of one entry. What it throws becomes a problem of that entry when user code threw it. */
  add(file: string, exports: Readonly<Record<string, unknown>>): void | Promise<void>;
  /**
   * Runs after the last entry of this child. After an entry that hung or crashed its child, the others get a
   * fresh child with a fresh worker, so a worker cannot count on seeing every entry.
   */
  finish(): void | Promise<void>;
}
