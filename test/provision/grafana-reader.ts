/**
 * How Grafana reads a provisioning file, rebuilt from its documented behaviour: YAML 1.1, then every value goes through
 * two expansions. Only so can a test say that a written file means what was meant.
 */
import { parse } from "yaml";

/** Environment variables by name. */
export type Environment = Readonly<Record<string, string>>;

/** Characters that Go's YAML reader refuses to see unescaped, or takes for a line break besides `\n`. */
const unreadable = /[^\n\x20-\x7e\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]/u;

/** The file as Grafana sees it, before expansion. */
export function readYaml(text: string): unknown {
  const found = unreadable.exec(text);
  if (found !== null) throw new Error(`Go's reader refuses U+${found[0].codePointAt(0)?.toString(16)}`);
  return parse(text, { version: "1.1", schema: "yaml-1.1" }) as unknown;
}

/** A value of a key that Grafana declares as text. */
export function expandText(value: unknown, environment: Environment): string {
  return String(expand(String(value), environment));
}

/** A value inside `jsonData` or `options`: texts that expansion changed may become numbers or booleans. */
export function expandFree(value: unknown, environment: Environment): unknown {
  if (typeof value === "string") return convert(value, expand(value, environment));
  if (Array.isArray(value)) return value.map((member) => expandFree(member, environment));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, expandFree(member, environment)]),
  );
}

function expand(value: string, environment: Environment): string {
  return value
    .split("$$")
    .map((part) => expandLikeShell(expandBraces(part, environment), environment))
    .join("$");
}

function convert(value: string, expanded: string): unknown {
  if (value.includes("$$") || expanded === value) return expanded;
  if (/^[+-]?\d+$/.test(expanded) || /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(expanded))
    return Number(expanded);
  if (/^(1|t|T|TRUE|true|True)$/.test(expanded)) return true;
  return /^(0|f|F|FALSE|false|False)$/.test(expanded) ? false : expanded;
}

/** Grafana's own pass: `${NAME}`, `$__env{NAME}`, `$__file{path}`. */
function expandBraces(text: string, environment: Environment): string {
  let result = text;
  for (const [match, provider = "", name = ""] of text.matchAll(/\$(|__\w+)\{([^}]+)\}/g)) {
    if (provider === "__file") throw new Error(`Grafana would read the file ${name}`);
    if (provider === "" || provider === "__env")
      result = result.replace(match, () => environment[name] ?? "");
  }
  return result;
}

/** Go's `os.ExpandEnv`, which runs over the result of the first pass. */
function expandLikeShell(text: string, environment: Environment): string {
  return text.replace(
    /\$(?:\{([*#$@!?\-0-9])\}|\{([^}]+)\}|\{\}?|([*#$@!?\-0-9])|(\w+)|(?=[^]))/g,
    (match: string, ...groups: (string | undefined)[]) => {
      const name = groups.slice(0, 4).find((group) => group !== undefined);
      if (name !== undefined) return environment[name] ?? "";
      return match === "$" ? "$" : "";
    },
  );
}
