import { DashError } from "../../base/dash-error.ts";
import { quoteList } from "../../base/text.ts";
import type { Selection } from "../../push/planning/select.ts";
import { type ConnectionOptions, readConnectionOptions } from "../grafana/connection-options.ts";
import { textOption, textsOption, wholeOption } from "../grafana/option-values.ts";
import type { CommandValues } from "../table.ts";

/** The options of `dash push`. */
export interface PushOptions {
  readonly connection: ConnectionOptions;
  readonly selection: Selection;
  readonly dryRun: boolean;
  readonly json: boolean;
  /** Where the plan is saved. */
  readonly out: string | undefined;
  /** The saved plan to apply. */
  readonly plan: string | undefined;
  readonly force: boolean;
  readonly prune: boolean;
  readonly yes: boolean;
  readonly maxDeletes: number;
  readonly concurrency: number;
  readonly failFast: boolean;
  /** The push that is taken back; `undefined` when none is. */
  readonly rollback: RollbackOption | undefined;
  /** A commit, or what the environment says; `undefined` when nothing is annotated. */
  readonly annotate: AnnotateOption | undefined;
  readonly wait: boolean;
  readonly message: string | undefined;
  readonly updateSecrets: boolean;
}

/** What a deploy annotation names. */
export type AnnotateOption = { readonly commit: string } | "found";

/** The push that is taken back. */
export type RollbackOption = { readonly push: string } | "last";

/** How many calls run at the same time. */
export function readConcurrency(values: CommandValues): number {
  return wholeOption(values, "concurrency", { from: 1, to: 64, example: "4" }) ?? 8;
}

/** Reads the options that the command line gave. */
export function readPushOptions(values: CommandValues): PushOptions {
  refuseCombinations(values);
  const { rollback, annotate } = values;
  return {
    connection: readConnectionOptions(values),
    selection: readSelection(values),
    dryRun: values["dryRun"] === true,
    json: values["json"] === true,
    out: textOption(values, "out"),
    plan: textOption(values, "plan"),
    force: values["force"] === true,
    prune: values["prune"] === true,
    yes: values["yes"] === true,
    maxDeletes: wholeOption(values, "maxDeletes", { from: 0, to: 100_000, example: "20" }) ?? 10,
    concurrency: readConcurrency(values),
    failFast: values["failFast"] === true,
    rollback: typeof rollback === "string" ? { push: rollback } : rollback === true ? "last" : undefined,
    annotate: typeof annotate === "string" ? { commit: annotate } : annotate === true ? "found" : undefined,
    wait: values["wait"] === true,
    message: textOption(values, "message"),
    updateSecrets: values["updateSecrets"] === true,
  };
}

/** Reads what the command line selects. */
export function readSelection(values: CommandValues): Selection {
  const folder = textOption(values, "folder");
  const titles = folder?.split("/").map((title) => title.trim());
  if (titles?.includes("") === true) {
    throw new DashError("usage", {
      message: `\`--folder ${folder}\` has a title that is empty.`,
      hint: "Write the titles from the outermost folder on, for example `--folder Shop/Payments`.",
    });
  }
  return {
    names: textsOption(values, "names"),
    folder: titles,
    only: textOption(values, "only") as Selection["only"],
  };
}

/** What a saved plan has fixed already, and what rolling back does not do. */
const fixedByPlan = ["force", "prune", "folder", "only", "updateSecrets", "out"] as const;
const notForRollback = ["prune", "folder", "only", "updateSecrets"] as const;

function refuseCombinations(values: CommandValues): void {
  const isRollback = values["rollback"] !== undefined;
  const names = textsOption(values, "names");
  const isPlanned = values["plan"] !== undefined && !isRollback;
  const clashing = (options: readonly string[]): readonly string[] =>
    options.filter((name) => values[name] !== undefined);
  if (isRollback) refuse("--rollback", clashing(notForRollback), "It restores what one push had changed.");
  if (isPlanned) refuse("--plan", clashing(fixedByPlan), "A saved plan says already what is done.");
  if (names.length === 0 || !(isRollback || isPlanned)) return;
  if (isRollback) {
    throw new DashError("usage", {
      message: `\`--rollback\` takes a whole push back, but names are given: ${quoteList(names)}.`,
      hint: "Leave the names out.",
    });
  }
  throw new DashError("usage", {
    message: `\`--plan\` and names (${quoteList(names)}) are given. A saved plan says already what is done.`,
    hint: "Leave the names out, or make a new plan: `npx dash push NAME --dry-run --out plan.json`.",
  });
}

function refuse(option: string, others: readonly string[], why: string): void {
  const [other] = others;
  if (other === undefined) return;
  const flag = `--${other.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  throw new DashError("usage", {
    message: `\`${flag}\` cannot be given together with \`${option}\`. ${why}`,
    hint: "Leave one of them out.",
  });
}
