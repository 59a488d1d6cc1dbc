/**
 * Carries a plan out, phase by phase. An object's failure stops only what needs that object: what lies in a folder
 * that is not there. Deletions run even when other objects failed, because each of them is looked at again right
 * before; a folder goes only when nothing is left in it.
 */
import { DashError } from "../../base/dash-error.ts";
import type { DataSourceHealth, Grafana } from "../../grafana/model.ts";
import { explainError, explainFailure, type Explanation } from "./explain.ts";
import { hideValues } from "./hide-values.ts";
import { missingNames } from "./missing-names.ts";
import type { ObjectOutcome, Outcome } from "../outcome.ts";
import { phasesOf } from "./phases.ts";
import { type Action, isWriting, type Plan } from "../plan.ts";
import { mapPool } from "../pool.ts";
import { type Environment, unsetError } from "../desired/references.ts";
import { subjectOf, type WriteContext } from "./subjects.ts";
import { confirmObjects } from "./verify.ts";
import { writeVerified } from "./write-verified.ts";

/** How a plan is applied. */
export interface ApplyOptions {
  /** The name of this push, see {@link pushId}. */
  readonly push: string;
  /** What people read in the version history. */
  readonly message: string;
  readonly env: Environment;
  /** Waits, in milliseconds. */
  sleep(milliseconds: number): Promise<void>;
  /** A number from 0 up to 1, that spreads repetitions. */
  random(): number;
  /** How many objects are written at the same time. @default 8 */
  readonly concurrency?: number;
  /** Whether the first failure ends the push. @default false */
  readonly failFast?: boolean;
  /** When aborted, nothing new starts, and what runs is waited for. */
  readonly signal?: AbortSignal | undefined;
  /** Whether secrets of data sources are sent even when nothing else changes. @default false */
  readonly updateSecrets?: boolean;
  /** Whether every written object is read back at the end. @default false */
  readonly confirm?: boolean;
  /** Gets each outcome as soon as it is known. */
  readonly onProgress?: (outcome: ObjectOutcome) => void;
}

/**
 * Applies a plan. What goes wrong with an object is part of the outcome; thrown are only a `config-invalid` error
 * before the first write, when an environment variable is not set, and bugs.
 */
export async function applyPlan(grafana: Grafana, plan: Plan, options: ApplyOptions): Promise<Outcome> {
  const missing = missingNames(plan, options.env, { updateSecrets: options.updateSecrets ?? false });
  if (missing.length > 0) throw unsetError(missing);
  const run = startRun(grafana, plan, options);
  for (const action of plan.actions) if (!isWriting(action)) run.end(action, leave(action));
  for (const phase of phasesOf(plan.actions)) {
    await mapPool(phase, { concurrency: options.concurrency ?? defaultConcurrency }, (action) =>
      carryOut(run, action),
    );
  }
  return finish(run);
}

const defaultConcurrency = 8;

/** After so many objects in a row without any answer, the others are not tried: each would wait for its time-outs. */
const mostUnreachable = 5;

type Ending = Pick<ObjectOutcome, "state"> & Partial<Explanation> & { readonly kind?: "unchanged" };

/** One application of a plan, under way. */
interface Run {
  readonly grafana: Grafana;
  readonly plan: Plan;
  readonly options: ApplyOptions;
  readonly context: WriteContext;
  /** The plan's folders by uid. */
  readonly folders: ReadonlyMap<string, Action>;
  readonly outcomes: Map<Action, ObjectOutcome>;
  end(action: Action, ending: Ending): void;
  /** Why nothing new starts; `undefined` while it does. */
  stopped(): Explanation | undefined;
  /** Counts objects that got no answer; any answer starts anew. */
  readonly connection: { unreachable: number; refused: boolean };
}

function startRun(grafana: Grafana, plan: Plan, options: ApplyOptions): Run {
  const outcomes = new Map<Action, ObjectOutcome>();
  const connection = { unreachable: 0, refused: false };
  const stopper = new AbortController();
  const signal =
    options.signal === undefined ? stopper.signal : AbortSignal.any([options.signal, stopper.signal]);
  return {
    grafana,
    plan,
    options,
    folders: new Map(
      plan.actions.filter(({ object }) => object === "folder").map((action) => [action.uid, action]),
    ),
    outcomes,
    connection,
    context: {
      project: plan.project,
      push: options.push,
      message: options.message,
      env: options.env,
      updateSecrets: options.updateSecrets ?? false,
      pacing: { sleep: (time) => options.sleep(time), random: () => options.random(), signal },
    },
    end(action, ending) {
      const { object, uid, title, kind } = action;
      const outcome: ObjectOutcome = { object, uid, title, kind, ...ending };
      outcomes.set(action, outcome);
      if (ending.state === "failed" && options.failFast === true) stopper.abort();
      options.onProgress?.(outcome);
    },
    stopped: () => {
      if (options.signal?.aborted === true) return interrupted;
      if (stopper.signal.aborted) return endedByFailure;
      if (connection.refused) return credentialsGone;
      return connection.unreachable >= mostUnreachable ? connectionGone : undefined;
    },
  };
}

