/** What happened to one dashboard, as a block of lines: a heading, a line or more for each part, what stayed. */
import { plural } from "../../../base/text.ts";
import { reaches } from "../../../diff/impact.ts";
import type { DashboardDiff, Impact, TokenEdit } from "../../../diff/model.ts";
import type { Palette } from "../../palette.ts";
import { textWidth } from "../../text-width.ts";
import { toVisible } from "../../visible.ts";
import { cutTokens, firstTokens, shorten } from "../expression.ts";
import { contentFacts, type Fact } from "../facts.ts";
import { dashboardParts, isShortFact, longestName, type Part } from "../parts.ts";
import {
  dashboardFile,
  dashboardImpacts,
  dashboardRef,
  dashboardSign,
  impactWords,
  marks,
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
export const signColours: Readonly<Record<Sign, keyof Palette>> = {
  added: "green",
  removed: "red",
  changed: "yellow",
  moved: "cyan",
  resized: "cyan",
  shifted: "dim",
  same: "dim",
  breaks: "red",
  unsure: "yellow",
};

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

/** The lines of a dashboard. */
export function dashboardLines(dashboard: DashboardDiff, layout: TextLayout): readonly string[] {
  const { action } = dashboard;
  const isWhole = action === "added" || action === "removed";
  const { parts, hidden } = isWhole ? { parts: [], hidden: 0 } : dashboardParts(dashboard);
  const indent = nameColumn(parts, layout.columns);
  return [
    ...headingLines(dashboard, layout),
    ...(isWhole ? contentLines(dashboard, layout) : []),
    ...parts.flatMap((part) => partLines(part, indent, layout)),
    ...(hidden > 0 ? [`  … and ${plural(hidden, "more part")}`] : []),
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
    piece(shorten(titleText(title, "dashboard"), longestName), "bold"),
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

/** Where the facts begin: behind the longest of the names that are not too long. */
function nameColumn(parts: readonly Part[], columns: number): number {
  const most = Math.min(widestName, Math.max(narrowName, Math.floor(columns * nameShare)));
  const widths = parts.map(({ name }) => textWidth(toVisible(name))).filter((width) => width <= most);
  return 4 + Math.max(...widths, widths.length === 0 ? narrowName : 0) + 3;
}

function partLines(
  { sign, name, facts, hidden }: Part,
  indent: number,
  layout: TextLayout,
): readonly string[] {
  const head = [piece("  "), signPiece(sign), piece(` ${name}`)];
  const isRoomy = layout.columns - indent >= roomy;
  const isLong = piecesWidth(head) >= indent;
  const inside = isRoomy ? indent : 6;
  const short = facts.filter(isShortFact).map(({ text }) => text);
  const width = layout.columns - (isLong ? inside : indent);
  const groups: (readonly Piece[])[] = [
    ...joinTexts(short, width),
    ...facts.filter((fact) => !isShortFact(fact)).flatMap((fact) => longFact(fact, layout.columns - inside)),
    ...(hidden > 0 ? [[piece(`… and ${plural(hidden, "more change")}`)]] : []),
  ];
  const isApart = isLong || (!isRoomy && short.length === 0 && piecesWidth(groups[0] ?? []) > width);
  const [first = [], ...others] = isApart ? [[], ...groups] : groups;
  // What is said in short stays in its column; the rest begins further left where columns are few.
  const column = isLong ? 0 : joinTexts(short, width).length - 1;
  return [
    ...paragraph({ head, body: first, indent, hang: 2 }, layout),
    ...others.flatMap((body, index) =>
      paragraph({ head: [], body, indent: index < column ? indent : inside, hang: 2 }, layout),
    ),
  ];
}

/** As many facts in each line as fit, so that none is torn that need not be. */
function joinTexts(texts: readonly string[], width: number): readonly (readonly Piece[])[] {
  const lines: string[] = [];
  let used = 0;
  for (const text of texts) {
    const own = textWidth(toVisible(text));
    const isFitting = lines.length > 0 && used + 3 + own <= width - 2;
    if (isFitting) lines[lines.length - 1] += ` · ${text}`;
    else lines.push(text);
    used = isFitting ? used + 3 + own : own;
  }
  return lines.map((line, index) => [piece(index < lines.length - 1 ? `${line} ·` : line)]);
}

/** What happened to a query or an entry, and its expression: in one line where there is room for both. */
function longFact({ text, tokens = [] }: Fact, width: number): readonly (readonly Piece[])[] {
  const words = [piece(text)];
  if (tokens.length === 0) return [words];
  const limit = Math.max(40, Math.min(width, longestExpression), Math.min(2 * width, twoLines));
  const { shown, hidden } = firstTokens(cutTokens(tokens, limit), limit * mostLines);
  const isWhole = tokens.every(({ op }) => op === tokens[0]?.op);
  const expression = [
    ...shown.map(isWhole ? ({ text: whole }) => piece(whole, "dim") : tokenPiece),
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
