/** How the code and a Grafana relate, as a person reads it, with a last line that counts. */
import { plural } from "../base/text.ts";
import type { GrafanaFacts } from "../grafana/model.ts";
import type { ObjectStatus, StatusState } from "../push/status.ts";
import { countsText, editLines, objectText, serverText, sideLines } from "./object-line.ts";
import type { Palette } from "./palette.ts";
import { toVisible } from "./visible.ts";

const states = {
  "in-step": { mark: "=", colour: "dim", words: "in step", counted: "in step" },
  "code-ahead": { mark: ">", colour: "yellow", words: "code is ahead", counted: "ahead in the code" },
  "server-ahead": { mark: "<", colour: "yellow", words: "server is ahead", counted: "ahead in Grafana" },
  "both-changed": { mark: "!", colour: "red", words: "both changed", counted: "changed on both sides" },
  missing: { mark: "+", colour: "green", words: "missing", counted: "missing in Grafana" },
  unmanaged: { mark: "?", colour: "red", words: "unmanaged", counted: "unmanaged" },
  orphaned: { mark: "-", colour: "red", words: "orphaned", counted: "orphaned" },
} as const satisfies Record<
  StatusState,
  { mark: string; colour: keyof Palette; words: string; counted: string }
>;

const stateNames = Object.keys(states) as readonly StatusState[];
const widest = Math.max(...Object.values(states).map(({ words }) => words.length));

/** How many lines tell what a push would change in one object. */
const mostChanges = 6;

/** What a status is about. */
export interface StatusSubject {
  readonly facts: Pick<GrafanaFacts, "url" | "version" | "orgId">;
  readonly environment: string | undefined;
}

/** The text of a status: what is in step is only counted. */
export function formatStatus(
  statuses: readonly ObjectStatus[],
  { facts, environment }: StatusSubject,
  palette: Palette,
): string {
  const drift = statuses.filter(({ state }) => state !== "in-step");
  return [
    `${palette.bold("Status")} of ${serverText(facts, environment)}`,
    "",
    ...drift.flatMap((status) => statusLines(status, palette)),
    ...(drift.length > 0 ? [""] : []),
    drift.length === 0
      ? `Everything is in step: ${plural(statuses.length, "object")}.`
      : `${countsText(stateNames.map((state) => [countOf(statuses, state), states[state].counted]))}.`,
    "",
  ].join("\n");
}

function countOf(statuses: readonly ObjectStatus[], state: StatusState): number {
  return statuses.filter((status) => status.state === state).length;
}

function statusLines(status: ObjectStatus, palette: Palette): readonly string[] {
  const { mark, colour, words } = states[status.state];
  const details = [
    ...(status.message === undefined ? [] : [toVisible(status.message)]),
    ...editLines(status.since, palette),
    ...sideLines(status, mostChanges),
  ];
  return [
    `  ${palette[colour](`${mark} ${words.padEnd(widest)}`)}  ${objectText(status)}`,
    ...details.map((line) => `      ${line}`),
  ];
}
