import { DashError } from "../../base/dash-error.ts";
import type { Problem } from "../../base/problem.ts";
import type { Grafana, WriteResult } from "../../grafana/model.ts";
import { deployAnnotation } from "../../push/apply/annotation.ts";
import { applyPlan } from "../../push/apply/apply.ts";
import { hideValues } from "../../push/apply/hide-values.ts";
import { missingNames } from "../../push/apply/missing-names.ts";
import type { Outcome } from "../../push/outcome.ts";
import { missingPermissions } from "../../push/apply/permissions.ts";
import { countActions, isWriting, type Plan } from "../../push/plan.ts";
import { pushId } from "../../push/push-id.ts";
import { unsetError } from "../../push/desired/references.ts";
import type { Link } from "../grafana/link.ts";
import type { CommandIo } from "../io.ts";
import { findCommit } from "./commit.ts";
import { limitDeletions, mayDelete } from "./deletions.ts";
import { exitCodeOf } from "./exit-code.ts";
import type { PushOptions } from "./options.ts";
import { printDocument, printOutcome, printPlan, printWarning } from "./print.ts";
import { createProgressBar } from "./progress-bar.ts";
import { savePlan } from "./saved-plan.ts";

/** A plan with all that carrying it out needs. */
export interface PlannedPush {
  readonly plan: Plan;
  /** What was found in the code: no errors. */
  readonly problems: readonly Problem[];
  readonly link: Link;
  readonly options: PushOptions;
}

/** Shows a plan, or shows and applies it. Answers with the exit code. */
export async function carryOut(planned: PlannedPush, io: CommandIo): Promise<number> {
  const { plan, problems, link, options } = planned;
  if (options.out !== undefined) await savePlan(plan, options.out, io);
  if (options.dryRun) {
    if (options.json) printDocument(io, { problems, plan });
    else printPlan(io, plan, "result");
    return countActions(plan.actions).conflict > 0 ? 1 : 0;
  }
  const commit = options.annotate === undefined ? undefined : await findCommit(options.annotate, io);
  if (!options.json) printPlan(io, plan, "talk");
  const grafana = await link.connect();
  check(planned, grafana);
  if (!(await mayDelete(plan.actions, options, io))) {
    io.stderr.write("Nothing was written.\n");
    if (options.json) printDocument(io, { problems, plan });
    return io.signal.aborted ? 130 : 3;
  }
  const outcome = await apply(planned, grafana, io);
  if (commit !== undefined) await annotate(grafana, { planned, outcome, commit }, io);
  if (options.json) printDocument(io, { problems, plan, outcome });
  else printOutcome(io, outcome);
  return exitCodeOf(outcome);
}

/** Finds what would make a push fail half-way, before the first write. */
function check({ plan, link, options }: PlannedPush, grafana: Grafana): void {
  const lacking = missingPermissions(plan, grafana.facts);
  if (lacking !== undefined) throw lacking;
  const unset = missingNames(plan, link.env, options);
  if (unset.length > 0) throw unsetError(unset);
  limitDeletions(plan.actions, options);
}

async function apply(
  { plan, link, options }: PlannedPush,
  grafana: Grafana,
  io: CommandIo,
): Promise<Outcome> {
  const { concurrency, failFast, updateSecrets, wait, message } = options;
  const bar = createProgressBar(plan.actions.filter(isWriting).length, io);
  link.finishCalls();
  try {
    return await applyPlan(grafana, plan, {
      push: pushId(io.now(), io.random()),
      message: message ?? "Pushed by dash",
      env: link.env,
      sleep: (milliseconds) => io.sleep(milliseconds),
      random: io.random,
      concurrency,
      failFast,
      updateSecrets,
      confirm: wait,
      signal: io.signal,
      onProgress: (outcome) => {
        if (isWriting(outcome)) bar.step();
      },
    });
  } finally {
    bar.clear();
  }
}

/** Marks the push; that this fails does not undo what was pushed. */
async function annotate(
  grafana: Grafana,
  {
    planned: { plan, link },
    outcome,
    commit,
  }: { readonly planned: PlannedPush; readonly outcome: Outcome; readonly commit: string },
  io: CommandIo,
): Promise<void> {
  const { project, environment } = plan;
  const annotation = deployAnnotation(outcome, {
    project,
    commit,
    time: io.now().getTime(),
    ...(environment === undefined ? {} : { environment }),
  });
  if (annotation === undefined) return;
  const failure = await failureOf(grafana.annotate(annotation));
  if (failure === undefined) return;
  const message = hideValues(failure, plan.actions, link.env);
  printWarning(io, `The push was not marked in Grafana: ${message}`);
}

/** What a write failed with, also when the connection did. */
async function failureOf(writing: Promise<WriteResult>): Promise<string | undefined> {
  try {
    const result = await writing;
    return result.kind === "written" ? undefined : result.message;
  } catch (error) {
    if (error instanceof DashError) return error.message;
    throw error;
  }
}
