import type { Place } from "../base/place.ts";
import type { Problem } from "../base/problem.ts";
import { plural } from "../base/text.ts";
import type { Bundle } from "./bundle.ts";
import type { Child, CommandEnd } from "./child.ts";
import { isLocatable, locateFailure, type BundledFailure, type DiagnosisContext } from "./diagnose.ts";
import { failureProblem } from "./failure-problems.ts";
import type { ChildEvent, EntryGroup, Failure, FailureRule } from "./messages.ts";

/** What the evaluation of a bundle needs. */
export interface EvaluationContext extends DiagnosisContext {
  readonly root: string;
  readonly signal: AbortSignal;
  /** The child that is ready, or a new one when the last one ended. */
  readonly currentChild: () => Child;
  /** Bundles again around packages that made linking fail. */
  readonly relink: (bundle: Bundle, child: Child) => Promise<Bundle>;
  /** Takes a worker's message; the child waits while the promise is pending. */
  readonly onMessage: (message: unknown) => void | Promise<void>;
}

/** What the evaluation of a bundle found. */
export interface Evaluation {
  readonly problems: readonly Problem[];
  /** The entries that threw, hung, crashed, or were not evaluated. */
  readonly failed: ReadonlySet<string>;
}

/** How many children may hang or crash before the rest is given up. */
const maximumRestarts = 4;
/** How many failures without a stack are repeated to find their place. */
const maximumDiagnoses = 5;

interface State {
  bundle: Bundle;
  readonly started: Set<string>;
  /** Entries that need files that could not be bundled, or were given up together with others. */
  readonly incomplete: Set<string>;
  readonly failures: BundledFailure[];
  /** Problems of relinked bundles. */
  readonly problems: Problem[];
}

/** Evaluates all entries of a bundle, each in spite of the failures of the others. */
export async function evaluateBundle(context: EvaluationContext, bundle: Bundle): Promise<Evaluation> {
  const state: State = { bundle, started: new Set(), incomplete: new Set(), failures: [], problems: [] };
  let restarts = 0;
  let relinked = false;
  for (let groups = bundle.groups; groups.length > 0; groups = remainingGroups(state)) {
    context.signal.throwIfAborted();
    if (restarts > maximumRestarts) {
      skipRest(state, groups);
      break;
    }
    const child = context.currentChild();
    const run = await runGroups(context, state, child, groups);
    if (run.end.kind !== "done") {
      child.kill();
      restarts++;
      state.failures.push(endFailure(state, run));
    } else if (run.unlinked === undefined) break;
    else if (relinked) failGroup(state, run.unlinked);
    else {
      relinked = true;
      for (const entry of run.unlinked.entries) state.started.delete(entry);
      state.bundle = await context.relink(state.bundle, child);
      state.problems.push(...state.bundle.problems);
    }
  }
  return {
    problems: [...state.problems, ...(await locatedProblems(context, state))],
    failed: failedEntries(state),
  };
}

type LinkFailure = Extract<ChildEvent, { kind: "link-failed" }>;

interface GroupsRun {
  readonly end: CommandEnd;
  /** The last entry that was started. */
  readonly entry: string | undefined;
  readonly unlinked: LinkFailure | undefined;
}

async function runGroups(
  context: EvaluationContext,
  state: State,
  child: Child,
  groups: readonly EntryGroup[],
): Promise<GroupsRun> {
  const { bundle } = state;
  let entry: string | undefined;
  let unlinked: LinkFailure | undefined;
  const onEvent = (event: ChildEvent): void | Promise<void> => {
    if (event.kind === "message") return context.onMessage(event.body);
    if (event.kind === "entry") state.started.add((entry = event.file));
    if (event.kind === "failure") state.failures.push({ failure: event.failure, bundle });
    if (event.kind === "incomplete") state.incomplete.add(event.file);
    if (event.kind === "link-failed") unlinked = event;
    if (event.kind === "bug") throw new ChildBug(event.thrown);
    return undefined;
  };
  const worker = context.worker === undefined ? {} : { worker: context.worker };
  const end = await child.run(
    { kind: "evaluate", temporary: bundle.temporary, folderUrl: bundle.folderUrl, groups, ...worker },
    onEvent,
    context.timeoutSeconds,
  );
  return { end, entry, unlinked };
}

