/**
 * Hides secrets before anybody sees them: a review is printed into logs and comments that more people read than may know
 * them. They are hidden before two sides are compared, because words and excerpts of texts would show parts of them; and
 * once more in the finished report.
 */
import { hidden, type Hide, isHidden, redactText } from "./secrets.ts";

/** Members whose texts are secrets by their name, wherever they are. */
const secretName =
  /^(?:.*password|.*passwd|.*secret|.*[_-]?token|.*api[_-]?key|.*accesskey|authorization|.*privatekey|httpHeaderValue\d+|tlsClientKey|tlsClientCert|.*credentials?)$/i;

/** What holds the value beside a name: headers and parameters of queries, constants and text boxes. */
const namedValues: ReadonlySet<string> = new Set(["value", "query", "current"]);

/** A part of a report with every secret hidden. */
export function redactPart<Part>(part: Part): Part {
  return redact(part, "", () => hidden) as Part;
}

/**
 * Two values without their secrets: what is hidden is told to be different where it is, never how. A secret that is on one
 * side only is an old or a new one.
 */
export function redactBoth<Value>(before: Value, after: Value): readonly [before: Value, after: Value] {
  const [old, now] = [secretsIn(before), secretsIn(after)];
  if (old.size === 0 && now.size === 0) return [before, after];
  const hideOld: Hide = (secret) => (now.has(secret) ? hidden : "(old secret)");
  const hideNew: Hide = (secret) => (old.has(secret) ? hidden : "(new secret)");
  return [redact(before, "", hideOld) as Value, redact(after, "", hideNew) as Value];
}

function secretsIn(value: unknown): ReadonlySet<string> {
  const found = new Set<string>();
  redact(value, "", (secret) => {
    found.add(secret);
    return secret;
  });
  return found;
}

/** A value with its secrets hidden; what nothing is hidden in stays the same object. */
function redact(value: unknown, name: string, hide: Hide): unknown {
  if (typeof value === "string") return redactText(value, hide);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return redactList(value as readonly unknown[], name, hide);
  return redactMembers(value as Readonly<Record<string, unknown>>, name, hide);
}

function redactList(list: readonly unknown[], name: string, hide: Hide): readonly unknown[] {
  let copy: unknown[] | undefined;
  list.forEach((element, index) => {
    const clean = redact(element, name, hide);
    if (clean === element) return;
    copy ??= [...list];
    copy[index] = clean;
  });
  return copy ?? list;
}

function redactMembers(object: Readonly<Record<string, unknown>>, holder: string, hide: Hide): unknown {
  let copy: Record<string, unknown> | undefined;
  for (const [name, value] of Object.entries(object)) {
    const clean = isSecret(object, name, holder) ? hideAll(value, hide) : redact(value, name, hide);
    if (clean === value) continue;
    copy ??= { ...object };
    Object.defineProperty(copy, name, { value: clean, enumerable: true, configurable: true, writable: true });
  }
  return copy ?? object;
}

/** By its own name, by that of the object around it, or, for the values of a change, by the name of the setting. */
function isSecret(object: Readonly<Record<string, unknown>>, name: string, holder: string): boolean {
  if (secretName.test(name) || holder === "secureJsonData") return true;
  if (namedValues.has(name) && isNamedSecret(object)) return true;
  const { path } = object;
  if (!["before", "after"].includes(name) || !Array.isArray(path)) return false;
  return path.some(
    (part) => typeof part === "string" && (secretName.test(part) || part === "secureJsonData"),
  );
}

/** What asks a data source only looks for a name; what people type, or a header, holds the secret itself. */
function isNamedSecret({ key, name, type, datasource }: Readonly<Record<string, unknown>>): boolean {
  if (type === "query" || datasource !== undefined) return false;
  return [key, name].some((text) => typeof text === "string" && secretName.test(text));
}

/** References to the environment name a secret and are none. */
function hideAll(value: unknown, hide: Hide): unknown {
  if (typeof value === "string") return isHarmless(value) ? value : hide(value);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((element) => hideAll(element, hide));
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, hideAll(inner, hide)]));
}

function isHarmless(text: string): boolean {
  const isReference = /^\$(?:\{\w+\}|[A-Z_][A-Z0-9_]*|__(?:env|file|vault)\{[^}]*\})$/.test(text);
  return text === "" || isReference || isHidden(text);
}
