import type { Problem } from "../../base/problem.ts";
import type { Outcome } from "../../push/outcome.ts";
import type { Plan } from "../../push/plan.ts";
import { formatOutcome } from "../../report/outcome-text.ts";
import { choosePalette, type Palette } from "../../report/palette.ts";
import { formatPlan } from "../../report/plan-text.ts";
import { toVisible } from "../../report/visible.ts";
import { printJson } from "../grafana/print-json.ts";
import type { CommandIo } from "../io.ts";

/** How many objects of a kind are listed before they are pushed. */
const longestTalk = 50;

/** Prints a plan: as the result of a rehearsal, or as talk before it is applied. */
export function printPlan(io: CommandIo, plan: Plan, as: "result" | "talk"): void {
  if (as === "result") io.stdout.write(formatPlan(plan, paletteOf(io)));
  else io.stderr.write(`${formatPlan(plan, paletteOf(io), { limit: longestTalk })}\n`);
}

/** Prints what a push did. */
export function printOutcome(io: CommandIo, outcome: Outcome): void {
  io.stdout.write(formatOutcome(outcome, paletteOf(io)));
}

/** What `--json` prints of a push. */
export interface PushDocument {
  readonly problems: readonly Problem[];
  readonly plan: Plan;
  /** Absent when nothing was tried. */
  readonly outcome?: Outcome;
}

/** Prints the one document of `--json`. */
export function printDocument(io: CommandIo, document: PushDocument): void {
  printJson(io, document);
}

/** Tells what went wrong besides the push. */
export function printWarning(io: CommandIo, message: string): void {
  io.stderr.write(`${paletteOf(io).yellow("warning:")} ${toVisible(message)}\n`);
}

function paletteOf(io: CommandIo): Palette {
  return choosePalette(io.isTTY, io.env);
}
