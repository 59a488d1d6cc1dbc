import type { Place } from "../base/place.ts";

/** What a diagnosing run looks for; it repeats one entry that failed without telling where. */
export type Diagnosis =
  | { readonly kind: "hang"; readonly milliseconds: number }
  | { readonly kind: "memory"; readonly megabytes: number }
  | { readonly kind: "throw" }
  | { readonly kind: "handles" }
  | { readonly kind: "promise" };

/** Entry files that one output file of the bundle holds; none is evaluated before it is asked for. */
export interface EntryGroup {
  readonly url: string;
  readonly entries: readonly string[];
}

/** What the parent tells the child, over the IPC channel. */
export type Command =
  | { readonly kind: "preload"; readonly modules: readonly string[] }
  | { readonly kind: "inspect"; readonly modules: readonly string[] }
  | {
      readonly kind: "evaluate";
      /** The temporary folder, which the child removes when the parent vanishes. */
      readonly temporary: string;
      /** The URL that the frames of user code start with. */
      readonly folderUrl: string;
      readonly groups: readonly EntryGroup[];
      /** Without a worker the default export itself is sent, which must be data. */
      readonly worker?: { readonly module: string; readonly settings: unknown };
      readonly diagnosis?: Diagnosis;
    };

/** A value that was thrown, as text that survives the way to the parent. */
export interface Thrown {
  readonly name: string;
  readonly message: string;
  /** V8's stack text; empty for a value that is no error. */
  readonly stack: string;
  readonly code?: string;
  readonly hint?: string;
  readonly at?: Place;
  readonly causes: readonly Thrown[];
}

/** The permanent names of what can go wrong while files are bundled. */
export type BuildRule =
  | "load-syntax"
  | "load-warning"
  | "load-unresolved"
  | "load-missing-export"
  | "load-missing-file"
  | "load-package";

/** The permanent names of what can go wrong while files are evaluated. */
export type FailureRule =
  | "load-throws"
  | "load-rejects"
  | "load-exit"
  | "load-network"
  | "load-pending"
  | "load-timeout"
  | "load-memory"
  | "load-leaked-handle"
  | "load-not-data"
  | "load-skipped";

/** Something that went wrong in the child, before its place is mapped to the user's source. */
export interface Failure {
  readonly rule: FailureRule;
  /** The entry that was evaluated; absent when none was. */
  readonly entry: string | undefined;
  readonly thrown: Thrown;
}

/** The names that a package's module exports, or why it cannot be imported. */
export type ModuleInspection =
  | { readonly url: string; readonly names: readonly string[] }
  | { readonly url: string; readonly thrown: Thrown };

/** What the child tells the parent, over its result pipe. */
export type ChildEvent =
  /** The child has booted and begins with the command. */
  | { readonly kind: "begun" }
  | { readonly kind: "entry"; readonly file: string }
  | { readonly kind: "message"; readonly body: unknown }
  | { readonly kind: "failure"; readonly failure: Failure }
  /** The entry needs a file that could not be bundled. */
  | { readonly kind: "incomplete"; readonly file: string }
  | { readonly kind: "link-failed"; readonly entries: readonly string[]; readonly thrown: Thrown }
  | { readonly kind: "bug"; readonly thrown: Thrown }
  | { readonly kind: "inspected"; readonly modules: readonly ModuleInspection[] }
  | { readonly kind: "located"; readonly stacks: readonly string[] }
  | { readonly kind: "done" };
