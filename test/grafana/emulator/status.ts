import type { JsonObject } from "../../../src/schema/json.ts";
import { json, type Answer } from "./answer.ts";

/** The form of errors under `/apis`. */
export function status(code: number, reason: string, text: string, details: JsonObject = {}): Answer {
  return json(code, {
    kind: "Status",
    apiVersion: "v1",
    metadata: {},
    status: "Failure",
    message: text,
    reason,
    details,
    code,
  });
}
