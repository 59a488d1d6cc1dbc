import type { Place } from "../base/place.ts";
import type { Bundle } from "./bundle.ts";
import type { Child } from "./child.ts";
import type { Diagnosis, Failure } from "./messages.ts";
import type { PlaceMapper } from "./place-mapper.ts";

/** A failure with the bundle that it happened in. */
export interface BundledFailure {
  readonly failure: Failure;
  readonly bundle: Bundle;
}

/** What a diagnosing run needs. */
export interface DiagnosisContext {
  /** Starts a child whose output nobody sees: the first run has printed it already. */
  readonly startSilentChild: () => Child;
  readonly placeOf: PlaceMapper;
  readonly worker: { readonly module: string; readonly settings: unknown } | undefined;
  readonly timeoutSeconds: number;
  readonly memoryMegabytes: number;
}

/** How long an entry runs before it counts as hanging in a diagnosing run, in milliseconds, at most. */
const maximumHang = 1000;
/** How long a diagnosing run may take beyond that, in seconds. */
const slackSeconds = 3;

/** Whether only a second run can tell the place of a failure. */
export function isLocatable({ failure }: BundledFailure, context: DiagnosisContext): boolean {
  return failure.entry !== undefined && diagnosisOf(failure, context) !== undefined;
}

/** What a second run of an entry showed. */
export interface LocatedFailure {
  /** Whether the same failure happened again. */
  readonly happened: boolean;
  readonly place: Place | undefined;
}

/**
 * Finds the place of a failure that left no stack, by evaluating its entry alone a second time in a child
 * that watches.
 */
export async function locateFailure(
  { failure, bundle }: BundledFailure,
  context: DiagnosisContext,
): Promise<LocatedFailure> {
  const diagnosis = diagnosisOf(failure, context);
  const { entry } = failure;
  const group = bundle.groups.find(({ entries }) => entry !== undefined && entries.includes(entry));
  if (diagnosis === undefined || entry === undefined || group === undefined) {
    return { happened: false, place: undefined };
  }
  const child = context.startSilentChild();
  let stacks: readonly string[] = [];
  let happened = false;
  let stop = (): void => undefined;
  const located = new Promise<void>((resolve) => (stop = resolve));
  const run = child.run(
    {
      kind: "evaluate",
      temporary: bundle.temporary,
      folderUrl: bundle.folderUrl,
      groups: [{ url: group.url, entries: [entry] }],
      diagnosis,
      ...(context.worker === undefined ? {} : { worker: context.worker }),
    },
    (event) => {
      if (event.kind === "failure" && event.failure.rule === failure.rule) happened = true;
      if (event.kind !== "located") return;
      stacks = event.stacks;
      // The main thread of the child stands still from now on.
      if (diagnosis.kind === "hang" || diagnosis.kind === "memory") stop();
    },
    context.timeoutSeconds + slackSeconds,
  );
  try {
    await Promise.race([located, run]);
  } finally {
    child.kill();
  }
  const place = diagnosis.kind === "throw" ? placeOfThrow(stacks, context) : firstPlace(stacks, context);
  return { happened, place };
}

function diagnosisOf({ rule, thrown }: Failure, context: DiagnosisContext): Diagnosis | undefined {
  switch (rule) {
    case "load-timeout":
      return { kind: "hang", milliseconds: Math.min(maximumHang, context.timeoutSeconds * 500) };
    case "load-memory":
      return { kind: "memory", megabytes: context.memoryMegabytes / 2 };
    case "load-pending":
      return { kind: "promise" };
    case "load-leaked-handle":
      return { kind: "handles" };
    case "load-throws":
    case "load-rejects":
      return thrown.stack === "" ? { kind: "throw" } : undefined;
    default:
      return undefined;
  }
}

function firstPlace(stacks: readonly string[], { placeOf }: DiagnosisContext): Place | undefined {
  for (const stack of stacks) {
    const place = placeOf(stack);
    if (place !== undefined) return place;
  }
  return undefined;
}

/** The last exception whose topmost frame is the user's: later ones are the same, thrown on by helpers. */
function placeOfThrow(stacks: readonly string[], { placeOf }: DiagnosisContext): Place | undefined {
  for (const stack of [...stacks].reverse()) {
    const place = placeOf(stack.split("\n")[0] ?? "");
    if (place !== undefined) return place;
  }
  return undefined;
}
