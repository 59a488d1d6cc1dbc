import { expect, test } from "vitest";
import { DashError } from "../../src/base/dash-error.ts";
import { failureJson, formatBug, formatFailure } from "../../src/report/failure.ts";
import { plainPalette } from "../../src/report/palette.ts";

const failure = new DashError("unwritable-output", {
  message: "`a.ts` cannot be written.",
  hint: "Choose another file.",
  at: { file: "a.ts" },
});

test("tells an expected failure with its code, place and hint", () => {
  expect(formatFailure(failure, plainPalette)).toBe(
    "error: `a.ts` cannot be written. (unwritable-output)\n  a.ts\n  hint: Choose another file.\n",
  );
});

test("tells a failure without place and hint in one line", () => {
  const bare = new DashError("usage", { message: "No command was given." });
  expect(formatFailure(bare, plainPalette)).toBe("error: No command was given. (usage)\n");
  expect(failureJson(bare)).toEqual({
    formatVersion: 1,
    error: { code: "usage", message: "No command was given." },
  });
});

test("gives an expected failure as data, with its place", () => {
  expect(failureJson(failure)).toEqual({
    formatVersion: 1,
    error: {
      code: "unwritable-output",
      message: "`a.ts` cannot be written.",
      hint: "Choose another file.",
      at: { file: "a.ts" },
    },
  });
});

test.each([
  [new TypeError("x is undefined"), "TypeError: x is undefined"],
  ["a text", "a text"],
])("takes everything else for a bug", (thrown, message) => {
  expect(failureJson(thrown)).toEqual({ formatVersion: 1, error: { code: "bug", message } });
  expect(formatBug(thrown, { dash: "1.2.3", node: "v20.0.0" })).toContain(
    "This is a bug in dash; please report it with the lines above. dash 1.2.3, Node v20.0.0\n",
  );
});
