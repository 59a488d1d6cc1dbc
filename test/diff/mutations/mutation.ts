/** Single edits of dashboards, each of which says what a report must tell of it. */
import type { Draft } from "./draft.ts";
import type { Random } from "./random.ts";

/** What a report must say of an edit. */
export interface Expectation {
  /** The ids of panels of which one must be named; absent for edits of the dashboard itself. */
  readonly panels?: readonly number[];
  /** Their titles before and after, for documents whose panels have no numbers. */
  readonly titles?: readonly string[];
  /** What must have happened, see `Fact.what`. */
  readonly what: string;
  /** How it must be said. */
  readonly text?: RegExp;
}

/** An edit of one kind. */
export interface Mutation {
  readonly kind: string;
  /** Edits the draft; answers nothing, and edits nothing, where it holds nothing of that kind. */
  readonly apply: (draft: Draft, random: Random) => Expectation | undefined;
}
