import { expect, test } from "vitest";
import { DashError } from "../../src/base/dash-error.ts";
import { formatBug, formatFailure } from "../../src/report/failure.ts";
import { plainPalette } from "../../src/report/palette.ts";
import { formatProblems } from "../../src/report/problems.ts";
import { toVisible, toVisibleCode, toVisibleLines } from "../../src/report/visible.ts";

test.each([
  { name: "an escape sequence", text: "\u001b[2J\u001b[31mred", visible: "\\u001b[2J\\u001b[31mred" },
  { name: "a title of the terminal's window", text: "\u001b]0;x\u0007", visible: "\\u001b]0;x\\u0007" },
  { name: "an 8-bit escape sequence", text: "\u009b2J", visible: "\\u009b2J" },
  { name: "line breaks", text: "a\nb\r\nc", visible: "a\\nb\\r\\nc" },
  { name: "Unicode's line breaks", text: "a\u2028b\u2029c\u0085d", visible: "a\\u2028b\\u2029c\\u0085d" },
  { name: "a tab", text: "a\tb", visible: "a\\tb" },
  {
    name: "backspaces",
    text: "safe\b\b\b\bevil\u007f",
    visible: "safe\\u0008\\u0008\\u0008\\u0008evil\\u007f",
  },
  {
    name: "direction overrides",
    text: "a\u202eb\u202c\u2066c\u2069",
    visible: "a\\u202eb\\u202c\\u2066c\\u2069",
  },
  { name: "direction marks", text: "\u200ea\u200fb\u061c", visible: "\\u200ea\\u200fb\\u061c" },
  { name: "half a character", text: "a\ud800b", visible: "a\\ud800b" },
])("shows $name as characters that do nothing", ({ text, visible }) => {
  expect(toVisible(text)).toBe(visible);
});

test.each(["Überblick – «naïve» 100 %", "概要", "👩‍🚀 🇩🇪 e\u0301", "`a` -> b", ""])(
  "leaves %j as it is",
  (text) => {
    expect(toVisible(text)).toBe(text);
  },
);

test("keeps the tabs of code and the lines of a stack", () => {
  expect(toVisibleCode("\tif\u001b {")).toBe("\tif\\u001b {");
  expect(toVisibleLines("Error\n  at x\u001b[A")).toBe("Error\n  at x\\u001b[A");
});

/** Everything that may stand in a report: nothing of it may reach the terminal. */
const hostile = "\u001b[2Kx\r\n0 errors\u202e\t\u0007";

test("nothing of a hostile title, path, hint or query reaches the terminal", () => {
  const at = { file: hostile, part: hostile };
  const problem = { rule: "r", severity: "error", message: hostile, hint: hostile, at } as const;
  const inQuery = { ...problem, at: { span: { text: `up${hostile}`, from: 0, to: 2 } } };
  const inSource = { ...problem, at: { file: "a.ts", line: 1, column: 1 } };
  const text = formatProblems([problem, inQuery, inSource], plainPalette, () => hostile.replace("\n", ""));
  expect(text).not.toMatch(/[^\P{Cc}\n\t]|\u202e/u);
  expect(text.match(/^0 errors/m)).toBeNull();
});

test("nothing of a hostile failure or bug reaches the terminal", () => {
  const failure = new DashError("usage", { message: hostile, hint: hostile, at: { file: hostile } });
  expect(formatFailure(failure, plainPalette)).not.toMatch(/[^\P{Cc}\n]|\u202e/u);
  const bug = Object.assign(new Error("x"), { stack: `Error: x\u001b[2K\n    at y` });
  expect(formatBug(bug, { dash: "1", node: "2" })).toMatch(/^Error: x\\u001b\[2K\n {4}at y\n\nThis is a bug/);
});
