/** Reads YAML. A module of its own, because the parser takes longer to load than most diffs take. */
import { parseAllDocuments } from "yaml";
import type { Json } from "../../schema/json.ts";
import { isTooDeep, messageOf, tooDeep } from "./json-text.ts";

/** The values of a text, or why there are none. */
export type ReadYaml = { readonly values: readonly Json[] } | { readonly fault: string };

/** The values of the documents of a YAML text; empty documents are left out. */
export function readYaml(text: string): ReadYaml {
  try {
    const documents = parseAllDocuments(text, { merge: true });
    const error = documents.flatMap((document) => document.errors)[0];
    if (error !== undefined) return faultOf(error);
    const values = documents.map((document) => document.toJS() as unknown);
    if (values.some((value) => isTooDeep(value))) return { fault: tooDeep };
    return { values: values.filter((value) => value !== null && value !== undefined).map(toJson) };
  } catch (error) {
    return faultOf(error);
  }
}

/** Nesting without end overflows the stack of the parser. */
function faultOf(error: unknown): ReadYaml {
  const message = messageOf(error);
  return { fault: message.includes("call stack size exceeded") ? tooDeep : `is not YAML: ${message}` };
}

/** Only what JSON has: dates and numbers without end become what they are there. */
function toJson(value: unknown): Json {
  return JSON.parse(JSON.stringify(value)) as Json;
}
