import fc from "fast-check";
import { expect, test } from "vitest";
import { applyEntries } from "../../../src/diff/entries/apply-entries.ts";
import { applyChanges } from "../../../src/diff/fields/apply-changes.ts";
import type { QueryDiff } from "../../../src/diff/model.ts";
import { diffTargets } from "../../../src/diff/queries/target-diff.ts";
import type { JsonObject } from "../../../src/schema/json.ts";

const rate = "sum by (job) (rate(http_requests_total[5m]))";
const memory = "process_resident_memory_bytes / 1024";
const threads = 'go_threads{job="api"}';

function targets(expressions: Readonly<Record<string, string>>): readonly JsonObject[] {
  return Object.entries(expressions).map(([refId, expr]) => ({ refId, expr }));
}

/** The entries in short: `A → B renamed`. */
function told(diffs: readonly QueryDiff[]): readonly string[] {
  return diffs.map(({ refId, verdict, facts }) => {
    const ids = [...new Set([refId.before, refId.after])].filter((id) => id !== undefined);
    return [`${ids.join(" → ")} ${verdict}`, ...facts].join(" · ");
  });
}

test.each([
  ["nothing of equal lists", { A: rate, B: memory }, { A: rate, B: memory }, []],
  ["a query at the end", { A: rate }, { A: rate, B: memory }, ["B added"]],
  [
    "one inserted at the top as one added",
    { A: rate, B: memory },
    { A: threads, B: rate, C: memory },
    ["A added", "A → B renamed", "B → C renamed"],
  ],
  [
    "one removed at the top as one removed",
    { A: threads, B: rate },
    { A: rate },
    ["A removed", "B → A renamed"],
  ],
  [
    "a removed one where it was",
    { A: rate, B: threads, C: memory },
    { A: rate, C: memory.replace("1024", "2048") },
    ["B removed", "C changed · number 1024 → 2048"],
  ],
  ["swapped refIds", { A: rate, B: memory }, { A: memory, B: rate }, ["B → A renamed", "A → B renamed"]],
  [
    "an edit",
    { A: rate, B: memory },
    { A: rate.replace("5m", "1m"), B: memory },
    ["A changed · range 5m → 1m"],
  ],
  [
    "an edit below an inserted one",
    { A: rate, B: memory },
    { A: threads, B: rate.replace("5m", "1m"), C: memory },
    ["A added", "A → B changed · range 5m → 1m", "B → C renamed"],
  ],
  [
    "another spelling",
    { A: rate },
    { A: "sum(rate(http_requests_total[300s])) by (job)" },
    ["A reformatted"],
  ],
  [
    "another spelling with another refId",
    { A: rate },
    { B: "sum(rate(http_requests_total[300s])) by (job)" },
    ["A → B reformatted"],
  ],
  [
    "another question under the same refId",
    { A: rate, B: memory },
    { A: rate, B: threads },
    ["B changed · expression rewritten"],
  ],
  ["another question under another refId as two", { A: rate }, { B: threads }, ["A removed", "B added"]],
  ["a new refId", { A: rate }, { errors: rate }, ["A → errors renamed"]],
  ["equal queries by their refIds", { A: rate, B: rate }, { B: rate }, ["A removed"]],
])("tells %s", (_, before, after, expected) => {
  expect(told(diffTargets(targets(before), targets(after), {}))).toEqual(expected);
});

test("tells of a new order only what moved", () => {
  const [a, b, c] = targets({ A: rate, B: memory, C: threads }) as [JsonObject, JsonObject, JsonObject];
  const diffs = diffTargets([a, b, c], [b, c, a], {});
  expect(told(diffs)).toEqual(["A renamed"]);
  expect(diffs).toMatchObject([
    { before: { index: 0 }, after: { index: 2 }, impact: "cosmetic", tokens: [] },
  ]);
});

test.each([
  ["legend", { legendFormat: "{{a}}" }, { legendFormat: "{{b}}" }, "`{{a}}` → `{{b}}`", "presentation"],
  ["step", { interval: "1m" }, { interval: "5m" }, "1m → 5m", "data"],
  ["step", {}, { interval: "5m" }, "auto → 5m", "data"],
  ["type", {}, { instant: true }, "range → instant", "data"],
  ["type", { instant: true }, { instant: true, range: true }, "instant → both", "data"],
  ["format", {}, { format: "table" }, "time_series → table", "presentation"],
  ["hidden", {}, { hide: true }, "shown → hidden", "data"],
  ["hidden", { hide: true }, {}, "hidden → shown", "data"],
  [
    "data source",
    { datasource: { type: "prometheus", uid: "a" } },
    { datasource: { type: "prometheus", uid: "b" } },
    "a → b",
    "data",
  ],
  ["exemplars", {}, { exemplar: true }, "off → on", "presentation"],
  ["resolution", {}, { intervalFactor: 2 }, "1/1 → 1/2", "data"],
  ["foo.bar", { foo: { bar: 1, baz: 2 } }, { foo: { bar: 3, baz: 2 } }, "1 → 3", "data"],
])("tells a change of %s besides the expression", (label, before, after, ...[text, impact]) => {
  const [diff, ...more] = diffTargets(
    [{ refId: "A", expr: rate, ...before }],
    [{ refId: "A", expr: rate, ...after }],
    {},
  );
  expect(more).toEqual([]);
  expect(diff).toMatchObject({ verdict: "changed", facts: [], tokens: [], impact });
  expect(diff?.changes).toMatchObject([{ label, text, impact }]);
});

