/**
 * Reads the plain values that {@link formatCatalogue} wrote, also after another formatter has been over them: objects,
 * lists, strings, numbers and booleans. It is not TypeScript: everything else makes it answer `undefined`.
 */

/** A value of the subset, with the comment that stands before each property. */
export type LiteralValue =
  | string
  | number
  | boolean
  | readonly LiteralValue[]
  | ReadonlyMap<string, LiteralProperty>;

/** A property's value and the comments right before it. */
export interface LiteralProperty {
  readonly value: LiteralValue;
  readonly comment: string;
}

/** The literal that begins at `start`; `undefined` when it is not of the subset. */
export function readLiteral(text: string, start: number): LiteralValue | undefined {
  const reader: Reader = { text, at: start, depth: 0 };
  skipSpace(reader);
  return readValue(reader);
}

interface Reader {
  readonly text: string;
  at: number;
  depth: number;
}

// Spec files are two objects and a list deep; a bound keeps a hostile file from exhausting the stack.
const maxDepth = 8;

const numberPattern = /[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;
const wordPattern = /[A-Za-z_$][\w$]*/y;
const spacePattern = /(?:\s|\/\/[^\n]*|\/\*[^]*?\*\/)*/y;
const stringPattern = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/y;

function readValue(reader: Reader): LiteralValue | undefined {
  const start = reader.text[reader.at];
  if (start === "{" || start === "[") return readNested(reader, start);
  if (start === '"' || start === "'") return readString(reader);
  const number = match(reader, numberPattern);
  if (number !== "") return Number(number);
  const word = match(reader, wordPattern);
  return word === "true" ? true : word === "false" ? false : undefined;
}

function readNested(reader: Reader, start: "{" | "["): LiteralValue | undefined {
  if (reader.depth >= maxDepth) return undefined;
  reader.depth += 1;
  reader.at += 1;
  const value = start === "{" ? readObject(reader) : readList(reader);
  reader.depth -= 1;
  return value;
}

function readObject(reader: Reader): LiteralValue | undefined {
  const properties = new Map<string, LiteralProperty>();
  for (;;) {
    const comment = skipSpace(reader);
    if (take(reader, "}")) return properties;
    const key = match(reader, wordPattern) || readString(reader);
    skipSpace(reader);
    if (key === undefined || !take(reader, ":")) return undefined;
    skipSpace(reader);
    const value = readValue(reader);
    if (value === undefined || !readSeparator(reader, "}")) return undefined;
    properties.set(key, { value, comment });
  }
}

function readList(reader: Reader): LiteralValue | undefined {
  const items: LiteralValue[] = [];
  for (;;) {
    skipSpace(reader);
    if (take(reader, "]")) return items;
    const item = readValue(reader);
    if (item === undefined || !readSeparator(reader, "]")) return undefined;
    items.push(item);
  }
}

function readSeparator(reader: Reader, end: string): boolean {
  skipSpace(reader);
  return take(reader, ",") || reader.text[reader.at] === end;
}

function readString(reader: Reader): string | undefined {
  const raw = match(reader, stringPattern);
  if (raw === "") return undefined;
  const body = raw.slice(1, -1).replace(/\\'|\\"|\\.|"/g, (part) => {
    if (part === String.raw`\'`) return "'";
    return part === '"' ? String.raw`\"` : part;
  });
  try {
    return JSON.parse(`"${body}"`) as string;
  } catch {
    return undefined;
  }
}

function take(reader: Reader, character: string): boolean {
  if (reader.text[reader.at] !== character) return false;
  reader.at += 1;
  return true;
}

function skipSpace(reader: Reader): string {
  return match(reader, spacePattern).trim();
}

function match(reader: Reader, pattern: RegExp): string {
  pattern.lastIndex = reader.at;
  const found = pattern.exec(reader.text)?.[0] ?? "";
  reader.at += found.length;
  return found;
}
