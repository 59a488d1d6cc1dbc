import fc from "fast-check";
import { expect, test } from "vitest";
import { diffAnnotations } from "../../../src/diff/entries/annotations.ts";
import { applyEntries } from "../../../src/diff/entries/apply-entries.ts";
import { diffDashboardLinks } from "../../../src/diff/entries/dashboard-links.ts";
import { diffOverrides } from "../../../src/diff/entries/overrides.ts";
import { diffPanelLinks } from "../../../src/diff/entries/panel-links.ts";
import { diffTransformations } from "../../../src/diff/entries/transformations.ts";
import { diffVariables } from "../../../src/diff/entries/variables.ts";
import { isSame, type JsonObject } from "../../../src/schema/json.ts";
import { arbitraryDocument } from "../fields/arbitrary-document.ts";

const property = fc.record({
  id: fc.constantFrom("unit", "custom.hideFrom", "thresholds", "custom", "foo"),
  value: arbitraryDocument,
});
const element = fc
  .tuple(
    arbitraryDocument,
    fc.record(
      {
        name: fc.constantFrom("a", "b"),
        id: fc.constantFrom("merge", "organize", "unheard-of"),
        type: fc.constantFrom("query", "custom", "constant"),
        query: fc.constantFrom("up", "a,b"),
        properties: fc.array(property, { maxLength: 3 }),
        options: arbitraryDocument,
      },
      { requiredKeys: [] },
    ),
  )
  .map(([document, known]) => JSON.parse(JSON.stringify({ ...document, ...known })) as JsonObject);
const lists = fc.array(element, { maxLength: 4 });

test.each([
  { name: "variables", diff: diffVariables },
  { name: "annotations", diff: diffAnnotations },
  { name: "links of dashboards", diff: diffDashboardLinks },
  { name: "overrides", diff: diffOverrides },
  { name: "transformations", diff: diffTransformations },
  { name: "links of panels", diff: diffPanelLinks },
])("makes any $name of any other ones, and says every change", ({ diff }) => {
  fc.assert(
    fc.property(lists, lists, (before, after) => {
      const entries = diff(before, after);
      expect(isSame(applyEntries(before, entries), after)).toBe(true);
      expect(diff(after, after)).toEqual([]);
      for (const { name, kinds, changes } of entries) {
        expect(name).not.toBe("");
        expect(kinds.includes("changed") && changes.length === 0).toBe(false);
        expect(changes.filter(({ text }) => text === "" || /undefined|\[object/.test(text))).toEqual([]);
      }
    }),
  );
});
