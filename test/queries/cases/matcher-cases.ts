/** Selectors with the exact text of their matchers. */
import { defineMetrics } from "../../../src/metrics/define.ts";
import type { Expression } from "../../../src/queries/expression.ts";
import { matches, not, notMatches, select, value, variable } from "../../../src/queries/queries.ts";
import { requests } from "../metrics.ts";

export interface MatcherCase {
  readonly name: string;
  readonly expression: Expression;
  readonly text: string;
  /** Whether the text needs Prometheus 3. */
  readonly utf8?: boolean;
}

const { dotted, labelled } = defineMetrics({
  dotted: { name: "http.server.requests", kind: "gauge", labels: ["http.route"] },
  labelled: { name: "requests", kind: "gauge", labels: ["http.route", "code"] },
});

function code(matcher: Parameters<typeof not>[0]): Expression {
  return value(select(requests, { code: matcher }));
}

export const matcherCases: readonly MatcherCase[] = [
  { name: "text", expression: code("500"), text: 'http_requests_total{code="500"}' },
  { name: "empty text", expression: code(""), text: 'http_requests_total{code=""}' },
  {
    name: "list",
    expression: code(["200", "a.b", "(x)"]),
    text: 'http_requests_total{code=~"200|a\\\\.b|\\\\(x\\\\)"}',
  },
  {
    name: "list with a variable",
    expression: code(["${code}", "x$"]),
    text: 'http_requests_total{code=~"${code}|x\\\\$"}',
  },
  { name: "not a text", expression: code(not("GET")), text: 'http_requests_total{code!="GET"}' },
  { name: "not a list", expression: code(not(["a", "b"])), text: 'http_requests_total{code!~"a|b"}' },
  { name: "not a regex", expression: code(not(matches("5.."))), text: 'http_requests_total{code!~"5.."}' },
  { name: "not not", expression: code(not(not("a"))), text: 'http_requests_total{code="a"}' },
  { name: "regex", expression: code(matches("/api/.*")), text: 'http_requests_total{code=~"/api/.*"}' },
  {
    name: "regex with escapes",
    expression: code(matches("\\d+")),
    text: 'http_requests_total{code=~"\\\\d+"}',
  },
  { name: "negative regex", expression: code(notMatches("5..")), text: 'http_requests_total{code!~"5.."}' },
  { name: "variable", expression: code(variable("code")), text: 'http_requests_total{code=~"$code"}' },
  {
    name: "exact variable",
    expression: code(variable("code", { exact: true })),
    text: 'http_requests_total{code="$code"}',
  },
  {
    name: "not a variable",
    expression: code(not(variable("code"))),
    text: 'http_requests_total{code!~"$code"}',
  },
  {
    name: "quotes and backslashes",
    expression: code("a\"b\\c'd"),
    text: 'http_requests_total{code="a\\"b\\\\c\'d"}',
  },
  {
    name: "control characters",
    expression: code("a\nb\tc\rd\u0000e"),
    text: 'http_requests_total{code="a\\nb\\tc\\rd\\u0000e"}',
  },
  { name: "other scripts", expression: code("日本 ü 🦀"), text: 'http_requests_total{code="日本 ü 🦀"}' },
  {
    name: "order of the call",
    expression: value(select(requests, { method: "GET", job: "a", code: "200" })),
    text: 'http_requests_total{method="GET",job="a",code="200"}',
  },
  {
    name: "selecting again",
    expression: value(select(select(requests, { job: "a" }), { code: not("200") })),
    text: 'http_requests_total{job="a",code!="200"}',
  },
  { name: "no matchers", expression: value(select(requests, {})), text: "http_requests_total" },
  { name: "UTF-8 metric", expression: value(dotted), text: '{"http.server.requests"}', utf8: true },
  {
    name: "UTF-8 metric with matchers",
    expression: value(select(dotted, { "http.route": "/", job: "a" })),
    text: '{"http.server.requests","http.route"="/",job="a"}',
    utf8: true,
  },
  {
    name: "UTF-8 label",
    expression: value(select(labelled, { code: "1", "http.route": matches("/.*") })),
    text: 'requests{code="1","http.route"=~"/.*"}',
    utf8: true,
  },
];
