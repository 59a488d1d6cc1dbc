import { expect, test } from "vitest";
import { readExposition } from "../../src/metrics/exposition.ts";
import { mergeFamilies } from "../../src/metrics/merge-families.ts";

const before = readExposition(`# TYPE errors_total counter
errors_total{code="500"} 1
# TYPE lag_seconds histogram
lag_seconds_bucket{queue="a",le="1"} 1
# TYPE old gauge
old 1
`);
const after = readExposition(`# TYPE errors_total counter
# TYPE lag_seconds histogram
lag_seconds_bucket{topic="a",le="2"} 1
# TYPE fresh gauge
fresh 1
`);

test("keeps what an earlier scrape showed and this one does not show yet", () => {
  const merged = mergeFamilies(before, after, { prune: false });
  expect(merged).toMatchObject({ added: ["fresh"], gone: ["old"] });
  expect(new Map(merged.families.map((family) => [family.name, family.labels]))).toEqual(
    new Map([
      ["errors_total", ["code"]],
      ["fresh", []],
      ["lag_seconds", ["queue", "topic"]],
      ["old", []],
    ]),
  );
});

test("takes the present limits of a histogram", () => {
  const { families } = mergeFamilies(before, after, { prune: false });
  expect(families.find(({ name }) => name === "lag_seconds")?.buckets).toEqual([2]);
});

test("keeps the limits of a histogram that has no series now", () => {
  const idle = readExposition("# TYPE lag_seconds histogram\n");
  const { families } = mergeFamilies(before, idle, { prune: true });
  expect(families).toMatchObject([{ name: "lag_seconds", buckets: [1], labels: ["queue"] }]);
});

test("pruning drops metrics and labels that are gone, but not labels that are unknown for now", () => {
  const { families, gone } = mergeFamilies(before, after, { prune: true });
  expect(gone).toEqual(["old"]);
  expect(families.map(({ name, labels }) => [name, labels])).toEqual([
    ["errors_total", ["code"]],
    ["fresh", []],
    ["lag_seconds", ["topic"]],
  ]);
});
