/** What happened to one dashboard, as a block of lines: a heading, a line or more for each part, what stayed. */
import { plural } from "../../../base/text.ts";
import { reaches } from "../../../diff/impact.ts";
import type { DashboardDiff, EntryDiff, Impact, PanelDiff, TokenEdit } from "../../../diff/model.ts";
import type { Palette } from "../../palette.ts";
import { textWidth } from "../../text-width.ts";
import { toVisible } from "../../visible.ts";
import { cutTokens, firstTokens } from "../expression.ts";
import { contentFacts, dashboardFacts, entryFacts, type Fact, panelFacts } from "../facts.ts";
import {
  dashboardFile,
  dashboardImpacts,
  dashboardRef,
  dashboardSign,
  entrySign,
  impactWords,
  listedPanels,
  marks,
  panelName,
  panelSign,
  sameText,
  shiftText,
  type Sign,
  titleText,
} from "../words.ts";
import { paragraph, type Piece, piece, piecesWidth } from "./lines.ts";

/** How a report is printed. */
export interface TextLayout {
  readonly palette: Palette;
  /** The width of the terminal. */
  readonly columns: number;
}

/** The colours of the marks. */
export const signColours = {
  added: "green",
  removed: "red",
  changed: "yellow",
  moved: "cyan",
  resized: "cyan",
  shifted: "dim",
  same: "dim",
  breaks: "red",
  unsure: "yellow",
} as const satisfies Record<Sign, keyof Palette>;

/** How many parts of a dashboard, and how many facts of a part, are listed. */
const mostParts = 60;
const mostFacts = 12;
/** Names up to this part of the width stand in a column of their own, within these limits. */
const nameShare = 0.3;
const [narrowName, widestName] = [16, 36];
/** The longest expression in one line, however wide the terminal is. */
const longestExpression = 240;
/** Up to this length an expression may take two lines rather than lose more of what stands around its edits. */
const twoLines = 140;
/** With less room than this behind the names, expressions begin below them. */
const roomy = 72;
/** How many lines the edits of an expression may take. */
const mostLines = 4;

interface Part {
  readonly sign: Sign;
  readonly name: string;
  readonly facts: readonly Fact[];
}

/** The lines of a dashboard. */
export function dashboardLines(dashboard: DashboardDiff, layout: TextLayout): readonly string[] {
  const { action } = dashboard;
  const isWhole = action === "added" || action === "removed";
  const parts = isWhole ? [] : partsOf(dashboard);
  const shown = parts.length > mostParts + 1 ? parts.slice(0, mostParts) : parts;
  const indent = nameColumn(shown, layout.columns);
  return [
    ...headingLines(dashboard, layout),
    ...(isWhole ? contentLines(dashboard, layout) : []),
    ...shown.flatMap((part) => partLines(part, indent, layout)),
    ...(parts.length > shown.length ? [`  … and ${parts.length - shown.length} more parts changed`] : []),
    ...(isWhole ? [] : restLines(dashboard, layout)),
  ];
}

/** A mark in its colour. */
export function signPiece(sign: Sign): Piece {
  return piece(marks[sign], signColours[sign]);
}

/** Impacts in their colours. */
export function impactPieces(impacts: readonly Impact[]): readonly Piece[] {
  return impacts.flatMap((impact, index) => [
    ...(index === 0 ? [] : [piece(", ")]),
    piece(impactWords[impact], impactColour(impact)),
  ]);
}

function impactColour(impact: Impact): keyof Palette {
  if (reaches(impact, "breaks-links")) return "red";
  return impact === "data" ? "yellow" : "dim";
}

function headingLines(dashboard: DashboardDiff, layout: TextLayout): readonly string[] {
  const { title, uid } = dashboardRef(dashboard);
  const file = dashboardFile(dashboard);
  const body = [
    piece(titleText(title, "dashboard"), "bold"),
    piece(` (${uid})`),
    ...(file === undefined ? [] : [piece("   "), piece(file, "dim")]),
    piece("   "),
    ...impactPieces(dashboardImpacts(dashboard)),
  ];
  return paragraph({ head: [signPiece(dashboardSign(dashboard))], body, indent: 2 }, layout);
}

function contentLines(dashboard: DashboardDiff, layout: TextLayout): readonly string[] {
  const body = contentFacts(dashboard).map((text) => [piece(text)]);
  return body.flatMap((pieces) => paragraph({ head: [], body: pieces, indent: 4 }, layout));
}

