import { describe, expect, test } from "vitest";
import { factsOf } from "./mutations/facts.ts";
import { makeEdits, mutations, type Result, judge } from "./mutations/score.ts";
import { variants } from "./mutations/variants.ts";
import { realDashboards } from "./real-documents.ts";
import { richDashboard } from "./rich-dashboard.ts";
import { diffOf } from "./side-of.ts";
import { twinDashboard } from "./twin-dashboard.ts";

const documents = [...realDashboards(), richDashboard(), twinDashboard()];
const edits = makeEdits(documents, { count: 2 * mutations.length, seed: 20_261_122 });

describe.each(variants)("random edits of dashboards, the second side $name", ({ save }) => {
  const results = edits.map(save).map(judge);

  test("are told as what they are", () => {
    expect(results.filter(({ isHit }) => !isHit).map(lineOf)).toEqual([]);
  });

  test("are told as nothing else, except a few", () => {
    const others = results.filter(({ isExact }) => !isExact);
    expect(others.length > edits.length / 50 ? others.map(lineOf) : []).toEqual([]);
  });
});

test("each kind of edit can be made", () => {
  expect(new Set(edits.map(({ kind }) => kind)).size).toBe(mutations.length);
});

test.each(variants)("no edit is no fact, the second side $name", ({ save }) => {
  const facts = documents.flatMap((before) => {
    const { after } = save({ kind: "none", before, after: before, expected: { what: "" } });
    return factsOf(diffOf(before, after));
  });
  expect(facts).toEqual([]);
});

function lineOf({ kind, before, expected, facts }: Result): string {
  const found = facts.map(({ panel, what, text }) => `${panel ?? ""} ${what}: ${text}`.trim());
  return `${kind} in ${JSON.stringify(before["title"])}, ${expected.what} of ${expected.panels?.join() ?? "it"}: ${found.join(" | ")}`;
}
