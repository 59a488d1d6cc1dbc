/**
 * One write, carried through to a certain end. A write whose answer got lost may have happened: what the server has
 * now decides whether it did, whether it is repeated, or whether somebody else was faster. A write that was refused as
 * stale is tried once more when the state it met is dash's own, and is a conflict otherwise; it never overwrites.
 */
import { DashError } from "../base/dash-error.ts";
import type { WriteResult } from "../grafana/model.ts";

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
  /** Whether a push of this project left that state, so that nobody's work is lost when it is replaced. */
  isOurs(state: State): Promise<boolean>;
}

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
export type Verdict<State> =
  | { readonly kind: "done" }
  /** Somebody, perhaps another push, had brought the object to the wanted state already. */
  | { readonly kind: "already" }
  | { readonly kind: "refused"; readonly result: Extract<WriteResult, { kind: "refused" }> }
  /** Somebody changed it: what it is now, and the server's words when it has some. */
  | { readonly kind: "conflict"; readonly state: State | undefined; readonly message: string }
  /** The server gave no usable answer, and the object is as it was. */
  | { readonly kind: "unanswered"; readonly message: string }
  /** The server gave no usable answer, and reading failed too. */
  | { readonly kind: "unverified"; readonly message: string };

/** The most repetitions of a write that did not happen, and of a reading that failed. */
const mostRepeats = 3;

/** The waiting before the first repetition, in milliseconds; it doubles with each. */
const firstPause = 400;

/** Writes until the end is certain. Throws {@link DashError}s of the connection. */
export async function writeVerified<State>(subject: Subject<State>, pacing: Pacing): Promise<Verdict<State>> {
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
    } else {
      if (replanned || !(await mayReplace(subject, seen))) {
        return { kind: "conflict", state: seen, message: result.kind === "stale" ? result.message : "" };
      }
      replanned = true;
    }
    base = seen;
  }
}

/** Whether a state that the write was not planned against may be replaced all the same. */
async function mayReplace<State>(subject: Subject<State>, state: State | undefined): Promise<boolean> {
  // The same content under a new revision: permissions or others' annotations changed, or it was changed and changed back.
  if (subject.isBase(state)) return true;
  return state !== undefined && (await subject.isOurs(state));
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
