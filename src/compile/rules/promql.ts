import { createPromqlChecker, type PromqlChecker } from "../../promql/cache.ts";
import { checkVariableQuery } from "../../promql/promql.ts";
import type { PromqlFinding } from "../../promql/finding.ts";
import type { Finding } from "../finding.ts";
import { isMembers, textOf } from "../members.ts";
import { dashboardName, panelName, partOf, type QueryView } from "../view.ts";
import type { Rule } from "./rule.ts";

/**
 * Every query parses and type-checks as Prometheus does it. Built queries are right by construction; raw ones
 * are parsed once for each shape, whatever labels and names stand in them.
 */
export function createPromqlRule(): Rule {
  const check = createPromqlChecker();
  const goodShapes = new Set<string>();
  return (view) => {
    const dashboard = dashboardName(view.document);
    const findings: Finding[] = [];
    const report = (query: QueryView, part: string): void => {
      for (const found of checkQuery(query, check, goodShapes)) findings.push(toFinding(found, query, part));
    };
    for (const panel of view.panels) {
      for (const query of panel.queries) {
        if (query.origin !== "built") report(query, partOf(dashboard, panelName(panel.document), query.name));
      }
    }
    for (const query of view.annotations) {
      if (query.origin !== "built") report(query, partOf(dashboard, query.name));
    }
    for (const { name, document, site } of view.variables) {
      if (document["type"] !== "query" || !asksPrometheus(document)) continue;
      const text = variableQuery(document);
      const part = partOf(dashboard, `variable ${name}`);
      for (const found of checkVariableQuery(text)) findings.push(toFinding(found, { text, site }, part));
    }
    return findings;
  };
}

function checkQuery(
  query: QueryView,
  check: PromqlChecker,
  goodShapes: Set<string>,
): readonly PromqlFinding[] {
  if (query.shape !== undefined && goodShapes.has(query.shape)) return [];
  const findings = check(query.text);
  if (query.shape !== undefined && findings.length === 0) goodShapes.add(query.shape);
  return findings;
}

/** Whether the query of a variable goes to Prometheus. */
export function asksPrometheus(document: Readonly<Record<string, unknown>>): boolean {
  const { datasource } = document;
  const type = isMembers(datasource) ? datasource["type"] : undefined;
  return type === undefined || type === "prometheus";
}

function variableQuery({ query }: Readonly<Record<string, unknown>>): string {
  return textOf(query) ?? (isMembers(query) ? textOf(query["query"]) : undefined) ?? "";
}

function toFinding(found: PromqlFinding, query: Pick<QueryView, "text" | "site">, part: string): Finding {
  return {
    rule: "promql",
    severity: "error",
    message: found.message,
    hint: found.hint,
    part,
    span: { text: query.text, from: found.from, to: found.to },
    site: query.site,
  };
}
