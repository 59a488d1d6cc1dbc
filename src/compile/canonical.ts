/**
 * The one text of a document: members sorted by name, two spaces, a final newline. Grafana's own API answers with
 * sorted members too, so that files, pulls and diffs line up.
 *
 * Written by hand, and straight into bytes: `JSON.stringify` cannot sort, and putting fifty megabytes together from
 * small strings costs more in garbage than in work.
 */

/** The canonical text of a document. */
export function canonicalJson(document: unknown): string {
  return canonicalBytes(document).toString("utf8");
}

/** The canonical text of a document in UTF-8. */
export function canonicalBytes(document: unknown): Buffer {
  length = 0;
  write(document, 0);
  writeAscii("\n");
  // Memory that need not be cleared first, because all of it is overwritten.
  const copy = Buffer.allocUnsafeSlow(length);
  copy.set(bytes.subarray(0, length));
  return copy;
}

/** What is being written, and how far it has come. One document is written at a time, without a pause. */
let bytes = new Uint8Array(1 << 18);
let length = 0;

function reserve(count: number): void {
  if (length + count <= bytes.length) return;
  const larger = new Uint8Array(Math.max(bytes.length * 2, length + count));
  larger.set(bytes.subarray(0, length));
  bytes = larger;
}

const quoteCode = 0x22;
const backslashCode = 0x5c;

function write(value: unknown, depth: number): void {
  switch (typeof value) {
    case "string":
      return writeText(value);
    case "number":
      return writeAscii(Number.isFinite(value) ? String(value) : "null");
    case "boolean":
      return writeAscii(value ? "true" : "false");
    case "object":
      if (value === null) return writeAscii("null");
      return Object.isFrozen(value) ? writeFrozen(value, depth) : writeComposite(value, depth);
    default:
      return writeAscii("null");
  }
}

function writeAscii(text: string): void {
  reserve(text.length);
  for (let index = 0; index < text.length; index++) bytes[length++] = text.charCodeAt(index);
}

function writeText(text: string): void {
  reserve(text.length * 2 + 2);
  const start = length;
  let position = start;
  bytes[position++] = quoteCode;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    // Control characters and everything beyond ASCII are rare enough to be left to the engine.
    if (code < 0x20 || code > 0x7e) return writeUnusualText(text);
    if (code === quoteCode || code === backslashCode) bytes[position++] = backslashCode;
    bytes[position++] = code;
  }
  bytes[position++] = quoteCode;
  length = position;
}

const encoder = new TextEncoder();

function writeUnusualText(text: string): void {
  writeBytes(encoder.encode(JSON.stringify(text)));
}

function writeBytes(piece: Uint8Array): void {
  reserve(piece.length);
  bytes.set(piece, length);
  length += piece.length;
}

/** Member names are few and come again and again. */
const quotedNames = new Map<string, string>();

function quotedName(name: string): string | undefined {
  const known = quotedNames.get(name);
  if (known !== undefined) return known;
  if (!/^[ -~]*$/.test(name) || quotedNames.size >= 10_000) return undefined;
  const quoted = `${JSON.stringify(name)}: `;
  quotedNames.set(name, quoted);
  return quoted;
}

function writeName(name: string): void {
  const quoted = quotedName(name);
  if (quoted !== undefined) return writeAscii(quoted);
  writeText(name);
  writeAscii(": ");
}

const lineBreakCode = 0x0a;
const spaceCode = 0x20;

function writeLineBreak(depth: number): void {
  reserve(2 * depth + 1);
  bytes[length++] = lineBreakCode;
  for (let index = 0; index < 2 * depth; index++) bytes[length++] = spaceCode;
}

/** Texts of frozen objects by their depth: defaults that thousands of panels share. */
const writtenFrozen = new WeakMap<object, Map<number, Uint8Array>>();

function writeFrozen(value: object, depth: number): void {
  let texts = writtenFrozen.get(value);
  if (texts === undefined) {
    if (!isFrozenThroughout(value)) return writeComposite(value, depth);
    writtenFrozen.set(value, (texts = new Map<number, Uint8Array>()));
  }
  const known = texts.get(depth);
  if (known !== undefined) return writeBytes(known);
  const start = length;
  writeComposite(value, depth);
  texts.set(depth, bytes.slice(start, length));
}

/** An object that is frozen at its surface only could still change between two dashboards. */
function isFrozenThroughout(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return true;
  return Object.isFrozen(value) && Object.values(value).every(isFrozenThroughout);
}

function writeComposite(value: object, depth: number): void {
  if (Array.isArray(value)) writeArray(value, depth);
  else writeObject(value as Members, depth);
}

type Members = Readonly<Record<string, unknown>>;

function writeArray(values: readonly unknown[], depth: number): void {
  if (values.length === 0) return writeAscii("[]");
  writeAscii("[");
  for (let index = 0; index < values.length; index++) {
    if (index > 0) writeAscii(",");
    writeLineBreak(depth + 1);
    write(values[index], depth + 1);
  }
  writeLineBreak(depth);
  writeAscii("]");
}

function writeObject(object: Members, depth: number): void {
  let isEmpty = true;
  for (const name of sortedNames(object)) {
    const value = object[name];
    if (value === undefined || typeof value === "function") continue;
    writeAscii(isEmpty ? "{" : ",");
    isEmpty = false;
    writeLineBreak(depth + 1);
    writeName(name);
    write(value, depth + 1);
  }
  if (isEmpty) return writeAscii("{}");
  writeLineBreak(depth);
  writeAscii("}");
}

/** Most objects are written in order already; only the others pay for sorting. */
function sortedNames(object: Members): readonly string[] {
  const names = Object.keys(object);
  for (let index = 1; index < names.length; index++) {
    if ((names[index - 1] ?? "") > (names[index] ?? "")) return names.sort();
  }
  return names;
}
