import { describe, expect, test } from "vitest";
import { query, rate, time } from "../../src/queries/queries.ts";
import { memory, requests } from "./metrics.ts";

describe("a query", () => {
  test("holds just what it was told, in a fixed order", () => {
    const made = query(rate(requests), {
      refId: "Errors",
      legend: "{{job}}",
      instant: true,
      interval: "30s",
    });
    expect(JSON.stringify({ ...made, expression: made.expression.text })).toBe(
      '{"kind":"query","expression":"rate(http_requests_total[$__rate_interval])","legend":"{{job}}","instant":true,"refId":"Errors","interval":"30s"}',
    );
  });

  test("takes every option", () => {
    const options = {
      legend: "",
      instant: false,
      format: "table",
      refId: "A",
      interval: "$interval",
      exemplar: true,
      hidden: true,
      dataSource: "metrics",
    } as const;
    expect(query(memory, options)).toMatchObject(options);
  });

  test("takes gauges and scalars as they are", () => {
    expect(query(memory).expression).toMatchObject({ text: "memory_bytes", unit: "bytes" });
    expect(query(time()).expression).toMatchObject({ text: "time()", type: "scalar" });
  });

  test("refuses an interval that Grafana could not read", () => {
    expect(() => query(memory, { interval: "30 seconds" })).toThrow(/The interval `30 seconds`/);
  });
});
