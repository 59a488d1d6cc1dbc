/**
 * Texts for values of Grafana's provisioning files. Grafana replaces `$NAME`, `${NAME}` and `$__file{…}` in every
 * value of these files (never in keys, never in dashboards), and an unset variable becomes nothing; `$$` is a dollar.
 */
import type { Json } from "../schema/json.ts";

/** The text in such a form that Grafana reads exactly that text. */
export function literalText(text: string): string {
  return text.replaceAll("$", "$$$$");
}

/** The value with every text in it in the form of {@link literalText}. */
export function literalValue(value: Json): Json {
  if (typeof value === "string") return literalText(value);
  if (value === null || typeof value !== "object") return value;
  if (isList(value)) return value.map(literalValue);
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, member]) =>
      member === undefined ? [] : [[key, literalValue(member)]],
    ),
  );
}

/**
 * The text in such a form that Grafana puts environment variables in place of its `${NAME}` references and keeps all
 * else. A reference is written `$NAME` where it can be: Grafana 8 to 13 searches what it got for `${NAME}` again,
 * which would cut a password at its first dollar sign (grafana/grafana#97185, #130055).
 */
export function textWithReferences(text: string): string {
  return text.replace(
    /\$\{(\w+)\}(?=(\w?))|\$/g,
    (reference: string, name: string | undefined, next: string) => {
      if (name === undefined) return "$$";
      return next === "" && /^\D/.test(name) ? `$${name}` : reference;
    },
  );
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
