/** What a push did, as a person reads it: what is not as planned, what the data sources say, and a last line that counts. */
import { plural } from "../base/text.ts";
import type { ObjectOutcome, Outcome } from "../push/outcome.ts";
import { type Action, type ActionKind, isWriting } from "../push/plan.ts";
import { countsText, objectNouns, objectText, shortenList } from "./object-line.ts";
import type { Palette } from "./palette.ts";
import { hintLines } from "./problems.ts";
import { toVisible } from "./visible.ts";

const done = {
  create: "created",
  update: "updated",
  move: "moved",
  adopt: "adopted",
  delete: "deleted",
  unchanged: "unchanged",
  conflict: "left in conflict",
} as const satisfies Record<ActionKind, string>;

/** How many objects that were not tried are listed. */
const mostUntried = 10;

/** The text of an outcome. */
export function formatOutcome(outcome: Outcome, palette: Palette): string {
  const { objects, interrupted } = outcome;
  const troubles = [
    ...objects.filter(isTrouble).flatMap((object) => troubleLines(object, palette)),
    ...untriedLines(objects, palette),
  ];
  const health = healthLines(outcome, palette);
  return [
    ...troubles,
    ...(troubles.length > 0 ? [""] : []),
    ...health,
    ...(health.length > 0 ? [""] : []),
    ...confirmationLines(outcome, palette),
    ...(isWhole(outcome) ? [] : [stateText(objects)]),
    `${lastLine(outcome)}${interrupted ? "; interrupted" : ""}.`,
    "",
  ].join("\n");
}

/** The name of a push that wrote nothing stands nowhere in Grafana. */
function lastLine({ objects, push }: Outcome): string {
  const counts = countsOfOutcome(objects);
  return objects.some((object) => isWriting(object) && isDone(object))
    ? `Push ${push}: ${counts}`
    : `Nothing was written: ${counts}`;
}

/** Whether everything that was to be done is done. */
function isWhole({ objects, interrupted }: Outcome): boolean {
  return !interrupted && objects.every(({ state }) => state !== "failed" && state !== "untried");
}

/** In which state Grafana is after a push that did only a part. */
function stateText(objects: readonly ObjectOutcome[]): string {
  const wanted = objects.filter(isWriting);
  const written = (["folder", "data-source", "dashboard"] as const).flatMap((object) => {
    const own = wanted.filter((each) => each.object === object && each.kind !== "delete");
    const noun = plural(own.length, objectNouns[object]);
    return own.length === 0 ? [] : [`${own.filter(isDone).length} of ${noun}`];
  });
  const deletions = wanted.filter(({ kind }) => kind === "delete");
  const deleted = deletions.filter(isDone).length;
  const removed =
    deleted === 0
      ? "nothing was deleted"
      : `${deleted} of ${plural(deletions.length, "object")} to delete ${deleted === 1 ? "is" : "are"} gone`;
  return `${written.length === 0 ? "" : `${written.join(", ")} pushed; `}${removed}.`;
}

function isDone({ state }: ObjectOutcome): boolean {
  return state === "done";
}

function isTrouble({ state, kind }: ObjectOutcome): boolean {
  return state === "failed" || (state === "left" && kind === "conflict");
}

function troubleLines({ message, hint, ...object }: ObjectOutcome, palette: Palette): readonly string[] {
  const hasFailed = object.state === "failed";
  const word = hasFailed ? "failed" : "conflict";
  return [
    `  ${palette.red(`! ${word.padEnd(9)}`)}  ${objectText(object)}`,
    ...(message === undefined ? [] : [`      ${toVisible(message)}`]),
    // What to do about a conflict was said with the plan.
    ...hintLines(hasFailed ? hint : undefined, palette).map((line) => `    ${line}`),
  ];
}

/** What was not tried, below each reason: it is mostly the same one. */
function untriedLines(objects: readonly ObjectOutcome[], palette: Palette): readonly string[] {
  const byReason = new Map<string, ObjectOutcome[]>();
  for (const object of objects.filter(({ state }) => state === "untried")) {
    const reason = object.message ?? "";
    byReason.set(reason, [...(byReason.get(reason) ?? []), object]);
  }
  return [...byReason].flatMap(([reason, untried]) => [
    ...shortenList(
      untried.map((object) => `${palette.yellow(`. ${"untried".padEnd(9)}`)}  ${objectText(object)}`),
      mostUntried,
      "untried object",
    ).map((line) => `  ${line}`),
    ...(reason === "" ? [] : [`      ${toVisible(reason)}`]),
    ...hintLines(untried[0]?.hint, palette).map((line) => `    ${line}`),
  ]);
}

function healthLines({ health, objects }: Outcome, palette: Palette): readonly string[] {
  return Object.entries(health).map(([uid, { status, message }]) => {
    const title = objects.find((each) => each.object === "data-source" && each.uid === uid)?.title ?? uid;
    const colour = { ok: palette.green, failed: palette.red, unknown: palette.yellow }[status];
    const said = { ok: "works", failed: "does not work", unknown: "was not asked" }[status];
    const detail = message === "" ? "" : `: ${toVisible(message)}`;
    return `  ${objectText({ object: "data-source", title, uid })} ${colour(said)}${detail}`;
  });
}

function confirmationLines({ confirmed }: Outcome, palette: Palette): readonly string[] {
  if (confirmed === undefined) return [];
  return confirmed
    ? ["Everything was read back and is as the code says."]
    : [palette.red("Read back, and not everything is as the code says.")];
}

/** How many objects became what, as one line. */
function countsOfOutcome(objects: readonly ObjectOutcome[]): string {
  if (objects.length === 0) return "nothing to push";
  const count = (state: ObjectOutcome["state"], kinds?: readonly Action["kind"][]): number =>
    objects.filter((each) => each.state === state && (kinds === undefined || kinds.includes(each.kind)))
      .length;
  const writing = ["create", "update", "move", "adopt", "delete"] as const;
  const left = objects.filter(({ state, kind }) => state === "left" && kind !== "conflict").length;
  return countsText([
    ...writing.map((kind) => [count("done", [kind]), done[kind]] as const),
    [left + count("done", ["unchanged"]), done.unchanged],
    [count("left", ["conflict"]), done.conflict],
    [count("failed"), "failed"],
    [count("untried"), "untried"],
  ]);
}
