import { finding, type PromqlFinding } from "./finding.ts";
import { holdsVariableText } from "./mask.ts";
import { parsePromql } from "./parse.ts";
import { readRegex } from "./regex.ts";
import { drawnFindings, typeFindings } from "./types.ts";
import { readVariableQuery } from "./variable-query.ts";

/**
 * The mistakes for which Prometheus would refuse a query: the verdict is that of `promtool check rules` (2.42),
 * except that syntax and functions of newer servers pass. Offsets are those of the given text, Grafana variables
 * included.
 */
export function checkPromql(text: string): readonly PromqlFinding[] {
  const { source, root, findings } = parsePromql(text);
  return root === undefined ? findings : [...findings, ...typeFindings(source, root)];
}

/** The mistakes for which Prometheus would refuse a query whose values are drawn, as panels and annotations do. */
export function checkDrawnPromql(text: string): readonly PromqlFinding[] {
  const { source, root, findings } = parsePromql(text);
  if (root === undefined) return findings;
  const wrong = [...findings, ...typeFindings(source, root)];
  return wrong.length > 0 ? wrong : drawnFindings(source, root);
}

/** The mistakes in the query of a Grafana variable: `label_values(up, job)`, `query_result(…)` or a selector. */
export function checkVariableQuery(text: string): readonly PromqlFinding[] {
  const query = readVariableQuery(text);
  switch (query.kind) {
    case "nothing":
      return [];
    case "mistake":
      return [query.finding];
    case "regex":
      return regexFindings(query.text, query.from);
    case "expression":
      return moved(checkPromql(query.text), query.from);
    case "selector":
      return moved(selectorOnly(query.text), query.from);
  }
}

function regexFindings(pattern: string, from: number): readonly PromqlFinding[] {
  if (holdsVariableText(pattern)) return [];
  const { mistake } = readRegex(pattern);
  if (mistake === undefined) return [];
  const message = `The regular expression \`${pattern}\` is invalid. ${mistake.message}.`;
  return [finding(message, { from: from + mistake.from, to: from + mistake.to })];
}

function selectorOnly(text: string): readonly PromqlFinding[] {
  const { source, root, findings } = parsePromql(text);
  if (root === undefined) return findings;
  if (root.kind === "selector") return [...findings, ...typeFindings(source, root)];
  return [
    finding(
      `\`${text.trim()}\` must be a selector: Grafana looks up series here, it computes nothing.`,
      root,
    ),
  ];
}

function moved(findings: readonly PromqlFinding[], by: number): readonly PromqlFinding[] {
  return findings.map((found) => ({ ...found, from: found.from + by, to: found.to + by }));
}
