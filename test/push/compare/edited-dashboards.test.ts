import { expect, test } from "vitest";
import { compareDocuments } from "../../../src/push/compare/compare.ts";
import { describeDocument, describeEdits } from "../../../src/push/compare/changes.ts";
import { spoil } from "../../diff/mutations/junk.ts";
import { createRandom } from "../../diff/mutations/random.ts";
import { makeEdits } from "../../diff/mutations/score.ts";
import { realDashboards } from "../../diff/real-documents.ts";
import { richDashboard } from "../../diff/rich-dashboard.ts";

const edits = makeEdits([...realDashboards(), richDashboard()], { count: 200, seed: 20_261_122 });
const told = edits.map(({ kind, before, after }) => {
  const isDifferent = compareDocuments(after, before) === "different";
  return { kind, isDifferent, lines: describeDocument(after, before) };
});

test("random edits of dashboards are told when a push takes them for a difference, and only then", () => {
  expect(told.filter(({ isDifferent, lines }) => isDifferent !== lines.length > 0)).toEqual([]);
});

test("random edits of dashboards are told in words, in lines that are not too long", () => {
  const lines = told.flatMap((edit) => edit.lines);
  expect(lines.length).toBeGreaterThan(100);
  // With room for how many facts a line leaves out.
  expect(lines.filter((line) => line.length > 115 || line.startsWith("details of"))).toEqual([]);
});

test("documents of any shape are told", () => {
  for (const [index, { before, after }] of edits.slice(0, 80).entries()) {
    const spoiled = spoil(after, createRandom(index), 3);
    const isDifferent = compareDocuments(before, spoiled) === "different";
    expect(describeEdits(spoiled, before).length > 0, JSON.stringify(spoiled)).toBe(isDifferent);
  }
});
