import type { JsonObject } from "../../../src/schema/json.ts";
import { message, refuse } from "./answer.ts";
import { isObject } from "./content.ts";
import type { Call } from "./route.ts";

/** The body as a JSON object; a wrong content type, bad JSON and anything else are refused with 400. */
export function jsonBody(call: Call): JsonObject {
  const type = (call.headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase();
  const value = type === "application/json" ? parse(call.text) : undefined;
  return isObject(value) ? value : refuse(message(400, "bad request data"));
}

/** The value of a JSON text; `undefined` when it is none. */
export function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** A member of the body that must be a text when it is there. */
export function textMember(body: JsonObject, name: string): string {
  const value = body[name] ?? "";
  return typeof value === "string" ? value : refuse(message(400, "bad request data"));
}

/** A member of the body that must be an integer when it is there. */
export function integerMember(body: JsonObject, name: string): number {
  const value = body[name] ?? 0;
  return Number.isInteger(value) ? (value as number) : refuse(message(400, "bad request data"));
}
