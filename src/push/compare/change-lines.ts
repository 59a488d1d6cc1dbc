import type { Json } from "../../schema/json.ts";

/** The most lines for one object; the rest is counted. */
const mostLines = 12;

/** The lines that are shown of many. */
export function limitLines(lines: readonly string[]): readonly string[] {
  if (lines.length <= mostLines) return lines;
  return [...lines.slice(0, mostLines - 1), `… and ${lines.length - mostLines + 1} more`];
}

/** A value in a line, not too long and without line breaks. */
export function show(value: Json | undefined): string {
  if (value === undefined || value === null || value === "") return "none";
  const text = (typeof value === "string" ? value : JSON.stringify(value)).replace(/\s+/g, " ");
  return `\`${text.length > 60 ? `${text.slice(0, 59)}…` : text}\``;
}
