import { isDeepStrictEqual } from "node:util";
import type { JsonObject } from "../../../src/schema/json.ts";

/** A JSON object as text, parsed when it is first looked into. */
export class Content {
  readonly text: string;
  #value: JsonObject | undefined;

  constructor(text: string, value?: JsonObject) {
    this.text = text;
    this.#value = value;
  }

  /** The value must not change afterwards. */
  static of(value: JsonObject): Content {
    return new Content(JSON.stringify(value));
  }

  get value(): JsonObject {
    this.#value ??= JSON.parse(this.text) as JsonObject;
    return this.#value;
  }

  equals(other: Content): boolean {
    return this.text === other.text || isDeepStrictEqual(this.value, other.value);
  }

  /** The text with other members before its own. */
  textWith(members: JsonObject): string {
    const before = JSON.stringify(members);
    if (this.text === "{}") return before;
    return before === "{}" ? this.text : `${before.slice(0, -1)},${this.text.slice(1)}`;
  }
}

/** A member's text; empty when it is something else. */
export function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
