/**
 * Prints plain values as TypeScript in the layout of Prettier and oxfmt at 110 columns, so that a formatter leaves
 * generated files alone. Every character that is invisible or ends a line is escaped: what an exporter answers must
 * not become code, nor look like other code than it is.
 */

/** The width of a line that the layout keeps to, in characters. */
export const printWidth = 110;

/** A value that {@link formatProperty} prints. */
export type Literal = string | number | boolean | readonly string[] | readonly number[];

/** A text as a string literal, in the quotes that need fewer escapes. */
export function formatString(text: string): string {
  const doubles = text.split('"').length;
  const singles = text.split("'").length;
  const escaped = JSON.stringify(text).slice(1, -1).replace(unsafe, escapeCharacter);
  if (doubles <= singles) return `"${escaped}"`;
  return `'${escaped.replaceAll('\\"', '"').replaceAll("'", String.raw`\'`)}'`;
}

/** `name: value,` on one line when it fits after `indent`, else broken as a formatter breaks it. */
export function formatProperty(name: string, value: Literal, indent: string): string {
  const line = `${indent}${name}: ${formatInline(value)},`;
  // After a name of less than five characters, as all names of texts here, formatters leave a long text in its place.
  if (line.length <= printWidth || !isList(value)) return line;
  return `${indent}${name}: [\n${formatItems(value, `${indent}  `)}\n${indent}],`;
}

/** A value on one line. */
export function formatInline(value: Literal): string {
  if (isList(value)) return `[${value.map(formatItem).join(", ")}]`;
  return formatItem(value);
}

// C0 and C1 controls, and everything that is invisible or changes the direction of the text around it.
const unsafe = /[\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

function escapeCharacter(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

function isList(value: Literal): value is readonly string[] | readonly number[] {
  return Array.isArray(value);
}

function formatItem(item: string | number | boolean): string {
  return typeof item === "string" ? formatString(item) : String(item).replace("e+", "e");
}

// Formatters put each text on its own line, but fill lines with numbers.
function formatItems(items: readonly string[] | readonly number[], indent: string): string {
  const lines: string[] = [];
  for (const item of items) {
    const last = lines.at(-1);
    const filled = `${last} ${formatItem(item)},`;
    if (typeof item === "number" && last !== undefined && filled.length <= printWidth) {
      lines[lines.length - 1] = filled;
    } else lines.push(`${indent}${formatItem(item)},`);
  }
  return lines.join("\n");
}
