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
 * else. A reference is written `$NAME` where it can be: Grafana 8 to 13 replaces `${NAME}` first and then searches what
 * it got for `$NAME`, which would cut a password at its first dollar sign (grafana/grafana#97185, #130055).
 */
export function textWithReferences(text: string): string {
  const tokens = text.match(/\$\{\w+\}|[^$]+|\$/g) ?? [];
  // From right to left, because what follows a name decides whether it ends there without braces.
  return tokens.reduceRight((rest, token) => {
    if (token === "$") return `$$${rest}`;
    const name = /^\$\{([A-Za-z_]\w*)\}$/.exec(token)?.[1];
    const endsByItself = /^(?!\w|\$\{)/.test(rest);
    return (name !== undefined && endsByItself ? `$${name}` : token) + rest;
  }, "");
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
