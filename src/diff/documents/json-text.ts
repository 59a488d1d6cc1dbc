/** Reads JSON that others wrote: with a mark at its beginning, nested without end, or none at all. */
import { DashError } from "../../base/dash-error.ts";
import type { Json, JsonObject } from "../../schema/json.ts";

/** The deepest nesting of a document: far more than any dashboard has, far less than overflows the stack. */
export const depthLimit = 200;

/** A value, or why there is none. */
export type ReadJson = { readonly value: Json } | { readonly fault: string };

/** The value of a JSON text, in words why not when it is none. */
export function readJson(text: string): ReadJson {
  let value: Json;
  try {
    value = JSON.parse(withoutMark(text)) as Json;
  } catch (error) {
    return { fault: `is not JSON${placeOf(error, text)}` };
  }
  return isTooDeep(value) ? { fault: tooDeep } : { value };
}

/**
 * Where the text stops being JSON, as far as the engine tells. What it says besides differs from version to version,
 * and may quote half the file.
 */
function placeOf(error: unknown, text: string): string {
  const message = messageOf(error);
  const position = message.startsWith("Unexpected end") ? text.length : / position (\d+)/.exec(message)?.[1];
  if (position === undefined) return "";
  const lines = text.slice(0, Number(position)).split("\n");
  return ` (line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1})`;
}

/** What is said of documents that are nested too deep. */
export const tooDeep: string = `is nested deeper than ${depthLimit} levels`;

/** The document of a text that was recognised already; `file` is where it stands. */
export function parseDocument(text: string, file: string | undefined): JsonObject {
  const read = readJson(text);
  if ("value" in read) return read.value as JsonObject;
  throw new DashError("unreadable-input", {
    message: `The dashboard${file === undefined ? "" : ` \`${file}\``} ${read.fault}.`,
    ...(file !== undefined && { at: { file } }),
  });
}

/** Whether a value is nested deeper than {@link depthLimit}. Allocates nothing: every document is looked through. */
export function isTooDeep(value: unknown, left: number = depthLimit): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (left === 0) return true;
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) {
      const element: unknown = value[index];
      if (typeof element === "object" && isTooDeep(element, left - 1)) return true;
    }
    return false;
  }
  for (const name in value) {
    const member = (value as Readonly<Record<string, unknown>>)[name];
    if (typeof member === "object" && isTooDeep(member, left - 1)) return true;
  }
  return false;
}

/** The text without the mark that some editors put before UTF-8. */
export function withoutMark(text: string): string {
  return text.startsWith("\ufeff") ? text.slice(1) : text;
}

/** What an error says, on one line. */
export function messageOf(error: unknown): string {
  return (
    (error instanceof Error ? error.message : String(error)).split("\n")[0]?.replace(/[:.\s]+$/, "") ?? ""
  );
}
