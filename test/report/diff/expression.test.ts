import { expect, test } from "vitest";
import type { TokenEdit } from "../../../src/diff/model.ts";
import { cutTokens, firstTokens, tokensLength } from "../../../src/report/diff/expression.ts";

const keep = (text: string): TokenEdit => ({ op: "=", text });
const add = (text: string): TokenEdit => ({ op: "+", text });
const drop = (text: string): TokenEdit => ({ op: "-", text });
const text = (tokens: readonly TokenEdit[]): string =>
  tokens.map((token) => (token.op === "=" ? token.text : `[${token.op}${token.text}${token.op}]`)).join("");

const long = 'histogram_quantile(0.99, sum by (le) (rate(http_request_duration_seconds_bucket{job="api"}';

test.each([
  {
    name: "as it is where it fits",
    tokens: [keep("rate(a["), drop("1m"), add("5m"), keep("])")],
    limit: 80,
    cut: "rate(a[[-1m-][+5m+]])",
  },
  {
    name: "with what went before what came",
    tokens: [add("5m"), drop("1m")],
    limit: 80,
    cut: "[-1m-][+5m+]",
  },
  {
    name: "with edits side by side as one",
    tokens: [add(","), add(" "), add("route"), keep(")"), keep(")")],
    limit: 80,
    cut: "[+, route+]))",
  },
  {
    name: "in one line",
    tokens: [keep("sum(\n  rate(a[5m])\n)\n  / b")],
    limit: 80,
    cut: "sum(rate(a[5m])) / b",
  },
  {
    name: "around its edits",
    tokens: [keep(`${long}[`), drop("1m"), add("5m"), keep("])))")],
    limit: 70,
    cut: 'histogram_quantile(0.99, …_seconds_bucket{job="api"}[[-1m-][+5m+]])))',
  },
  {
    name: "at its end where nothing was edited",
    tokens: [keep(long)],
    limit: 30,
    cut: "histogram_quantile(0.99, sum …",
  },
])("an expression is printed $name", ({ tokens, limit, cut }) => {
  expect(text(cutTokens(tokens, limit))).toBe(cut);
});

test("no emoji is torn", () => {
  for (let limit = 1; limit < 12; limit++) {
    expect(text(cutTokens([keep("🔥🔥🔥🔥🔥🔥")], limit))).not.toMatch(/\p{Surrogate}/u);
  }
});

test("only as many edits are shown as there is room for, but one", () => {
  const tokens = [keep("aaaa"), add("b"), keep("cccc"), add("d"), keep("eeee"), drop("f")];
  expect(firstTokens(tokens, 20)).toEqual({ shown: tokens.slice(0, 4), hidden: 1 });
  expect(firstTokens(tokens, 1)).toEqual({ shown: tokens.slice(0, 2), hidden: 2 });
  expect(firstTokens(tokens, tokensLength(tokens))).toEqual({ shown: tokens, hidden: 0 });
});
