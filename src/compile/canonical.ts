/**
 * The one text of a document: members sorted by name, two spaces, a final newline. Grafana's own API answers
 * with sorted members too, so that files, pulls and diffs line up. Written by hand because `JSON.stringify`
 * cannot sort, and because this runs over tens of megabytes in a large build.
 */

/** The canonical text of a document. */
export function canonicalJson(document: unknown): string {
  return `${write(document, "\n")}\n`;
}

/** All that JSON must escape lies outside these ranges (which leave some harmless characters out too). */
const needsEscape = /[^ !#-[\]-~\u00a0-\ud7ff]/;

function quote(text: string): string {
  return needsEscape.test(text) ? JSON.stringify(text) : `"${text}"`;
}

/** Member names are few and come again and again. */
const quotedNames = new Map<string, string>();

function quoteName(name: string): string {
  const known = quotedNames.get(name);
  if (known !== undefined) return known;
  const quoted = `${quote(name)}: `;
  if (quotedNames.size < 10_000) quotedNames.set(name, quoted);
  return quoted;
}

/** Texts of frozen objects by the line break before them: defaults that thousands of panels share. */
const writtenFrozen = new WeakMap<object, Map<string, string>>();

/** `indent` is the line break with the spaces of the current depth. */
function write(value: unknown, indent: string): string {
  switch (typeof value) {
    case "string":
      return quote(value);
    case "number":
      return Number.isFinite(value) ? String(value) : "null";
    case "boolean":
      return value ? "true" : "false";
    case "object":
      if (value === null) return "null";
      return Object.isFrozen(value) ? writeFrozen(value, indent) : writeComposite(value, indent);
    default:
      return "null";
  }
}

function writeFrozen(value: object, indent: string): string {
  let texts = writtenFrozen.get(value);
  if (texts === undefined) {
    if (!isFrozenThroughout(value)) return writeComposite(value, indent);
    writtenFrozen.set(value, (texts = new Map<string, string>()));
  }
  let text = texts.get(indent);
  if (text === undefined) texts.set(indent, (text = writeComposite(value, indent)));
  return text;
}

/** An object that is frozen at its surface only could still change between two dashboards. */
function isFrozenThroughout(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return true;
  return Object.isFrozen(value) && Object.values(value).every(isFrozenThroughout);
}

function writeComposite(value: object, indent: string): string {
  return Array.isArray(value) ? writeArray(value, indent) : writeObject(value as Members, indent);
}

type Members = Readonly<Record<string, unknown>>;

function writeArray(values: readonly unknown[], indent: string): string {
  if (values.length === 0) return "[]";
  const inner = `${indent}  `;
  let text = "[";
  for (let index = 0; index < values.length; index++) {
    text += (index === 0 ? inner : `,${inner}`) + write(values[index], inner);
  }
  return `${text}${indent}]`;
}

function writeObject(object: Members, indent: string): string {
  const inner = `${indent}  `;
  let text = "";
  for (const name of sortedNames(object)) {
    const value = object[name];
    if (value === undefined || typeof value === "function") continue;
    text += (text === "" ? inner : `,${inner}`) + quoteName(name) + write(value, inner);
  }
  return text === "" ? "{}" : `{${text}${indent}}`;
}

/** Most objects are written in order already; only the others pay for sorting. */
function sortedNames(object: Members): readonly string[] {
  const names = Object.keys(object);
  for (let index = 1; index < names.length; index++) {
    if ((names[index - 1] ?? "") > (names[index] ?? "")) return names.sort();
  }
  return names;
}
