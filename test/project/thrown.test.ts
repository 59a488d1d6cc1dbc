import { expect, test } from "vitest";
import { DashError } from "../../src/base/dash-error.ts";
import { describeThrown } from "../../src/project/thrown.ts";

const hostile = Object.defineProperty(new Error("hostile"), "stack", {
  get() {
    throw new Error("no stack for you");
  },
});

const cases: readonly { readonly name: string; readonly thrown: unknown; readonly expected: object }[] = [
  { name: "a text", thrown: "text", expected: { name: "", message: "'text'", stack: "" } },
  { name: "undefined", thrown: undefined, expected: { name: "", message: "undefined", stack: "" } },
  {
    name: "an object",
    thrown: { a: { b: { c: 1 } } },
    expected: { name: "", message: "{ a: { b: [Object] } }", stack: "" },
  },
  {
    name: "an error",
    thrown: new RangeError("far"),
    expected: { name: "RangeError", message: "far", causes: [] },
  },
  {
    name: "an error with a code",
    thrown: Object.assign(new Error("gone"), { code: "ENOENT" }),
    expected: { name: "Error", code: "ENOENT" },
  },
  {
    name: "an expected failure",
    thrown: new DashError("invalid-definition", { message: "No.", hint: "Yes.", at: { part: "overview" } }),
    expected: {
      name: "DashError",
      code: "invalid-definition",
      message: "No.",
      hint: "Yes.",
      at: { part: "overview" },
    },
  },
  {
    name: "an error with a cause that is no error",
    thrown: new Error("outer", { cause: 3 }),
    expected: { causes: [{ name: "", message: "3", stack: "", causes: [] }] },
  },
  { name: "an error whose getters throw", thrown: hostile, expected: { message: "hostile", stack: "" } },
  {
    name: "an object that cannot be shown",
    thrown: new Proxy(
      {},
      {
        get: () => {
          throw new Error("no");
        },
        ownKeys: () => {
          throw new Error("no");
        },
      },
    ),
    expected: { name: "", stack: "" },
  },
  {
    name: "a very long message",
    thrown: new Error("x".repeat(5000)),
    expected: { message: `${"x".repeat(2000)}…` },
  },
];

test.each(cases)("describes $name", ({ thrown, expected }) => {
  expect(describeThrown(thrown)).toMatchObject(expected);
});

test("ends with causes that lead in a circle", () => {
  const error = new Error("round");
  error.cause = error;
  expect(JSON.stringify(describeThrown(error)).match(/round/g)?.length).toBeGreaterThan(1);
});
