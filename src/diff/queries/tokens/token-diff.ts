import { compareText } from "../../../base/text.ts";
import type { TokenEdit } from "../../model.ts";
import { keptLexemes } from "./kept-lexemes.ts";
import { splitText, type Lexeme, type TextLanguage } from "./split-text.ts";

/**
 * The differences of two texts by tokens. The pieces that stayed and went are together exactly the first text, those
 * that stayed and came the second one. Exchanging the texts exchanges `+` and `-` and nothing else.
 */
export function diffTokens(before: string, after: string, language: TextLanguage): readonly TokenEdit[] {
  if (before === after) return before === "" ? [] : [{ op: "=", text: before }];
  // Of several ways that are as short, the same one is to be found from both sides.
  const isTurned = compareText(before, after) > 0;
  const runs = isTurned ? runsBetween(after, before, language) : runsBetween(before, after, language);
  const edits: TokenEdit[] = [];
  for (const { old, now, kept } of runs) {
    const [minus, plus] = isTurned ? [now, old] : [old, now];
    if (minus !== "") edits.push({ op: "-", text: minus });
    if (plus !== "") edits.push({ op: "+", text: plus });
    if (kept !== "") edits.push({ op: "=", text: kept });
  }
  return edits;
}

/** What was replaced by what, and what stayed after it. */
interface Run {
  old: string;
  now: string;
  kept: string;
}

function runsBetween(before: string, after: string, language: TextLanguage): readonly Run[] {
  const [left, right] = [splitText(before, language), splitText(after, language)];
  const texts = ({ lexemes }: { readonly lexemes: readonly Lexeme[] }): readonly string[] =>
    lexemes.map(({ text }) => text);
  const runs: Run[] = [{ old: "", now: "", kept: "" }];
  let [i, j] = [0, 0];
  for (const kept of [...keptLexemes(texts(left), texts(right)), undefined]) {
    const [old, now] = [left.lexemes.slice(i, kept?.left), right.lexemes.slice(j, kept?.right)];
    append(runs, { old: old.map(whole).join(""), now: now.map(whole).join(""), kept: "" });
    const [oldNext, newNext] = [left.lexemes[kept?.left ?? -1], right.lexemes[kept?.right ?? -1]];
    appendGap(runs, oldNext?.gap ?? left.end, newNext?.gap ?? right.end);
    append(runs, { old: "", now: "", kept: oldNext?.text ?? "" });
    if (kept !== undefined) [i, j] = [kept.left + 1, kept.right + 1];
  }
  return swallow(trimmed(runs));
}

function whole({ gap, text }: Lexeme): string {
  return gap + text;
}

/** White space that only grew or shrank stays as far as it is the same, so that new indentation is no storm. */
function appendGap(runs: Run[], old: string, now: string): void {
  let same = 0;
  while (same < old.length && same < now.length && old[same] === now[same]) same++;
  const last = runs.at(-1);
  const follows = last !== undefined && last.kept === "" && (last.old !== "" || last.now !== "");
  // Behind words that changed, different white space belongs to them.
  if (follows && old !== now) same = 0;
  append(runs, { old: "", now: "", kept: old.slice(0, same) });
  append(runs, { old: old.slice(same), now: now.slice(same), kept: "" });
}

function append(runs: Run[], { old, now, kept }: Run): void {
  const last = runs.at(-1);
  if (last === undefined || (last.kept !== "" && old + now !== "")) {
    runs.push({ old, now, kept });
  } else {
    last.old += old;
    last.now += now;
    last.kept += kept;
  }
}

/** White space around what was replaced stays where it is the same on both sides. */
function trimmed(runs: readonly Run[]): readonly Run[] {
  const result: Run[] = [];
  for (const run of runs) {
    if (!isReplacement(run)) {
      result.push(run);
      continue;
    }
    const head = sameText(/^\s*/.exec(run.old)?.[0], /^\s*/.exec(run.now)?.[0]);
    const tail = sameText(blankEnd(run.old), blankEnd(run.now));
    const middle = (text: string): string => text.slice(head.length, text.length - tail.length);
    append(result, { old: "", now: "", kept: head });
    append(result, { old: middle(run.old), now: middle(run.now), kept: tail + run.kept });
  }
  return result;
}

function blankEnd(text: string): string {
  return text.slice(text.trimEnd().length);
}

function sameText(left = "", right = ""): string {
  return left === right ? left : "";
}

/** Two replacements with nothing but a blank or a comma between them read better as one. */
function swallow(runs: readonly Run[]): readonly Run[] {
  const merged: Run[] = [];
  for (const run of runs) {
    const last = merged.at(-1);
    if (
      last !== undefined &&
      isReplacement(last) &&
      isReplacement(run) &&
      /^[^\p{L}\p{N}_]?$/u.test(last.kept.trim())
    ) {
      last.old += last.kept + run.old;
      last.now += last.kept + run.now;
      last.kept = run.kept;
    } else merged.push({ ...run });
  }
  return merged;
}

function isReplacement({ old, now }: Run): boolean {
  return old.trim() !== "" && now.trim() !== "";
}
