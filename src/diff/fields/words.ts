/** Values in words, as operators see them in Grafana's editor. */
import { canonicalJson } from "../../compile/canonical.ts";
import { isObject, type Json } from "../../schema/json.ts";
import type { JsonPath } from "../model.ts";
import { quoteShort, textChange } from "./text-difference.ts";

/** As much of a list or an object as a line shows. */
const lineLength = 60;

/** A value in words: `on`, `12`, `bottom`, `` `two words` ``, `a, b`. */
export function valueWords(value: Json): string {
  if (typeof value === "boolean") return value ? "on" : "off";
  if (typeof value === "string") return stringWords(value);
  if (typeof value === "number") return String(value);
  if (value === null) return "null";
  const line = isList(value) && value.length > 0 ? listWords(value) : undefined;
  return line ?? jsonWords(value);
}

/** A word as it is; everything else in backticks. */
export function stringWords(text: string): string {
  return /^[\p{L}\p{N}_$.:/%*+-]{1,48}$/u.test(text) ? text : quoteShort(text);
}

/** The two in words with an arrow; different values never read the same. */
export function arrow(before: string, after: string): string {
  return before === after ? "changed" : `${before} → ${after}`;
}

/** How two values of any kind are different. */
export function valueChange(before: Json | undefined, after: Json | undefined): string {
  if (typeof before === "string" && typeof after === "string" && before.length + after.length > lineLength) {
    return textChange(before, after);
  }
  const [left, right] = [before, after].map((value) => (value === undefined ? "default" : valueWords(value)));
  if (left !== right) return `${left} → ${right}`;
  return before === undefined || after === undefined
    ? arrow(before === undefined ? "not set" : (left ?? ""), after === undefined ? "not set" : (right ?? ""))
    : arrow(jsonWords(before), jsonWords(after));
}

/** What was added to a list of words and what was removed; `undefined` for what is no such list. */
export function listChange(before: Json | undefined, after: Json | undefined): string | undefined {
  const [left, right] = [before ?? [], after ?? []];
  if (!isList(left) || !isList(right) || ![...left, ...right].every(isScalar)) return undefined;
  const [had, has] = [new Set(left), new Set(right)];
  const added = right.filter((item) => !had.has(item)).map((item) => `+${valueWords(item)}`);
  const removed = left.filter((item) => !has.has(item)).map((item) => `-${valueWords(item)}`);
  const edits = [...added, ...removed];
  return edits.length > 0 ? edits.join(" ") : "order changed";
}

/** Several facts in one line; `undefined` without any. */
export function joinFacts(facts: readonly string[]): string | undefined {
  return facts.length > 0 ? facts.join(" · ") : undefined;
}

/** Where a value stands, as people write it: `options.foo["a b"][2]`. */
export function pathText(path: JsonPath): string {
  return path
    .map((step, index) => {
      if (typeof step === "number") return `[${step}]`;
      if (!/^[\p{L}_$][\p{L}\p{N}_$-]*$/u.test(step)) return `[${JSON.stringify(step)}]`;
      return index === 0 ? step : `.${step}`;
    })
    .join("");
}

/** Whether a value is a list. */
export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

function isScalar(value: Json): boolean {
  return !isList(value) && !isObject(value);
}

function listWords(list: readonly Json[]): string | undefined {
  if (!list.every(isScalar)) return undefined;
  const line = list.map(valueWords).join(", ");
  return line.length <= lineLength ? line : undefined;
}

function jsonWords(value: Json): string {
  const line = canonicalJson(value).trim().replace(/\n\s*/g, "");
  return line.length <= lineLength ? line : quoteShort(line);
}