const interrupted: Explanation = {
  message: "The push was interrupted before it came to this.",
  hint: "Run the same push again: it does what is left to be done.",
};
const endedByFailure: Explanation = {
  message: "The push ended at the first failure.",
  hint: "Mend what failed, then push again; without `--fail-fast` the rest is tried all the same.",
};
const credentialsGone: Explanation = {
  message: "Grafana no longer accepted the credentials.",
  hint: "Use a token that is still valid, then push again.",
};
const connectionGone: Explanation = {
  message: "Grafana could no longer be reached.",
  hint: "Push again when it answers.",
};

function leave({ conflict }: Action): Ending {
  return conflict === undefined
    ? { state: "left" }
    : { state: "left", message: conflict.message, hint: conflict.hint };
}

async function carryOut(run: Run, action: Action): Promise<void> {
  const reason = run.stopped() ?? missingParent(run, action);
  if (reason !== undefined) return run.end(action, { state: "untried", ...reason });
  const ending = await write(run, action);
  const { message } = ending;
  const told =
    message === undefined ? {} : { message: hideValues(message, run.plan.actions, run.options.env) };
  run.end(action, { ...ending, ...told });
}

/** Writes one object. Errors of the connection are the object's failure; anything else is a bug. */
async function write({ grafana, context, connection }: Run, action: Action): Promise<Ending> {
  try {
    const verdict = await writeVerified(subjectOf(grafana, action, context), context.pacing);
    connection.unreachable = verdict.kind === "unverified" ? connection.unreachable + 1 : 0;
    if (verdict.kind === "done") return { state: "done" };
    if (verdict.kind === "already") return { state: "done", kind: "unchanged" };
    return { state: "failed", ...explainFailure(verdict) };
  } catch (error) {
    if (!(error instanceof DashError)) throw error;
    connection.unreachable += 1;
    connection.refused ||= error.code === "unauthorized";
    return { state: "failed", ...explainError(error) };
  }
}

/** Why an object cannot be written when its folder is not there. A folder that exists but was not renamed is there. */
function missingParent({ folders, outcomes }: Run, action: Action): Explanation | undefined {
  if (action.object === "data-source" || action.kind === "delete") return undefined;
  const parentUid = action.object === "folder" ? action.parentUid : action.folderUid;
  const parent = folders.get(parentUid);
  if (parent === undefined || parent.base !== undefined || parent.kind === "unchanged") return undefined;
  if (outcomes.get(parent)?.state === "done") return undefined;
  return {
    message: `Its folder \`${parent.title}\` is not there.`,
    hint: `Mend what kept the folder from being created, then push again.`,
  };
}

async function finish(run: Run): Promise<Outcome> {
  const { plan, options, outcomes } = run;
  const health = run.stopped() === undefined ? await askHealth(run) : {};
  const confirmed = options.confirm === true ? await confirm(run) : undefined;
  return {
    push: options.push,
    objects: plan.actions.flatMap((action) => outcomes.get(action) ?? []),
    health,
    ...(confirmed === undefined ? {} : { confirmed }),
    interrupted: options.signal?.aborted === true,
  };
}

/** The health of the plan's data sources, also of those that are unchanged: that is what dashboards live on. */
async function askHealth({
  grafana,
  plan,
  outcomes,
  options,
}: Run): Promise<Readonly<Record<string, DataSourceHealth>>> {
  const present = plan.actions.filter(
    (action) =>
      action.object === "data-source" &&
      action.kind !== "delete" &&
      (action.kind === "unchanged" || outcomes.get(action)?.state === "done"),
  );
  const pool = { concurrency: options.concurrency ?? defaultConcurrency, signal: options.signal };
  const answers = await mapPool(present, pool, ({ uid }) => grafana.dataSources.health(uid));
  return Object.fromEntries(
    present.flatMap((action, index) => {
      const answer = answers[index];
      if (answer === undefined) return [];
      return [[action.uid, { ...answer, message: hideValues(answer.message, plan.actions, options.env) }]];
    }),
  );
}

/** Reads everything back that was written; what is not as wanted becomes a failure. */
async function confirm(run: Run): Promise<boolean> {
  const { grafana, plan, options, context, outcomes } = run;
  const writing = plan.actions.filter(isWriting);
  const written = writing.filter((action) => outcomes.get(action)?.state === "done");
  const doubts = await confirmObjects(grafana, written, {
    ...context,
    concurrency: options.concurrency ?? defaultConcurrency,
  });
  for (const [action, explanation] of doubts) {
    const { object, uid, title, kind } = action;
    outcomes.set(action, { object, uid, title, kind, state: "failed", ...explanation });
  }
  return doubts.size === 0 && written.length === writing.length && run.stopped() === undefined;
}
