import { describe, expect, test } from "vitest";
import type { ObjectOutcome, Outcome } from "../../src/push/outcome.ts";
import { formatOutcome } from "../../src/report/outcome-text.ts";
import { plainPalette } from "../../src/report/palette.ts";

function outcomeOf(objects: readonly ObjectOutcome[], more: Partial<Outcome> = {}): Outcome {
  return { push: "20261122T220311Z-4f2a", objects, health: {}, interrupted: false, ...more };
}

function object(
  state: ObjectOutcome["state"],
  kind: ObjectOutcome["kind"],
  uid: string,
  more: Partial<ObjectOutcome> = {},
): ObjectOutcome {
  return { object: "dashboard", uid, title: uid.toUpperCase(), kind, state, ...more };
}

const text = (outcome: Outcome): string => formatOutcome(outcome, plainPalette);

test("a push that did everything is one line", () => {
  const objects = [
    object("done", "create", "a", { object: "folder" }),
    object("done", "create", "b"),
    object("done", "update", "c"),
    object("done", "move", "d"),
    object("done", "adopt", "e"),
    object("left", "unchanged", "f"),
    object("done", "unchanged", "g"),
    object("done", "delete", "h"),
  ];
  expect(text(outcomeOf(objects))).toBe(
    "Push 20261122T220311Z-4f2a: 2 created, 1 updated, 1 moved, 1 adopted, 1 deleted, 2 unchanged.\n",
  );
});

test.each([
  {
    name: "all was there",
    objects: [object("left", "unchanged", "a")],
    expected: "Nothing was written: 1 unchanged.\n",
  },
  { name: "there is nothing", objects: [], expected: "Nothing was written: nothing to push.\n" },
])("a push that wrote nothing names no push: $name", ({ objects, expected }) => {
  expect(text(outcomeOf(objects))).toBe(expected);
});

test("what failed, was left or was not tried is told with its reason, and in which state Grafana is", () => {
  const objects = [
    object("failed", "create", "shop", {
      object: "folder",
      title: "Shop",
      message: "Grafana says no.",
      hint: "Ask an admin.",
    }),
    object("done", "update", "prometheus", { object: "data-source", title: "Prometheus" }),
    object("done", "create", "a"),
    object("untried", "create", "b", { message: "Its folder `Shop` is not there.", hint: "Mend it." }),
    object("untried", "update", "c", { message: "Its folder `Shop` is not there.", hint: "Mend it." }),
    object("left", "conflict", "d", { message: "It was edited.", hint: "Use `--force`." }),
    object("untried", "delete", "e", { message: "Ended." }),
  ];
  expect(text(outcomeOf(objects, { interrupted: true }))).toMatchInlineSnapshot(`
    "  ! failed     folder       Shop (shop)
          Grafana says no.
          hint: Ask an admin.
      ! conflict   dashboard    D (d)
          It was edited.
      . untried    dashboard    B (b)
      . untried    dashboard    C (c)
          Its folder \`Shop\` is not there.
          hint: Mend it.
      . untried    dashboard    E (e)
          Ended.

    0 of 1 folder, 1 of 1 data source, 1 of 3 dashboards pushed; nothing was deleted.
    Push 20261122T220311Z-4f2a: 1 created, 1 updated, 1 left in conflict, 1 failed, 3 untried; interrupted.
    "
  `);
});

describe("the state of Grafana after a part", () => {
  const failed = object("failed", "create", "x", { message: "No." });

  test.each([
    {
      name: "without deletions",
      objects: [failed, object("done", "update", "a")],
      expected: "1 of 2 dashboards pushed; nothing was deleted.",
    },
    {
      name: "with one deletion",
      objects: [failed, object("done", "delete", "a"), object("failed", "delete", "b")],
      expected: "0 of 1 dashboard pushed; 1 of 2 objects to delete is gone.",
    },
    {
      name: "with deletions only",
      objects: [
        object("done", "delete", "a"),
        object("done", "delete", "b"),
        object("failed", "delete", "c"),
      ],
      expected: "2 of 3 objects to delete are gone.",
    },
  ])("$name", ({ objects, expected }) => {
    expect(text(outcomeOf(objects)).split("\n")).toContain(expected);
  });
});

test("data sources say whether they work", () => {
  const prometheus = object("done", "create", "p", { object: "data-source", title: "Prometheus" });
  const health = {
    p: { status: "ok", message: "Successfully queried the Prometheus API." },
    q: { status: "failed", message: "connection refused" },
    r: { status: "unknown", message: "" },
  } as const;
  expect(text(outcomeOf([prometheus], { health }))).toMatchInlineSnapshot(`
    "  data source  Prometheus (p) works: Successfully queried the Prometheus API.
      data source  q (q) does not work: connection refused
      data source  r (r) was not asked

    Push 20261122T220311Z-4f2a: 1 created.
    "
  `);
});

test.each([
  { confirmed: true, expected: "Everything was read back and is as the code says.\n" },
  { confirmed: false, expected: "Read back, and not everything is as the code says.\n" },
])("reading back says $confirmed", ({ confirmed, expected }) => {
  expect(text(outcomeOf([object("done", "create", "a")], { confirmed }))).toContain(expected);
});

test("of many objects that were not tried the first ten are named", () => {
  const objects = Array.from({ length: 30 }, (_, index) => object("untried", "create", `u${index}`));
  expect(text(outcomeOf(objects))).toMatch(/u9\)\n {2}… and 20 more untried objects\n/);
});

test("texts of servers cannot steer the terminal", () => {
  const hostile = "\u001b[2J\nx";
  const objects = [
    object("failed", "create", "a", { title: hostile, message: hostile, hint: hostile }),
    object("untried", "create", "b", { message: hostile, hint: hostile }),
  ];
  const health = { a: { status: "failed", message: hostile } } as const;
  expect(text(outcomeOf(objects, { health }))).not.toMatch(/\p{Cc}(?<!\n)|^x/mu);
});
