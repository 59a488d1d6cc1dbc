import { parser } from "@prometheus-io/lezer-promql";
import { expect, test } from "vitest";
import { aggregations, functions, victoriaMetricsFunctions } from "../../src/promql/functions.ts";

function hasError(text: string): boolean {
  let found = false;
  parser.parse(text).iterate({ enter: (node) => void (found ||= node.type.isError) });
  return found;
}

test("the grammar knows every function of the table but holt_winters, which the bridge carries over", () => {
  expect([...functions.keys()].filter((name) => hasError(`${name}()`))).toEqual(["holt_winters"]);
});

test("the grammar knows every aggregation of the table", () => {
  expect([...aggregations.keys()].filter((name) => hasError(`${name} by (a) (b)`))).toEqual([]);
});

test("no function of VictoriaMetrics is one of Prometheus", () => {
  const known = [...victoriaMetricsFunctions].filter((name) => functions.has(name) || aggregations.has(name));
  expect(known).toEqual([]);
});
