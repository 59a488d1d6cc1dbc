import { type Json, memberOf } from "../../schema/json.ts";
import type { Form } from "./rules.ts";
import { stringWords, valueWords } from "./words.ts";

/** What Grafana calls the sources that it brings along. */
const builtIn: Readonly<Record<string, string>> = {
  "-- Mixed --": "mixed",
  "-- Dashboard --": "another panel",
  "-- Grafana --": "Grafana",
  grafana: "Grafana",
  __expr__: "expression",
};

/** Where answers come from. */
export const dataSource: Form = {
  absent: "default",
  words: (value) => nameOf(value) ?? valueWords(value),
  say: (before, after) => {
    const [left, right] = [before, after].map((value) => (value === undefined ? "default" : nameOf(value)));
    if (left === undefined || right === undefined) return undefined;
    if (!isOtherType(before, after)) return left === right ? undefined : `${left} → ${right}`;
    return `${left}${typeWords(before)} → ${right}${typeWords(after)}`;
  },
};

function nameOf(value: Json | undefined): string | undefined {
  if (typeof value === "string") return stringWords(value);
  const uid = memberOf(value, "uid");
  if (typeof uid === "string") return Object.hasOwn(builtIn, uid) ? builtIn[uid] : stringWords(uid);
  const type = memberOf(value, "type");
  return uid === undefined && typeof type === "string" ? `default ${stringWords(type)}` : undefined;
}

function isOtherType(before: Json | undefined, after: Json | undefined): boolean {
  const [left, right] = [memberOf(before, "type"), memberOf(after, "type")];
  return left !== undefined && right !== undefined && left !== right;
}

function typeWords(value: Json | undefined): string {
  const [uid, type] = [memberOf(value, "uid"), memberOf(value, "type")];
  const isNamed = typeof uid === "string" && !Object.hasOwn(builtIn, uid);
  return isNamed && typeof type === "string" ? ` (${stringWords(type)})` : "";
}
