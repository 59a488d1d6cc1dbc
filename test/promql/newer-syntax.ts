import type { PromqlNode, Span } from "../../src/promql/ast.ts";
import { parsePromql } from "../../src/promql/parse.ts";
import type { Token } from "../../src/promql/tokens.ts";

const functionFeature = "functions and aggregations since 2.43";
const numberFeature = "a duration where a number stands (3.0)";
const durationFeature = "numbers and arithmetic where a duration stands (3.0, 3.4)";
const smoothingFeature = "smoothed and anchored (3.7)";

/**
 * What servers newer than promtool 2.42 understand and the checker therefore accepts. The differential test
 * leaves out expressions that hold one of these, and nothing else.
 */
const features: Readonly<Record<string, (here: Here) => boolean>> = {
  [functionFeature]: ({ token, next, previous }) =>
    token.kind === "word" &&
    newerFunctions.has(token.text.toLowerCase()) &&
    /^(?:\(|by|without)$/i.test(next) &&
    previous !== "@",
  "underscores in numbers (3.0)": ({ token }) => token.kind === "number" && token.text.includes("_"),
  "quoted label and metric names (3.0)": ({ token, previous }) =>
    token.kind === "string" &&
    ((token.context === "braces" && (previous === "{" || previous === ",")) || token.context === "grouping"),
  "fill modifiers (3.10)": ({ token, next }) => /^fill(?:_left|_right)?$/i.test(token.text) && next === "(",
  "trimming operators (3.10)": ({ token, next }) => /^[<>]$/.test(token.text) && next === "/",
  "a comment directly after `[` (3.0)": ({ token, gap }) => token.text === "[" && gap.includes("#"),
  "groups named `(?<name>…)` in regexes (2.51)": ({ token }) =>
    token.kind === "string" && token.text.includes("(?<"),
};

const newerFunctions: ReadonlySet<string> = new Set(
  (
    "double_exponential_smoothing end first_over_time histogram_avg histogram_quantiles histogram_stddev " +
    "histogram_stdvar info limit_ratio limitk mad_over_time range sort_by_label sort_by_label_desc start " +
    "start_timestamp step ts_of_first_over_time ts_of_last_over_time ts_of_max_over_time ts_of_min_over_time"
  ).split(" "),
);

/** An example of each feature. */
export const newerSyntaxExamples: readonly { readonly feature: string; readonly text: string }[] = [
  { feature: functionFeature, text: "first_over_time(up[5m])" },
  { feature: functionFeature, text: "mad_over_time(up[5m])" },
  { feature: functionFeature, text: "double_exponential_smoothing(up[5m], 0.5, 0.5)" },
  { feature: functionFeature, text: 'info(up, {k8s_cluster=~".+"})' },
  { feature: functionFeature, text: 'sort_by_label(up, "job")' },
  { feature: functionFeature, text: "limitk by (job) (3, up)" },
  { feature: functionFeature, text: "limit_ratio(0.1, up)" },
  { feature: functionFeature, text: 'histogram_quantiles(up, "q", 0.5, 0.9)' },
  { feature: numberFeature, text: "up > 5m" },
  { feature: numberFeature, text: "up @ 5m" },
  { feature: durationFeature, text: "up[300]" },
  { feature: durationFeature, text: "up offset 300" },
  { feature: durationFeature, text: "up[5m + 1m]" },
  { feature: durationFeature, text: "up[max_of(step(), 1m)]" },
  { feature: durationFeature, text: "up offset (5m * 2)" },
  { feature: smoothingFeature, text: "rate(up[5m] smoothed)" },
  { feature: smoothingFeature, text: "up anchored" },
  { feature: "underscores in numbers (3.0)", text: "up > 1_000" },
  {
    feature: "quoted label and metric names (3.0)",
    text: 'sum by ("http.status") ({"my.metric", "http.method"="GET"})',
  },
  { feature: "fill modifiers (3.10)", text: "up + fill(0) up" },
  { feature: "trimming operators (3.10)", text: "up </ 5" },
  { feature: "a comment directly after `[` (3.0)", text: "up[# five minutes\n5m]" },
  { feature: "groups named `(?<name>…)` in regexes (2.51)", text: 'up{job=~"(?<name>a)"}' },
];

interface Here {
  readonly token: Token;
  readonly previous: string;
  readonly next: string;
  /** The blanks and comments after the token. */
  readonly gap: string;
}

/** The features of newer servers that a text uses. */
export function newerSyntaxIn(text: string): readonly string[] {
  const { source, root } = parsePromql(text);
  const { tokens } = source;
  const textAt = (index: number): string => tokens[index]?.text.toLowerCase() ?? "";
  const found = new Set<string>();
  for (const [index, token] of tokens.entries()) {
    const here: Here = {
      token,
      previous: textAt(index - 1),
      next: textAt(index + 1),
      gap: text.slice(token.to, tokens[index + 1]?.from),
    };
    for (const [name, uses] of Object.entries(features)) if (uses(here)) found.add(name);
  }
  for (const node of root === undefined ? [] : allNodes(root)) {
    const feature = nodeFeature(node, (span) => source.masked.slice(span.from, span.to));
    if (feature !== undefined) found.add(feature);
  }
  return [...found];
}

/** promtool 2.42 takes any word in brackets for the colon (`up[5m x]`); later versions do not, nor do we. */
export function usesWordAsColon(text: string): boolean {
  return /\[[^\]"]*[A-Za-z_]/.test(text.replaceAll(/\d+(?:ms|[smhdwy])/g, ""));
}

function nodeFeature(node: PromqlNode, read: (span: Span) => string): string | undefined {
  if (node.kind === "smoothed" || node.kind === "anchored") return smoothingFeature;
  if (node.kind === "number" && isDuration(read(node).replace(/^[-+]\s*/, ""))) return numberFeature;
  if (node.kind === "at" && isDuration(read(node.argument).trim())) return numberFeature;
  const durations = node.kind === "range" ? [node.duration] : node.kind === "subquery" ? node.durations : [];
  const offsets = node.kind === "offset" ? [read(node.argument).trim().replace(/^-\s*/, "")] : [];
  const odd = [...durations.map(read), ...offsets].some((text) => !isDuration(text.trim()));
  return odd ? durationFeature : undefined;
}

function isDuration(text: string): boolean {
  return /^(?:\d+(?:ms|[smhdwy]))+$/.test(text);
}

function allNodes(node: PromqlNode): readonly PromqlNode[] {
  if (node.kind === "binary") return [node, ...allNodes(node.left), ...allNodes(node.right)];
  if ("args" in node) return [node, ...node.args.flatMap(allNodes)];
  return "operand" in node ? [node, ...allNodes(node.operand)] : [node];
}
