import { inspect } from "node:util";
import type { Place } from "../base/place.ts";
import type { Thrown } from "./messages.ts";

/** The causes and parts of an error that are told, at most. */
const maximumCauses = 5;

/** A thrown value as text. It never throws itself, whatever the value's getters do. */
export function describeThrown(value: unknown, depth = 0): Thrown {
  if (!isError(value)) {
    return { name: "", message: shorten(inspectSafely(value)), stack: "", causes: [] };
  }
  const code = read(value, "code");
  const hint = read(value, "hint");
  const at = read(value, "at");
  return {
    name: text(read(value, "name"), "Error"),
    message: shorten(text(read(value, "message"), "")),
    stack: text(read(value, "stack"), ""),
    causes: depth < maximumCauses ? causesOf(value).map((cause) => describeThrown(cause, depth + 1)) : [],
    ...(typeof code === "string" ? { code } : {}),
    ...(typeof hint === "string" ? { hint } : {}),
    ...(isDashPlace(value, at) ? { at } : {}),
  };
}

function isError(value: unknown): value is object {
  if (value instanceof Error) return true;
  return typeof value === "object" && value !== null && typeof read(value, "stack") === "string";
}

function isDashPlace(error: object, at: unknown): at is Place {
  return read(error, "name") === "DashError" && typeof at === "object" && at !== null;
}

function causesOf(error: object): readonly unknown[] {
  const cause = read(error, "cause");
  const parts = read(error, "errors");
  return [
    ...(cause === undefined ? [] : [cause]),
    ...(Array.isArray(parts) ? parts.slice(0, maximumCauses) : []),
  ];
}

function read(value: object, name: string): unknown {
  try {
    return (value as Record<string, unknown>)[name];
  } catch {
    return undefined;
  }
}

function text(value: unknown, fallback: string): string {
  return typeof value === "string" ? value : fallback;
}

function inspectSafely(value: unknown): string {
  try {
    return inspect(value, { depth: 1, breakLength: Number.POSITIVE_INFINITY });
  } catch {
    return typeof value;
  }
}

function shorten(message: string): string {
  return message.length > 2000 ? `${message.slice(0, 2000)}…` : message;
}
