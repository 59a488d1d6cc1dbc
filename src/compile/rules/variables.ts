import { suggest } from "../../base/text.ts";
import { globalVariableNames, isGlobalVariable, variablesIn } from "../../promql/mask.ts";
import type { CallSite } from "../../base/call-site.ts";
import type { Finding } from "../finding.ts";
import { isMembers, textOf } from "../members.ts";
import { type DashboardView, dashboardName, panelName, partOf } from "../view.ts";
import { asksPrometheus } from "./promql.ts";
import type { Rule } from "./rule.ts";

/** A text in which Grafana replaces variables. */
interface Interpolated {
  readonly text: string;
  readonly part: readonly string[];
  readonly site: CallSite | undefined;
}

/** Every `$variable` is defined, and defined once: Grafana leaves an unknown one in the query, which then fails. */
export const variableRule: Rule = (view) => {
  const names = view.variables.map(({ name }) => name);
  const known = new Set(names);
  return [
    ...checkNames(view),
    ...undefinedIn(view, known, queryTexts(view), "error"),
    ...undefinedIn(view, known, shownTexts(view), "warning"),
  ];
};

function checkNames(view: DashboardView): readonly Finding[] {
  const seen = new Set<string>();
  return view.variables.flatMap(({ name, site }) => {
    const finding = (message: string, hint?: string): readonly Finding[] => [
      {
        rule: "variable-name",
        severity: "error",
        message,
        hint,
        part: partOf(dashboardName(view.document), `variable ${name}`),
        site,
      },
    ];
    if (!/^\w+$/.test(name)) {
      return finding(`\`${name}\` is no name for a variable.`, "Use letters, digits and underscores.");
    }
    if (seen.has(name)) return finding(`The variable \`${name}\` is defined twice.`);
    seen.add(name);
    return [];
  });
}

function undefinedIn(
  view: DashboardView,
  known: ReadonlySet<string>,
  texts: readonly Interpolated[],
  severity: "error" | "warning",
): readonly Finding[] {
  const findings: Finding[] = [];
  for (const { text, part, site } of texts) {
    for (const { name, from, to } of usesOf(text)) {
      if (known.has(name)) continue;
      findings.push({
        rule: "undefined-variable",
        severity,
        ...wordsFor(name, known),
        part: partOf(dashboardName(view.document), ...part),
        span: { text, from, to },
        site,
      });
    }
  }
  return findings;
}

/** Names that start like Grafana's own cannot be meant for anything else. */
function wordsFor(name: string, known: ReadonlySet<string>): Pick<Finding, "message" | "hint"> {
  if (name.startsWith("__")) {
    return {
      message: `Grafana has no variable \`$${name}\`.`,
      hint: suggest(name, globalVariableNames) || "Names that start with `__` are Grafana's own.",
    };
  }
  return {
    message: `The variable \`$${name}\` is not defined in this dashboard.`,
    hint:
      suggest(name, [...known]) ||
      `Add it to \`variables\`, for example \`queryVariable({ name: "${name}", … })\`.`,
  };
}

/** Most texts use the commonest of Grafana's own variables only; the others are worth a closer look. */
const mayUseVariables = /\$(?!__(?:rate_interval|interval|range)\b)|\[\[/;

function usesOf(
  text: string,
): readonly { readonly name: string; readonly from: number; readonly to: number }[] {
  return variablesIn(text).filter(({ name }) => !isGlobalVariable(name) && !/^\d/.test(name));
}

/** What is sent to a data source or decides what is shown. */
function queryTexts(view: DashboardView): readonly Interpolated[] {
  const texts: Interpolated[] = [];
  const sources = new Set<string>();
  const add = (text: string | undefined, part: readonly string[], site: CallSite | undefined): void => {
    if (text !== undefined && mayUseVariables.test(text)) texts.push({ text, part, site });
  };
  for (const { document, queries, site } of view.panels) {
    for (const query of queries) {
      // Tested here too, so that the usual query, which uses none, costs no object.
      if (mayUseVariables.test(query.text)) add(query.text, [panelName(document), query.name], query.site);
    }
    const repeat = textOf(document["repeat"]);
    if (repeat !== undefined) add(`$${repeat}`, [panelName(document), "repeat"], site);
    const { datasource } = document as { readonly datasource?: unknown };
    const uid = isMembers(datasource) ? textOf(datasource["uid"]) : undefined;
    // All panels that state no data source have that of the dashboard: one finding is enough.
    if (uid === undefined || sources.has(uid)) continue;
    sources.add(uid);
    add(uid, [panelName(document), "data source"], site);
  }
  for (const { name, text, site } of view.annotations) add(text, [name], site);
  for (const { name, document, site } of view.variables) {
    const { query } = document;
    const text = textOf(query) ?? (isMembers(query) ? textOf(query["query"]) : undefined);
    // Other data sources have macros of their own, such as `$__timeGroup`.
    if (document["type"] === "query" && asksPrometheus(document)) add(text, [`variable ${name}`], site);
  }
  return texts;
}

/** What people read: a stray `$name` is a blemish there, and in a description it may be meant. */
function shownTexts(view: DashboardView): readonly Interpolated[] {
  const texts: Interpolated[] = [];
  for (const { document, site } of view.panels) {
    const { title = "", targets = [] } = document;
    if (mayUseVariables.test(title)) texts.push({ text: title, part: [panelName(document)], site });
    for (const target of targets) {
      const legend = textOf(target["legendFormat"]);
      if (legend === undefined || !mayUseVariables.test(legend)) continue;
      texts.push({ text: legend, part: [panelName(document)], site });
    }
  }
  return texts;
}
