import fc from "fast-check";
import { expect, test } from "vitest";
import { applyEntries } from "../../../src/diff/entries/apply-entries.ts";
import { diffList, type ListRules } from "../../../src/diff/entries/list-diff.ts";
import type { EntryDiff } from "../../../src/diff/model.ts";
import type { JsonObject } from "../../../src/schema/json.ts";

const members = ["name", "query", "label"];
const rules: ListRules = {
  keyOf: ({ name }) => JSON.stringify(name),
  nameOf: ({ name }) => `$${name as string}`,
  changesOf: (before, after) =>
    members
      .filter((member) => before[member] !== after[member])
      .map((member) => ({ path: [member], label: member, text: "changed", impact: "cosmetic" })),
  impact: "data",
  moveImpact: "presentation",
  rename: { identity: ["name"], evidence: ["query"] },
};

const element = (name: string, query = `q_${name}`, label = "L"): JsonObject => ({ name, query, label });
const list = (names: string): readonly JsonObject[] => names.split("").map((name) => element(name));
const lineOf = ({ name, kinds, impact }: EntryDiff): string => `${name} ${kinds.join("+")} (${impact})`;

test.each<{
  readonly name: string;
  readonly before: readonly JsonObject[];
  readonly after: readonly JsonObject[];
  readonly lines: readonly string[];
}>([
  { name: "says nothing of equal lists", before: list("abc"), after: list("abc"), lines: [] },
  {
    name: "finds what came and what went",
    before: list("abc"),
    after: list("acx"),
    lines: ["$b removed (data)", "$x added (data)"],
  },
  {
    name: "puts removed elements where they were",
    before: list("abcd"),
    after: [element("b", "x"), element("d", "x")],
    lines: ["$a removed (data)", "$b changed (cosmetic)", "$c removed (data)", "$d changed (cosmetic)"],
  },
  {
    name: "moves one element, not all those that it passed",
    before: list("abcd"),
    after: list("bcda"),
    lines: ["$a moved (presentation)"],
  },
  {
    name: "tells moving and changing of the same element",
    before: list("abc"),
    after: [element("c", "q_c", "Other"), element("a"), element("b")],
    lines: ["$c moved+changed (presentation)"],
  },
  {
    name: "takes an element with another key and the same content for the same one",
    before: list("abc"),
    after: [element("a"), element("x", "q_b"), element("c")],
    lines: ["$x renamed (data)"],
  },
  {
    name: "tells what else changed of a renamed element",
    before: list("a"),
    after: [element("x", "q_a", "Other")],
    lines: ["$x renamed+changed (data)"],
  },
  {
    name: "takes nothing for renamed without evidence",
    before: [{ name: "a", label: "L" }],
    after: [{ name: "b", label: "L" }],
    lines: ["$a removed (data)", "$b added (data)"],
  },
  {
    name: "keeps equal copies apart from the one that changed",
    before: [element("a", "1"), element("a", "2"), element("a", "3")],
    after: [element("a", "1"), element("a", "3")],
    lines: ["$a removed (data)"],
  },
])("$name", ({ before, after, lines }) => {
  const entries = diffList(before, after, rules);
  expect(entries.map(lineOf)).toEqual(lines);
  expect(applyEntries(before, entries)).toEqual(after);
});

test("makes the second list of the first one and the entries", () => {
  const letter = fc.constantFrom("a", "b", "c", "d", "e");
  const elements = fc.array(
    fc.record({ name: letter, query: letter, label: letter }, { requiredKeys: ["name"] }),
    { maxLength: 8 },
  );
  fc.assert(
    fc.property(elements, elements, (before, after) => {
      const entries = diffList(before, after, rules);
      expect(applyEntries(before, entries)).toEqual(after);
      expect(entries.every(({ kinds }) => kinds.length > 0)).toBe(true);
    }),
  );
});
