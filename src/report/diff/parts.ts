/** A dashboard as the list that the terminal and Markdown print: its settings, panels, variables, annotations and links. */
import type { DashboardDiff, EntryDiff, PanelDiff } from "../../diff/model.ts";
import { shorten } from "./expression.ts";
import { dashboardFacts, entryFacts, type Fact, panelFacts } from "./facts.ts";
import { entrySign, listedPanels, panelName, panelSign, type Sign } from "./words.ts";

/** A part of a dashboard with what happened to it. */
export interface Part {
  readonly sign: Sign;
  readonly name: string;
  readonly facts: readonly Fact[];
  /** How many more facts there are. */
  readonly hidden: number;
}

/** How many parts of a dashboard, and how many facts of a part, are listed. */
const mostParts = 60;
const mostFacts = 12;
/** The longest name that is printed, in characters. */
export const longestName = 120;
/** The longest sentence that is printed, in characters. */
export const longestText = 400;

/** The parts of a dashboard that changed, and how many there are besides. */
export function dashboardParts(dashboard: DashboardDiff): {
  readonly parts: readonly Part[];
  readonly hidden: number;
} {
  const facts = dashboardFacts(dashboard);
  const sign = dashboard.action === "relocated" ? "moved" : "changed";
  const all = [
    ...(facts.length === 0 ? [] : [part(sign, "dashboard", facts)]),
    ...listedPanels(dashboard).map(panelPart),
    ...dashboard.variables.map((entry) => entryPart("", entry)),
    ...dashboard.annotations.map((entry) => entryPart("annotation ", entry)),
    ...dashboard.links.map((entry) => entryPart("link ", entry)),
  ];
  // One more is no longer than the line that says so.
  const parts = all.length > mostParts + 1 ? all.slice(0, mostParts) : all;
  return { parts, hidden: all.length - parts.length };
}

/** Whether a fact may share its line with others. */
export function isShortFact({ kind }: Fact): boolean {
  return kind === "place" || kind === "setting" || kind === "doubt";
}

function panelPart(panel: PanelDiff): Part {
  return part(panelSign(panel), panelName(panel), panelFacts(panel));
}

function entryPart(noun: string, entry: EntryDiff): Part {
  return part(entrySign(entry), `${noun}${entry.name}`, entryFacts(entry));
}

function part(sign: Sign, name: string, all: readonly Fact[]): Part {
  const facts = all.length > mostFacts + 1 ? all.slice(0, mostFacts) : all;
  return {
    sign,
    name: shorten(name, longestName),
    facts: facts.map((fact) => ({ ...fact, text: shorten(fact.text, longestText) })),
    hidden: all.length - facts.length,
  };
}
