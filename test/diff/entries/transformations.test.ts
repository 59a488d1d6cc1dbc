import { expect, test } from "vitest";
import { diffTransformations } from "../../../src/diff/entries/transformations.ts";
import type { JsonObject } from "../../../src/schema/json.ts";
import { realPanels } from "../real-documents.ts";
import { linesOf, type ListCase } from "./entry-lines.ts";

const merge: JsonObject = { id: "merge" };
const organize = (options: JsonObject): JsonObject => ({ id: "organize", options });
const calculate = (alias: string): JsonObject => ({
  id: "calculateField",
  options: { alias, mode: "binary" },
});

const cases: readonly ListCase[] = [
  {
    name: "calls transformations as Grafana does",
    before: [merge],
    after: [merge, organize({ excludeByName: { Time: true } }), { id: "unheard-of" }],
    lines: ["Organize fields by name added (data)", "unheard-of added (data)"],
  },
  {
    name: "says which fields are hidden, renamed and put in order",
    before: [organize({ excludeByName: { Time: true, job: true }, renameByName: { pod: "Pod" } })],
    after: [
      organize({
        excludeByName: { Time: true, instance: true },
        renameByName: { pod: "Container", node: "Node" },
        indexByName: { node: 1, pod: 0 },
      }),
    ],
    lines: [
      "Organize fields by name changed (data)",
      "  names: `pod` as Pod → Container · `node` as Node (data)",
      "  fields: `job` shown · `instance` hidden (data)",
      "  order: none → pod, node (data)",
    ],
  },
  {
    name: "says calculations by their headings",
    before: [
      { id: "reduce", options: { reducers: ["max"] } },
      { id: "groupBy", options: { fields: { a: { operation: "groupby" } } } },
    ],
    after: [
      { id: "reduce", options: { reducers: ["max", "mean"] }, disabled: true },
      {
        id: "groupBy",
        options: {
          fields: { a: { operation: "aggregate", aggregations: ["sum"] }, b: { operation: "groupby" } },
        },
      },
    ],
    lines: [
      "Reduce changed (data)",
      "  disabled: off → on (data)",
      "  calculations: Max → Max, Mean (data)",
      "Group by changed (data)",
      "  fields: `a` grouped by → Total · `b` grouped by (data)",
    ],
  },
  {
    name: "takes order for data, because each one works on what the one before it left",
    before: [merge, { id: "limit", options: { limitField: 5 } }],
    after: [{ id: "limit", options: { limitField: 10 } }, merge],
    lines: ["Limit moved, changed (data)", "  limit: 5 → 10 (data)"],
  },
  {
    name: "keeps several of the same kind apart",
    before: [calculate("a"), calculate("b"), calculate("c")],
    after: [calculate("a"), calculate("c")],
    lines: ["Add field from calculation removed (data)"],
  },
];

test.each(cases)("$name", (listCase) => {
  expect(linesOf(listCase, diffTransformations(listCase.before, listCase.after))).toEqual(listCase.lines);
});

test("makes the transformations of every real panel of those of every other one", () => {
  const lists = realPanels().map(({ transformations }) => transformations);
  for (const before of lists) {
    for (const after of lists.filter((list) => list.length > 0)) {
      const lines = linesOf({ name: "", before, after, lines: [] }, diffTransformations(before, after));
      expect(lines.join()).not.toMatch(/undefined|\[object/);
    }
  }
});