function partsOf(dashboard: DashboardDiff): readonly Part[] {
  const facts = dashboardFacts(dashboard);
  const sign = dashboard.action === "relocated" ? "moved" : "changed";
  const own: Part = { sign, name: "dashboard", facts };
  return [
    ...(facts.length === 0 ? [] : [own]),
    ...listedPanels(dashboard).map(panelPart),
    ...dashboard.variables.map((entry) => entryPart("", entry)),
    ...dashboard.annotations.map((entry) => entryPart("annotation ", entry)),
    ...dashboard.links.map((entry) => entryPart("link ", entry)),
  ];
}

function panelPart(panel: PanelDiff): Part {
  return { sign: panelSign(panel), name: panelName(panel), facts: panelFacts(panel) };
}

function entryPart(noun: string, entry: EntryDiff): Part {
  return { sign: entrySign(entry), name: `${noun}${entry.name}`, facts: entryFacts(entry) };
}

/** Where the facts begin: behind the longest of the names that are not too long. */
function nameColumn(parts: readonly Part[], columns: number): number {
  const most = Math.min(widestName, Math.max(narrowName, Math.floor(columns * nameShare)));
  const widths = parts.map(({ name }) => textWidth(toVisible(name))).filter((width) => width <= most);
  return 4 + Math.max(...widths, widths.length === 0 ? narrowName : 0) + 3;
}

function partLines({ sign, name, facts }: Part, indent: number, layout: TextLayout): readonly string[] {
  const shown = facts.length > mostFacts + 1 ? facts.slice(0, mostFacts) : facts;
  const rest = facts.length - shown.length;
  const head = [piece("  "), signPiece(sign), piece(` ${name}`)];
  const isRoomy = layout.columns - indent >= roomy;
  const isLong = piecesWidth(head) >= indent;
  const inside = isRoomy ? indent : 6;
  const short = shown.filter(isShort).map(({ text }) => text);
  const width = layout.columns - (isLong ? inside : indent);
  const groups: (readonly Piece[])[] = [
    ...joinTexts(short, width),
    ...shown.filter((fact) => !isShort(fact)).flatMap((fact) => longFact(fact, layout.columns - inside)),
    ...(rest > 0 ? [[piece(`… and ${plural(rest, "more change")}`)]] : []),
  ];
  const [first = [], ...others] = isLong ? [[], ...groups] : groups;
  // What is said in short stays in its column; the rest begins further left where columns are few.
  const column = isLong ? 0 : joinTexts(short, width).length - 1;
  return [
    ...paragraph({ head, body: first, indent, hang: 2 }, layout),
    ...others.flatMap((body, index) =>
      paragraph({ head: [], body, indent: index < column ? indent : inside, hang: 2 }, layout),
    ),
  ];
}

/** Whether a fact shares its line with others. */
function isShort({ kind }: Fact): boolean {
  return kind === "place" || kind === "setting" || kind === "doubt";
}

/** As many facts in each line as fit, so that none is torn that need not be. */
function joinTexts(texts: readonly string[], width: number): readonly (readonly Piece[])[] {
  const lines: string[] = [];
  for (const text of texts) {
    const joined = `${lines.at(-1)} · ${text}`;
    if (lines.length > 0 && textWidth(toVisible(joined)) <= width - 2) lines[lines.length - 1] = joined;
    else lines.push(text);
  }
  return lines.map((line, index) => [piece(index < lines.length - 1 ? `${line} ·` : line)]);
}

/** What happened to a query or an entry, and its expression: in one line where there is room for both. */
function longFact({ text, tokens = [] }: Fact, width: number): readonly (readonly Piece[])[] {
  const words = [piece(text)];
  if (tokens.length === 0) return [words];
  const limit = Math.max(40, Math.min(width, longestExpression), Math.min(2 * width, twoLines));
  const { shown, hidden } = firstTokens(cutTokens(tokens, limit), limit * mostLines);
  const expression = [
    ...shown.map(tokenPiece),
    ...(hidden > 0 ? [piece(`… and ${plural(hidden, "more edit")}`, "dim")] : []),
  ];
  const line = [...words, piece("   "), ...expression];
  return piecesWidth(line) <= width ? [line] : [words, [piece("  "), ...expression]];
}

function tokenPiece({ op, text }: TokenEdit): Piece {
  if (op === "=") return piece(text, "dim");
  return op === "+" ? piece(`[+${text}+]`, "green") : piece(`[-${text}-]`, "red");
}

function restLines(dashboard: DashboardDiff, layout: TextLayout): readonly string[] {
  const line = (sign: Sign, text: string | undefined): readonly string[] =>
    text === undefined
      ? []
      : paragraph(
          { head: [piece(`  ${marks[sign]}`, "dim")], body: [piece(text, "dim")], indent: 4 },
          layout,
        );
  return [...line("shifted", shiftText(dashboard)), ...line("same", sameText(dashboard))];
}
