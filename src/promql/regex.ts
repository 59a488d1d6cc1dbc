import { remember } from "./remember.ts";
import { readClass, readClassEscape, readEscape } from "./regex-class.ts";
import { createRegexReader, type RegexMistake, type RegexReader } from "./regex-reader.ts";

/** What a label matcher needs to know about its regular expression. */
export interface RegexFacts {
  /** The first mistake in it; absent when Prometheus accepts it. */
  readonly mistake?: RegexMistake;
  /** Whether it matches the empty text, and so series that lack the label. */
  readonly matchesEmpty: boolean;
}

/** A part of the expression: whether it matches the empty text, and how many copies its counts ask for. */
interface Part {
  readonly empty: boolean;
  readonly copies: number;
}

// Go refuses counts above this, also as the product of nested counts (`regexp/syntax`, `repeatIsValid`).
const maximumCopies = 1000;

/** Reads a regular expression as Prometheus does: RE2 syntax, anchored at both ends (Go 1.19). */
export const readRegex: (pattern: string) => RegexFacts = remember(4096, (pattern) => {
  const reader = createRegexReader(pattern);
  const part = readAlternatives(reader);
  if (!reader.atEnd()) reader.fail("`)` has no opening `(`", reader.at);
  const { mistake } = reader;
  return mistake === undefined ? { matchesEmpty: part.empty } : { mistake, matchesEmpty: false };
});

function readAlternatives(reader: RegexReader): Part {
  let { empty, copies } = readSequence(reader);
  while (reader.take("|")) {
    const next = readSequence(reader);
    empty ||= next.empty;
    copies = Math.max(copies, next.copies);
  }
  return { empty, copies };
}

function readSequence(reader: RegexReader): Part {
  const parts: Part[] = [];
  let repeated = false;
  while (!reader.atEnd() && reader.peek() !== "|" && reader.peek() !== ")") {
    const from = reader.at;
    const count = readCount(reader);
    if (count === undefined) {
      repeated = false;
      parts.push(...readAtom(reader));
      continue;
    }
    const operator = reader.text.slice(from, reader.at);
    const last = parts.pop();
    if (last === undefined) reader.fail(`\`${operator}\` has nothing to repeat`, from);
    else if (repeated)
      reader.fail(`\`${operator}\` repeats a repetition: RE2 wants \`(?:…)\` around it`, from);
    else parts.push(repeat(reader, { last, count, from }));
    repeated = true;
  }
  return {
    empty: parts.every((part) => part.empty),
    copies: parts.reduce((most, part) => Math.max(most, part.copies), 1),
  };
}

interface Count {
  readonly min: number;
  /** -1 for no limit. */
  readonly max: number;
}

function readCount(reader: RegexReader): Count | undefined {
  const text = reader.match(/(?:[*+?]|\{(0|[1-9]\d*)(?:(,)(0|[1-9]\d*)?)?\})\??/y);
  if (text === undefined) return undefined;
  if (text[1] === undefined)
    return { min: text[0].startsWith("+") ? 1 : 0, max: text[0].startsWith("?") ? 1 : -1 };
  const min = Number(text[1]);
  return { min, max: text[2] === undefined ? min : text[3] === undefined ? -1 : Number(text[3]) };
}

function repeat(reader: RegexReader, what: { last: Part; count: Count; from: number }): Part {
  const { last, count, from } = what;
  const { min, max } = count;
  const copies = max === 0 ? 1 : Math.max(1, max < 0 ? min : max) * last.copies;
  const operator = reader.text.slice(from, reader.at);
  if (max >= 0 && min > max) reader.fail(`The count \`${operator}\` runs backwards`, from);
  else if (Math.max(min, max) > maximumCopies || (Math.max(min, max) >= 2 && copies > maximumCopies)) {
    reader.fail(`The count \`${operator}\` asks for more than ${maximumCopies} copies`, from);
  }
  return { empty: min === 0 || last.empty, copies };
}

const character: Part = { empty: false, copies: 1 };
const nothing: Part = { empty: true, copies: 1 };

/** Reads one atom: no part for flags such as `(?i)`, several for `\Q…\E`. */
function readAtom(reader: RegexReader): readonly Part[] {
  if (reader.take("(")) return readGroup(reader);
  if (reader.take("[")) {
    readClass(reader);
    return [character];
  }
  if (reader.peek() === "\\") return readBackslash(reader);
  if (reader.take("^") || reader.take("$")) return [nothing];
  reader.at += (reader.text.codePointAt(reader.at) ?? 0) > 0xffff ? 2 : 1;
  return [character];
}

function readBackslash(reader: RegexReader): readonly Part[] {
  const quoted = reader.match(/\\Q([^]*?)\\E/y);
  if (quoted !== undefined) return Array.from(quoted[1] ?? "", () => character);
  if (reader.peek(1) === "Q") reader.fail("`\\Q` is never closed by `\\E`", reader.at);
  if (reader.match(/\\[AzB]/y) !== undefined) return [nothing];
  if (reader.match(/\\b/y) !== undefined) return [character];
  if (!readClassEscape(reader)) readEscape(reader);
  return [character];
}

function readGroup(reader: RegexReader): readonly Part[] {
  const from = reader.at - 1;
  if (reader.peek() === "?" && !readGroupStart(reader, from)) return [];
  const part = readAlternatives(reader);
  if (!reader.take(")")) reader.fail("`(` is never closed", from);
  return [part];
}

/** Reads `?:`, `?P<name>`, `?i:` or `?i)`; false when the group is complete, as flags alone are. */
function readGroupStart(reader: RegexReader, from: number): boolean {
  // Go knows `(?<name>…)` since 1.22, which Prometheus 2.51 and later are built with.
  if (reader.match(/\?P?<\w+>/y) !== undefined) return true;
  const flags = reader.match(/\?(?:[imsU]*|[imsU]*-[imsU]+)([:)])/y);
  if (flags !== undefined) return flags[1] === ":";
  const start = reader.match(/\?(?:<?[=!]|P?<?|.)?/y)?.[0] ?? "?";
  const name = /^\?<?[=!]$/.test(start) ? "Lookarounds such as" : "RE2 knows no group that starts with";
  reader.fail(`${name} \`(${start}\`${name.startsWith("L") ? " do not exist in RE2" : ""}`, from);
  return false;
}
