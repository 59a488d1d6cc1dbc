/** A plan as a person reads it: what is done to which object and what changes, and a last line that counts. */
import { plural } from "../base/text.ts";
import {
  type Action,
  type ActionKind,
  actionKinds,
  type Conflict,
  countActions,
  type Plan,
} from "../push/plan.ts";
import { countsText, editLines, objectText, serverText, sideLines } from "./object-line.ts";
import type { Palette } from "./palette.ts";
import { hintLines } from "./problems.ts";
import { toVisible } from "./visible.ts";

const symbols = {
  create: { mark: "+", colour: "green", counted: "to create" },
  update: { mark: "~", colour: "yellow", counted: "to update" },
  move: { mark: ">", colour: "yellow", counted: "to move" },
  adopt: { mark: "@", colour: "cyan", counted: "to adopt" },
  unchanged: { mark: "=", colour: "dim", counted: "unchanged" },
  conflict: { mark: "!", colour: "red", counted: "in conflict" },
  delete: { mark: "-", colour: "red", counted: "to delete" },
} as const satisfies Record<ActionKind, { mark: string; colour: keyof Palette; counted: string }>;

/** How many unchanged objects are worth a line each. */
const fewUnchanged = 5;
/** How many lines tell what changes in one object. */
const mostChanges = 12;

/** How a plan is printed. */
export interface PlanTextOptions {
  /** How many objects of one kind are listed, besides conflicts and deletions. @default all */
  readonly limit?: number;
}

/** The text of a whole plan. */
export function formatPlan(plan: Plan, palette: Palette, { limit = Infinity }: PlanTextOptions = {}): string {
  const { actions, notes } = plan;
  return [
    `${palette.bold("Plan")} for ${serverText(plan.server, plan.environment)}`,
    "",
    ...listActions(actions, palette, limit),
    ...notes.map((note) => `note: ${toVisible(note)}`),
    ...(notes.length > 0 ? [""] : []),
    countsOfPlan(actions),
    "",
  ].join("\n");
}

/** The objects that a plan deletes, for the question whether it may. */
export function formatDeletions(actions: readonly Action[], palette: Palette): string {
  const deletions = actions.filter(({ kind }) => kind === "delete");
  return deletions.map((action) => `${actionLine(action, palette)}\n`).join("");
}

/** How many actions of each kind there are, as one line. */
function countsOfPlan(actions: readonly Action[]): string {
  const counts = countActions(actions);
  if (actions.length === 0) return "There is nothing to push.";
  if (counts.unchanged === actions.length) {
    return `Nothing to do: ${plural(actions.length, "object")} unchanged.`;
  }
  return `${countsText(actionKinds.map((kind) => [counts[kind], symbols[kind].counted]))}.`;
}

function listActions(actions: readonly Action[], palette: Palette, limit: number): readonly string[] {
  const { unchanged } = countActions(actions);
  const listed = actions.filter(({ kind }) => kind !== "unchanged" || unchanged <= fewUnchanged);
  if (listed.length === 0 || unchanged === actions.length) return [];
  const seen = new Map<ActionKind, number>();
  const lines: string[] = [];
  for (const action of listed) {
    const count = (seen.get(action.kind) ?? 0) + 1;
    seen.set(action.kind, count);
    const isShown = count <= limit || action.kind === "conflict" || action.kind === "delete";
    if (isShown) lines.push(actionLine(action, palette), ...detailLines(action, palette));
  }
  const hidden = [...seen]
    .filter(([kind]) => kind !== "conflict" && kind !== "delete")
    .map(([kind, count]) => [Math.max(0, count - limit), `more ${symbols[kind].counted}`] as const);
  const rest = countsText(hidden);
  return [...lines, ...(rest === "" ? [] : [`  … and ${rest}`]), ""];
}

function actionLine(action: Action, palette: Palette): string {
  const { mark, colour } = symbols[action.kind];
  return `  ${palette[colour](`${mark} ${action.kind.padEnd(9)}`)}  ${objectText(action)}`;
}

function detailLines({ kind, changes, conflict }: Action, palette: Palette): readonly string[] {
  if (kind === "unchanged") return [];
  const sides = sideLines({ changes, edits: conflict?.edits }, mostChanges);
  const lines = conflict === undefined ? sides : conflictLines(conflict, sides, palette);
  return lines.map((line) => `      ${line}`);
}

function conflictLines(
  { message, hint, since }: Conflict,
  sides: readonly string[],
  palette: Palette,
): readonly string[] {
  const hints = hintLines(hint, palette).map((line) => line.trimStart());
  return [toVisible(message), ...editLines(since, palette), ...sides, ...hints];
}