/** An error of this program itself that happened in the child; it keeps the child's stack. */
class ChildBug extends Error {
  override readonly name: string;

  constructor({ name, message, stack }: Failure["thrown"]) {
    super(message);
    this.name = name;
    this.stack = stack;
  }
}

function remainingGroups({ bundle, started }: State): readonly EntryGroup[] {
  return bundle.groups
    .map(({ url, entries }) => ({ url, entries: entries.filter((entry) => !started.has(entry)) }))
    .filter(({ entries }) => entries.length > 0);
}

function endFailure(state: State, { end, entry }: GroupsRun): BundledFailure {
  const [first] = remainingGroups(state);
  // Without a started entry the group's packages are at fault: skip the group, or it would fail again.
  if (entry === undefined) giveUp(state, first?.entries ?? []);
  const rule = end.kind === "exit" ? (end.outOfMemory ? "load-memory" : "load-exit") : "load-timeout";
  const message = end.kind === "exit" ? end.reason : "";
  return { failure: plainFailure(rule, entry ?? first?.entries[0], message), bundle: state.bundle };
}

function giveUp(state: State, entries: readonly string[]): void {
  for (const entry of entries) {
    state.started.add(entry);
    state.incomplete.add(entry);
  }
}

function failGroup(state: State, { entries, thrown }: LinkFailure): void {
  for (const entry of entries) {
    state.started.add(entry);
    state.failures.push({ failure: { rule: "load-throws", entry, thrown }, bundle: state.bundle });
  }
}

function skipRest(state: State, groups: readonly EntryGroup[]): void {
  const entries = groups.flatMap((group) => group.entries);
  const message = `${plural(entries.length, "file")} from here on were not evaluated, because too many others hung or crashed.`;
  state.failures.push({ failure: plainFailure("load-skipped", entries[0], message), bundle: state.bundle });
}

function plainFailure(rule: FailureRule, entry: string | undefined, message: string): Failure {
  return { rule, entry, thrown: { name: "", message, stack: "", causes: [] } };
}

async function locatedProblems(context: EvaluationContext, state: State): Promise<readonly Problem[]> {
  let diagnoses = 0;
  const merged = new Map<string, { readonly problem: Problem; readonly entries: string[] }>();
  for (const bundled of state.failures) {
    const { failure } = bundled;
    let place = placeOfThrown(context, failure);
    if (place === undefined && isLocatable(bundled, context) && diagnoses++ < maximumDiagnoses) {
      context.signal.throwIfAborted();
      const located = await locateFailure(bundled, context);
      // What was left open may have been another entry's: alone, each entry shows its own.
      if (failure.rule === "load-leaked-handle" && !located.happened) continue;
      place = located.place;
    }
    const problem = failureProblem(failure, place, context);
    const key = JSON.stringify(problem);
    const entries = merged.get(key)?.entries ?? [];
    if (failure.entry !== undefined) entries.push(failure.entry);
    merged.set(key, { problem, entries });
  }
  return [...merged.values()].map(({ problem, entries }) => withEntries(problem, entries));
}

function placeOfThrown({ placeOf }: EvaluationContext, { thrown }: Failure): Place | undefined {
  const stacks = [thrown.stack, ...thrown.causes.map(({ stack }) => stack)];
  return stacks.map(placeOf).find((place) => place !== undefined);
}

/** Adds which entries a problem in a shared file affects. */
function withEntries(problem: Problem, entries: readonly string[]): Problem {
  const others = entries.filter((entry) => entry !== problem.at.file);
  const [first] = others;
  if (first === undefined) return problem;
  const more = others.length === 1 ? "" : ` and ${plural(others.length - 1, "other file")}`;
  return { ...problem, message: `${problem.message} It is loaded for \`${first}\`${more}.` };
}

function failedEntries(state: State): ReadonlySet<string> {
  const failed = new Set(state.incomplete);
  for (const { failure } of state.failures) {
    if (failure.entry !== undefined) failed.add(failure.entry);
  }
  for (const { entries } of remainingGroups(state)) for (const entry of entries) failed.add(entry);
  return failed;
}
