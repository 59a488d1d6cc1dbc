import { describe, expect, test } from "vitest";
import { displayUnit, productUnit, quotientUnit, rateUnit, scaledUnit } from "../../src/queries/units.ts";
import {
  avg,
  avgOverTime,
  divide,
  multiply,
  rate,
  sum,
  sumOverTime,
  time,
} from "../../src/queries/queries.ts";
import { memory, requests, sent, up } from "./metrics.ts";

describe("the unit of a metric", () => {
  test.each([
    [undefined, "short"],
    ["requests", "short"],
    ["containers", "short"],
    ["bytes", "bytes"],
    ["dateTimeAsIso", "dateTimeAsIso"],
    ["suffix:req", "suffix:req"],
    ["timestamp", "s"],
    ["ratio", "percentunit"],
  ])("%s is shown as %s", (unit, expected) => {
    expect(displayUnit(unit)).toBe(expected);
  });
});

describe("the unit of a rate", () => {
  test.each([
    ["bytes", "Bps"],
    ["decbytes", "Bps"],
    ["bits", "bps"],
    ["s", "percentunit"],
    ["seconds", "percentunit"],
    ["ms", "ms"],
    ["ns", "ns"],
    ["requests", "reqps"],
    ["packets", "pps"],
    ["reads", "rps"],
    ["writes", "wps"],
    ["events", "ops"],
    ["errors", "ops"],
    ["short", "cps"],
    [undefined, "cps"],
    ["celsius", undefined],
  ])("of %s is %s", (unit, expected) => {
    expect(rateUnit(unit)).toBe(expected);
  });
});

describe("the unit of a quotient", () => {
  test.each([
    ["bytes", "bytes", "percentunit"],
    ["short", "short", "percentunit"],
    ["bytes", "short", "bytes"],
    ["bytes", "percentunit", "bytes"],
    ["reqps", "ops", "percentunit"],
    ["percentunit", "reqps", "s"],
    ["Bps", "reqps", "bytes"],
    ["bytes", "Bps", "s"],
    ["short", "reqps", "s"],
    ["bytes", "s", "Bps"],
    ["bytes", "bits", undefined],
    ["s", "bytes", undefined],
    [undefined, "bytes", undefined],
    ["bytes", undefined, undefined],
  ])("%s / %s is %s", (left, right, expected) => {
    expect(quotientUnit(left, right)).toBe(expected);
  });
});

describe("the unit of a product", () => {
  test.each([
    ["bytes", "short", "bytes"],
    ["short", "s", "s"],
    ["percentunit", "bytes", "bytes"],
    ["percentunit", "short", "short"],
    ["short", "short", "short"],
    ["percentunit", "percentunit", "percentunit"],
    ["Bps", "s", "bytes"],
    ["s", "reqps", "short"],
    ["bytes", "bytes", undefined],
    [undefined, "short", undefined],
  ])("%s * %s is %s", (left, right, expected) => {
    expect(productUnit(left, right)).toBe(expected);
  });
});

describe("a number", () => {
  test.each([
    ["ms", "/", "1000", "s"],
    ["µs", "/", "1e6", "s"],
    ["ns", "/", "1e9", "s"],
    ["percentunit", "*", "100", "percent"],
    ["bytes", "*", "8", "bits"],
    ["bytes", "/", "1000", "bytes"],
    [undefined, "*", "2", undefined],
  ] as const)("turns %s %s %s into %s", (unit, operator, factor, expected) => {
    expect(scaledUnit(unit, operator, factor)).toBe(expected);
  });
});

describe("the unit of an expression", () => {
  test.each([
    {
      name: "bytes for each request",
      expression: divide(sum(rate(sent)), sum(rate(requests))),
      unit: "bytes",
    },
    { name: "Mbit/s of bytes", expression: multiply(rate(sent), 8), unit: "bps" },
    { name: "a number of bytes", expression: multiply(2, memory), unit: "bytes" },
    { name: "a number divided by bytes", expression: divide(1, memory), unit: undefined },
    { name: "how many are up", expression: sum(up), unit: "short" },
    { name: "the share that is up", expression: avg(up), unit: "percentunit" },
    { name: "availability", expression: avgOverTime(up), unit: "percentunit" },
    { name: "successful scrapes", expression: sumOverTime(up), unit: "short" },
    { name: "bytes for each second since 1970", expression: divide(memory, time()), unit: "Bps" },
  ])("is that of $name", ({ expression, unit }) => {
    expect(expression.unit).toBe(unit);
  });
});
