import { describe, expect, test } from "vitest";
import { exitCodeOf } from "../../../src/cli/push/exit-code.ts";
import { createProgressBar } from "../../../src/cli/push/progress-bar.ts";
import { fileNameOf } from "../../../src/cli/pull/pulled-files.ts";
import type { ObjectOutcome } from "../../../src/push/outcome.ts";
import { createTestIo } from "../command-io.ts";

function object(state: ObjectOutcome["state"], kind: ObjectOutcome["kind"]): ObjectOutcome {
  return { object: "dashboard", uid: "a", title: "A", state, kind };
}

const created = object("done", "create");
const same = object("left", "unchanged");
const conflict = object("left", "conflict");

test.each([
  { name: "nothing at all", objects: [], expected: 0 },
  { name: "nothing to do", objects: [same], expected: 0 },
  { name: "all done", objects: [created, same, object("done", "unchanged")], expected: 0 },
  { name: "all done and confirmed", objects: [created], confirmed: true, expected: 0 },
  { name: "conflicts only", objects: [conflict, same], expected: 3 },
  { name: "failures only", objects: [object("failed", "update"), same], expected: 3 },
  { name: "nothing tried", objects: [object("untried", "update")], expected: 3 },
  {
    name: "a failure, and what was there already",
    objects: [object("failed", "update"), object("done", "unchanged")],
    expected: 3,
  },
  { name: "a conflict besides", objects: [created, conflict], expected: 4 },
  { name: "a failure besides", objects: [created, object("failed", "update")], expected: 4 },
  { name: "a deletion that was not tried", objects: [created, object("untried", "delete")], expected: 4 },
  { name: "doubt at the end", objects: [created], confirmed: false, expected: 4 },
  { name: "interruption", objects: [created], interrupted: true, expected: 130 },
])("a push ends with $expected after $name", ({ objects, confirmed, interrupted = false, expected }) => {
  const outcome = { push: "p", objects, health: {}, interrupted };
  expect(exitCodeOf(confirmed === undefined ? outcome : { ...outcome, confirmed })).toBe(expected);
});

describe("the bar", () => {
  const run = (total: number, steps: number, overrides: object = {}): string => {
    let time = 0;
    const { io, printed } = createTestIo({ isTTY: true, now: () => new Date(time), ...overrides });
    const bar = createProgressBar(total, io);
    for (let step = 0; step < steps; step++) {
      time += 150;
      bar.step();
    }
    bar.clear();
    return printed.stderr;
  };

  test("fills, ends full and is wiped away", () => {
    const text = run(4, 4);
    expect(text.split("\r").slice(1)).toEqual([
      `[${"=".repeat(20)}${" ".repeat(20)}] 2 of 4 objects`,
      `[${"=".repeat(30)}${" ".repeat(10)}] 3 of 4 objects`,
      `[${"=".repeat(40)}] 4 of 4 objects`,
      "\u001b[K",
    ]);
  });

  test("fits a narrow terminal", () => {
    const longest = Math.max(
      ...run(1000, 20, { columns: 40 })
        .split("\r")
        .map(({ length }) => length),
    );
    expect(longest).toBeLessThan(40);
  });

  test("does not count further than the end", () => {
    expect(run(2, 5)).not.toContain("3 of 2");
  });

  test.each([
    { name: "elsewhere", total: 4, overrides: { isTTY: false } },
    { name: "for nothing", total: 0, overrides: {} },
  ])("is not there $name", ({ total, overrides }) => {
    expect(run(total, 4, overrides)).toBe("");
  });

  test("is not there for what is quick", () => {
    expect(run(1, 1)).toBe("");
  });
});

test.each([
  { uid: "api-1_X", expected: "api-1_X" },
  { uid: "../../etc/passwd", expected: "%2e%2e%2f%2e%2e%2fetc%2fpasswd" },
  { uid: "C:\\x", expected: "C%3a%5cx" },
  { uid: "é", expected: "%c3%a9" },
  { uid: "x".repeat(1000), expected: "x".repeat(200) },
])("the uid $uid becomes a harmless file name", ({ uid, expected }) => {
  expect(fileNameOf(uid)).toBe(expected);
});