test("tells the type once when both of its members changed", () => {
  const [diff] = diffTargets([{ expr: rate, range: true }], [{ expr: rate, instant: true }], {});
  expect(diff?.changes).toEqual([
    { path: ["range"], label: "type", text: "range → instant", before: true, impact: "data" },
    { path: ["instant"], label: "instant", text: "default → on", after: true, impact: "none" },
  ]);
});

test("a target that is hidden under the same refId and spelled otherwise is changed, with what was changed only", () => {
  const [diff] = diffTargets([{ refId: "A", expr: "up" }], [{ refId: "A", expr: "up{}", hide: true }], {});
  expect(diff).toMatchObject({
    verdict: "changed",
    facts: [],
    changes: [{ label: "hidden" }],
    impact: "data",
  });
});

test.each<readonly [string, JsonObject, JsonObject, string | undefined, string]>([
  ["PromQL by the panel", { expr: "a  + b" }, { expr: "a+b" }, "prometheus", "reformatted"],
  [
    "PromQL by the target",
    { datasource: { type: "prometheus" }, expr: "(a)" },
    { datasource: { type: "prometheus" }, expr: "a" },
    "loki",
    "reformatted",
  ],
  ["PromQL where nothing is known", { expr: "(a)" }, { expr: "a" }, undefined, "reformatted"],
  ["LogQL", { expr: "(a)" }, { expr: "a" }, "loki", "changed"],
  ["SQL", { rawSql: "SELECT  1" }, { rawSql: "SELECT 1" }, "mysql", "reformatted"],
  ["math", { expression: "$A*2" }, { expression: "$A * 2" }, "__expr__", "reformatted"],
  ["Lucene", { query: "a -b" }, { query: "a - b" }, "elasticsearch", "changed"],
])("compares %s as such", (_, before, after, ...[type, verdict]) => {
  const types = type === undefined ? {} : { before: type, after: type };
  expect(diffTargets([before], [after], types)).toMatchObject([{ verdict }]);
});

test("tells another language of the same text by its members", () => {
  const [diff] = diffTargets([{ refId: "A", expr: "up" }], [{ refId: "A", query: "up" }], {});
  expect(diff?.changes.map(({ path }) => path)).toEqual([["expr"], ["query"]]);
});

test("matches targets without an expression by what they hold", () => {
  const before = [{ refId: "A", namespace: "AWS/EC2", metricName: "CPUUtilization" }];
  const after = [{ refId: "B", namespace: "AWS/EC2", metricName: "CPUUtilization", region: "eu" }];
  expect(told(diffTargets(before, after, {}))).toEqual(["A → B changed"]);
});

const target = fc.record(
  {
    refId: fc.constantFrom("A", "B", "C", "D"),
    expr: fc.constantFrom("up", "(up)", "rate(x[5m])", "rate(x[1m])", "sum(rate(x[5m]))", "", "("),
    rawSql: fc.constantFrom("SELECT 1", "up"),
    instant: fc.boolean(),
    range: fc.boolean(),
    legendFormat: fc.constantFrom("a", "b"),
    datasource: fc.constantFrom({ type: "loki", uid: "l" }, { type: "prometheus", uid: "p" }),
    more: fc.dictionary(fc.constantFrom("x", "y"), fc.jsonValue({ maxDepth: 1 }), { maxKeys: 2 }),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<JsonObject>;
const lists = fc.array(target, { maxLength: 5 });

test("the entries make the second list of the first one", () => {
  fc.assert(
    fc.property(lists, lists, (before, after) => {
      expect(applyEntries(before, diffTargets(before, after, {}))).toEqual(after);
    }),
    { numRuns: 500 },
  );
});

test("the changes of a target make everything but its expression and refId", () => {
  const rest = ({ refId: _id, expr: _expr, rawSql: _sql, ...others }: JsonObject): JsonObject => others;
  fc.assert(
    fc.property(target, target, (before, after) => {
      const [old, now] = [
        { ...before, refId: "A" },
        { ...after, refId: "A" },
      ];
      const [diff] = diffTargets([old], [now], {});
      expect(
        applyChanges(
          rest(old),
          (diff?.changes ?? []).filter(({ path }) => path[0] !== "expr" && path[0] !== "rawSql"),
        ),
      ).toEqual(rest(now));
    }),
    { numRuns: 500 },
  );
});

test("tells nothing of equal lists, and something of different ones", () => {
  fc.assert(
    fc.property(lists, lists, (before, after) => {
      expect(diffTargets(before, structuredClone(before), {})).toEqual([]);
      const isEqual = JSON.stringify(before) === JSON.stringify(after);
      fc.pre(!isEqual);
      for (const diff of diffTargets(before, after, {})) {
        if (diff.verdict === "changed") expect(diff.facts.length + diff.changes.length).toBeGreaterThan(0);
      }
    }),
  );
});

test("an added or removed query says its whole expression", () => {
  const [added] = diffTargets([], [{ refId: "A", expr: "up" }], {});
  expect(added).toMatchObject({ verdict: "added", tokens: [{ op: "+", text: "up" }] });
  const [removed] = diffTargets([{ refId: "A", rawSql: "SELECT 1" }], [], {});
  expect(removed).toMatchObject({ verdict: "removed", tokens: [{ op: "-", text: "SELECT 1" }] });
});
