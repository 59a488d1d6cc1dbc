import { expect, test } from "vitest";
import { createPromqlChecker } from "../../src/promql/cache.ts";
import { checkPromql } from "../../src/promql/promql.ts";
import { shapeOf } from "../../src/promql/shape.ts";
import { mark } from "./mark.ts";

test.each([
  ["metric names", "sum(api_requests_total) / up", "sum(m) / m"],
  ["label values", 'up{job="api", env!="dev"}', 'm{job="s", env!="s"}'],
  ["regexes by what they do with the empty text", 'up{a=~"x.+", b!~".*"}', 'm{a=~"s", b!~""}'],
  ["values with variables", 'up{job=~"$job"}', 'm{job=~"s"}'],
  ["right escapes", 'up{a="\\n", b=~"\\\\d+"}', 'm{a="s", b=~"s"}'],
  ["string arguments", 'label_replace(up, "a", "$1", "b", "")', 'label_replace(m, "s", "s", "s", "")'],
  ["comments", 'up # the "target\n> 0', "m #\n> 0"],
])("drops %s", (_, text, shape) => {
  expect(shapeOf(text)).toBe(shape);
});

test.each([
  ["functions", "rate (up[5m])", "rate (m[5m])"],
  ["keywords", "SUM by (job) (a) offset 5m and on (job) b", "SUM by (job) (m) offset 5m and on (job) m"],
  ["labels", "a * on (x) group_left (y) b", "m * on (x) group_left (y) m"],
  ["numbers, durations and variables", "a[$__range:1m] @ 5 > 1e3", "m[$__range:1m] @ 5 > 1e3"],
  ["empty values", '{job=""}', '{job=""}'],
  ["wrong escapes", 'up{a="\\d"}', 'm{a="\\d"}'],
  ["wrong regexes", 'up{a=~"("}', 'm{a=~"("}'],
  ["quoted names", '{"my.metric", "a.b"="c"}', '{"my.metric", "a.b"="s"}'],
  ["units after a variable", "a[${x}h] offset ${y}m", "m[${x}h] offset ${y}m"],
])("keeps %s", (_, text, shape) => {
  expect(shapeOf(text)).toBe(shape);
});

test("the checker finds what checkPromql finds, at the offsets of each text", () => {
  const check = createPromqlChecker();
  for (const metric of ["up", "a_much_longer_name"]) {
    const text = `sum(rate(${metric}{job="${metric}"}))`;
    expect(check(text)).toEqual(checkPromql(text));
    expect(check(text).map((finding) => mark(text, finding))).toEqual([
      `sum(rate(⟦${metric}{job="${metric}"}⟧))`,
    ]);
  }
});

test("the checker still looks into strings of a shape that was right before", () => {
  const check = createPromqlChecker();
  expect(check('up{job=~"a|b"}')).toEqual([]);
  expect(check('up{job=~"c|d"}')).toEqual([]);
  expect(check('up{job=~"a|(b"}')).not.toEqual([]);
  expect(check('up{job=~"\\d"}')).not.toEqual([]);
  expect(check('{job=~"a|b"}')).toEqual([]);
  expect(check('{job=~"a|"}')).not.toEqual([]);
});

test("the checker forgets when it is full, and finds the same again", () => {
  const check = createPromqlChecker(2);
  for (const round of [1, 2]) {
    for (const text of ["up > 1", "up > 2", "up > 3", "1 > 2"]) {
      expect([round, check(text).length]).toEqual([round, text === "1 > 2" ? 1 : 0]);
    }
  }
});
