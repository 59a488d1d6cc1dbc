/**
 * Hides secrets in a report, on both sides alike, before anybody sees it: a review is printed into logs and comments that
 * more people read than may know them. What is hidden is told to be different where it is; never how.
 */
import type { DiffReport } from "../model.ts";
import { redactText } from "./secrets.ts";

/** Members whose texts are secrets by their name, wherever they are. */
const secretName =
  /^(?:.*password|.*passwd|.*secret|.*[_-]?token|.*api[_-]?key|.*accesskey|authorization|.*privatekey|httpHeaderValue\d+|tlsClientKey|tlsClientCert|.*credentials?)$/i;

/** What stands for a secret. */
export const hidden = "(secret)";

/** The report with every secret hidden. */
export function redactReport(report: DiffReport): DiffReport {
  return redact(report, "") as DiffReport;
}

/** A value with its secrets hidden; what nothing is hidden in stays the same object. */
function redact(value: unknown, name: string): unknown {
  if (typeof value === "string") return redactText(value);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return redactList(value as readonly unknown[], name);
  return redactMembers(value as Readonly<Record<string, unknown>>, name);
}

function redactList(list: readonly unknown[], name: string): readonly unknown[] {
  let copy: unknown[] | undefined;
  list.forEach((element, index) => {
    const clean = redact(element, name);
    if (clean === element) return;
    copy ??= [...list];
    copy[index] = clean;
  });
  return copy ?? list;
}

function redactMembers(object: Readonly<Record<string, unknown>>, holder: string): unknown {
  let copy: Record<string, unknown> | undefined;
  for (const [name, value] of Object.entries(object)) {
    const clean = isSecret(object, name, holder) ? hide(value) : redact(value, name);
    if (clean === value) continue;
    copy ??= { ...object };
    Object.defineProperty(copy, name, { value: clean, enumerable: true, configurable: true, writable: true });
  }
  return copy ?? object;
}

/** By its own name, by that of the object around it, or, for the change of a setting, by the setting's. */
function isSecret(object: Readonly<Record<string, unknown>>, name: string, holder: string): boolean {
  if (secretName.test(name) || holder === "secureJsonData") return true;
  const { path } = object;
  if (!["before", "after", "text"].includes(name) || !Array.isArray(path)) return false;
  return path.some(
    (part) => typeof part === "string" && (secretName.test(part) || part === "secureJsonData"),
  );
}

/** References to the environment name a secret and are none. */
function hide(value: unknown): unknown {
  if (typeof value === "string") return isReference(value) || value === "" ? value : hidden;
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(hide);
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, hide(inner)]));
}

function isReference(text: string): boolean {
  return /^\$(?:\{\w+\}|__(?:env|file|vault)\{[^}]*\})$/.test(text);
}
