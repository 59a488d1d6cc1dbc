import { expect, test } from "vitest";
import { choosePalette, plainPalette, terminalPalette } from "../../src/report/palette.ts";

test.each([
  { name: "a terminal", isTTY: true, env: {}, coloured: true },
  { name: "a pipe", isTTY: false, env: {}, coloured: false },
  { name: "a dumb terminal", isTTY: true, env: { TERM: "dumb" }, coloured: false },
  { name: "NO_COLOR on a terminal", isTTY: true, env: { NO_COLOR: "1" }, coloured: false },
  { name: "an empty NO_COLOR, which says nothing", isTTY: true, env: { NO_COLOR: "" }, coloured: true },
  { name: "FORCE_COLOR in a pipe", isTTY: false, env: { FORCE_COLOR: "1" }, coloured: true },
  { name: "FORCE_COLOR=0 in a pipe", isTTY: false, env: { FORCE_COLOR: "0" }, coloured: false },
  { name: "FORCE_COLOR=false in a pipe", isTTY: false, env: { FORCE_COLOR: "false" }, coloured: false },
  {
    name: "NO_COLOR and FORCE_COLOR together",
    isTTY: true,
    env: { NO_COLOR: "1", FORCE_COLOR: "1" },
    coloured: false,
  },
])("for $name colours are on: $coloured", ({ isTTY, env, coloured }) => {
  expect(choosePalette(isTTY, env)).toBe(coloured ? terminalPalette : plainPalette);
});

test("the plain palette changes nothing", () => {
  expect(Object.values(plainPalette).map((paint) => paint("x"))).toEqual(["x", "x", "x", "x", "x", "x"]);
});
