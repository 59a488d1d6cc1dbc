import { type JsonRecord, asRecord, asRecords, asText } from "./json.ts";
import { queryLabelValues } from "./prometheus-api.ts";
import { type View, rateSeconds, viewSeconds, viewStep } from "./view.ts";

/** What stands in a query for each variable, ready to be put in. */
export type Variables = ReadonlyMap<string, string>;

/** Grafana's own variables. */
const builtIn: readonly (readonly [string, string])[] = [
  ["__rate_interval", `${rateSeconds}s`],
  ["__rate_interval_ms", String(rateSeconds * 1_000)],
  ["__interval", `${viewStep}s`],
  ["__interval_ms", String(viewStep * 1_000)],
  ["__range", `${viewSeconds}s`],
  ["__range_s", String(viewSeconds)],
  ["__range_ms", String(viewSeconds * 1_000)],
];

/** Fills the variables of a dashboard as Grafana does when it opens it: later ones may use earlier ones. */
export async function resolveVariables(document: JsonRecord, view: View): Promise<Variables> {
  const variables = new Map(builtIn);
  for (const variable of asRecords(asRecord(document["templating"])["list"])) {
    const value = await resolveVariable(variable, variables, view);
    if (value !== undefined) variables.set(asText(variable["name"]), value);
  }
  return variables;
}

/** The query with all variables filled in; one that the dashboard does not have is an error. */
export function interpolate(query: string, variables: Variables): string {
  return query.replace(/\$\{(\w+)(?::\w+)?\}|\$(\w+)|\[\[(\w+)\]\]/g, (written, braced, plain, old) => {
    const value = variables.get(String(braced ?? plain ?? old));
    if (value === undefined) throw new Error(`The query has an unknown variable \`${written}\`: ${query}`);
    return value;
  });
}

async function resolveVariable(
  variable: JsonRecord,
  known: Variables,
  view: View,
): Promise<string | undefined> {
  switch (variable["type"]) {
    case "query":
      return choose(variable, await listOptions(variable, known, view));
    case "custom":
    case "interval":
      return choose(variable, listed(variable));
    case "constant":
      return asText(variable["query"]);
    case "textbox":
      return choose(variable, [asText(variable["query"])]);
    case "datasource":
    case "adhoc":
      return undefined;
    default:
      throw new Error(`The live test knows no variables of type \`${String(variable["type"])}\`.`);
  }
}

// An option may be written `text : value`.
function listed(variable: JsonRecord): readonly string[] {
  return asText(variable["query"])
    .split(",")
    .map((option) => option.split(" : ").at(-1)?.trim() ?? "");
}

async function listOptions(variable: JsonRecord, known: Variables, view: View): Promise<readonly string[]> {
  const raw = variable["query"];
  const query = interpolate(asText(raw) || asText(asRecord(raw)["query"]), known);
  const [, selector, label] = /^label_values\((?:(.+),)?\s*(\w+)\s*\)$/s.exec(query) ?? [];
  if (label === undefined) throw new Error(`The live test knows no variable query \`${query}\`.`);
  const options = await queryLabelValues(view.prometheus, label, selector?.trim());
  if (options.length === 0) throw new Error(`The variable query \`${query}\` has no values.`);
  return filterOptions(options, asText(variable["regex"]));
}

// A regex picks options and, with a group, the part of them that counts.
function filterOptions(options: readonly string[], regex: string): readonly string[] {
  if (regex === "") return options;
  const [, source = regex, flags = ""] = /^\/(.*)\/(\w*)$/s.exec(regex) ?? [];
  const picked = options.flatMap((option) => {
    const match = new RegExp(source, flags).exec(option);
    return match === null ? [] : [match[1] ?? match[0]];
  });
  return [...new Set(picked)];
}

/** The stored choice, or what Grafana takes without one: All where it is allowed, else the first option. */
function choose(variable: JsonRecord, options: readonly string[]): string {
  const value = asRecord(variable["current"])["value"];
  const stored = (Array.isArray(value) ? value : [value])
    .map(asText)
    // An interval variable may stand at "auto", which depends on the width of the screen.
    .filter((text) => text !== "" && !text.startsWith("$__auto"));
  const isAll = stored.includes("$__all") || (stored.length === 0 && variable["includeAll"] === true);
  const allValue = asText(variable["allValue"]);
  if (isAll && allValue !== "") return allValue;
  return format(variable, isAll ? options : stored.length > 0 ? stored : options.slice(0, 1));
}

/** As Grafana's Prometheus data source formats it: a regular expression only where several may be chosen. */
function format(variable: JsonRecord, values: readonly string[]): string {
  const [only = ""] = values;
  if (variable["multi"] !== true && variable["includeAll"] !== true) {
    return only.replace(/\\/g, "\\\\").replace(/'/g, "\\\\'");
  }
  return values.length === 1 ? escapeRegex(only) : `(${values.map(escapeRegex).join("|")})`;
}

// Doubled, because the text stands inside a PromQL string.
function escapeRegex(value: string): string {
  return value.replace(/\\/g, "\\\\\\\\").replace(/[$^*{}[\]+?.()|]/g, "\\\\$&");
}
