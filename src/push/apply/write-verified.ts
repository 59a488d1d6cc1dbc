/**
 * One write, carried through to a certain end. A write whose answer got lost may have happened: what the server has
 * now decides whether it did, whether it is repeated, or whether somebody else was faster. A write that was refused as
 * stale is tried once more when the state it met is dash's own, and is a conflict otherwise; it never overwrites.
 */
import { DashError } from "../../base/dash-error.ts";
import type { WriteResult } from "../../grafana/model.ts";

/** An object that is written or deleted, as the engine sees it. `undefined` is the state of an object that is not there. */
export interface Subject<State> {
  /** The state that the write was planned against. */
  readonly base: State | undefined;
  read(): Promise<State | undefined>;
  /** Writes onto that state, or refuses as stale. */
  write(base: State | undefined): Promise<WriteResult>;
  isWanted(state: State | undefined): boolean;
  /** Whether nothing changed since it was planned. */
  isBase(state: State | undefined): boolean;
  /** Plans the object anew after it turned out to be in a state that the write was not planned against. */
  replan(state: State | undefined): Promise<Replan<State>>;
}

/** What planning anew says: writing onto another state loses nobody's work, nothing is left to do, or a conflict. */
export type Replan<State> =
  | { readonly kind: "write"; readonly base: State | undefined }
  | { readonly kind: "already" }
  | { readonly kind: "conflict"; readonly message: string; readonly hint: string };

/** Waiting and chance, given from outside. */
export interface Pacing {
  /** Waits, in milliseconds. */
  sleep(milliseconds: number): Promise<void>;
  /** A number from 0 up to 1. */
  random(): number;
  /** When aborted, nothing is repeated. */
  readonly signal?: AbortSignal;
}

/** How a write ended. */
export type Verdict =
  | { readonly kind: "done" }
  /** Somebody, perhaps another push, had brought the object to the wanted state already. */
  | { readonly kind: "already" }
  | { readonly kind: "refused"; readonly result: Extract<WriteResult, { kind: "refused" }> }
  /** Somebody changed it; what it was is left. */
  | { readonly kind: "conflict"; readonly message: string; readonly hint: string }
  /** The server gave no usable answer, and the object is as it was. */
  | { readonly kind: "unanswered"; readonly message: string }
  /** The server gave no usable answer, and reading failed too. */
  | { readonly kind: "unverified"; readonly message: string };

/** The most repetitions of a write that did not happen, and of a reading that failed. */
const mostRepeats = 3;

/** The waiting before the first repetition, in milliseconds; it doubles with each. */
const firstPause = 400;

/** Writes until the end is certain. Throws {@link DashError}s of the connection. */
export async function writeVerified<State>(subject: Subject<State>, pacing: Pacing): Promise<Verdict> {
  let base = subject.base;
  let lostAnswer = false;
  let replanned = false;
  for (let repeats = 0; ;) {
    const result = await subject.write(base);
    if (result.kind === "written") return { kind: "done" };
    if (result.kind === "refused") return { kind: "refused", result };
    lostAnswer ||= result.kind === "uncertain";
    const seen = await readBack(subject, pacing, lostAnswer);
    if (seen === unreadable) return { kind: "unverified", message: result.message };
    if (subject.isWanted(seen)) return { kind: lostAnswer ? "done" : "already" };
    if (result.kind === "uncertain" && subject.isBase(seen)) {
      if (repeats >= mostRepeats || pacing.signal?.aborted === true) {
        return { kind: "unanswered", message: result.message };
      }
      await pause(pacing, repeats++);
      base = seen;
    } else {
      const replan = await planAnew(subject, seen, replanned);
      if (replan.kind !== "write") return replan;
      base = replan.base;
      replanned = true;
    }
  }
}

/** Once only: two states in a row that nobody planned against are a race that people should look at. */
async function planAnew<State>(
  subject: Subject<State>,
  state: State | undefined,
  replanned: boolean,
): Promise<Replan<State>> {
  if (replanned) {
    return {
      kind: "conflict",
      message: "It changed twice while it was being written, and was left as it is.",
      hint: "See that no two pushes run at the same time, then push again.",
    };
  }
  // The same content under a new revision: permissions or others' annotations changed, or it was changed and changed back.
  if (subject.isBase(state)) return { kind: "write", base: state };
  return subject.replan(state);
}

const unreadable = Symbol("unreadable");

/** After a lost answer the connection is known to be bad, and reading is worth some patience. */
async function readBack<State>(
  subject: Subject<State>,
  pacing: Pacing,
  lostAnswer: boolean,
): Promise<State | undefined | typeof unreadable> {
  if (!lostAnswer) return subject.read();
  for (let repeats = 0; ; repeats++) {
    try {
      return await subject.read();
    } catch (error) {
      if (!(error instanceof DashError)) throw error;
      if (repeats >= mostRepeats || pacing.signal?.aborted === true) return unreadable;
      await pause(pacing, repeats);
    }
  }
}

/** Waits longer each time, between half and one and a half times as long, so that several writers spread out. */
async function pause(pacing: Pacing, repeats: number): Promise<void> {
  await pacing.sleep(Math.round(firstPause * 2 ** repeats * (0.5 + pacing.random())));
}
