import { describe, expect, test } from "vitest";
import { DashError } from "../../src/base/dash-error.ts";
import { rate, select, sum, variable } from "../../src/queries/queries.ts";
import { defineMetrics } from "../../src/metrics/define.ts";
import { matcherCases } from "./cases/matcher-cases.ts";
import { requests } from "./metrics.ts";

describe("a selector", () => {
  test.each(matcherCases)("writes its matchers: $name", ({ expression, text }) => {
    expect(expression.text).toBe(text);
  });

  test("leaves the selector unchanged that it adds to", () => {
    const first = select(requests, { job: "a" });
    select(first, { code: "500" });
    expect(first.text).toBe('http_requests_total{job="a"}');
  });

  test("quotes UTF-8 labels in a grouping", () => {
    const { hits } = defineMetrics({ hits: { name: "hits_total", kind: "counter", labels: ["http.route"] } });
    expect(sum(rate(hits), { by: ["http.route", "job"] }).text).toBe(
      'sum by ("http.route", job) (rate(hits_total[$__rate_interval]))',
    );
  });

  test("skips a matcher that is undefined", () => {
    const matchers = { job: undefined, code: "500" } as unknown as { readonly code: string };
    expect(select(requests, matchers).text).toBe('http_requests_total{code="500"}');
  });

  test("refuses a label that the metric lacks, also when nothing was compiled", () => {
    const untyped = select as (source: unknown, matchers: unknown) => unknown;
    expect(() => untyped(requests, { cod: "500" })).toThrow(
      "The metric `http_requests_total` has no label `cod`, so that the query would find nothing.",
    );
    expect(() => untyped(requests, { cod: "500" })).toThrow(
      expect.objectContaining({ code: "invalid-definition", hint: "Did you mean `code`?" }),
    );
  });

  test("refuses an empty list of values", () => {
    expect(() => select(requests, { code: [] })).toThrow(/A list of label values is empty/);
  });

  test.each(["$job", "${job}", "job name", ""])("refuses `%s` as the name of a variable", (name) => {
    expect(() => variable(name)).toThrow(DashError);
  });
});
