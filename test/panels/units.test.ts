import { expect, test } from "vitest";
import { isKnownUnit, unitIds } from "../../src/schema/units.ts";

test.each([
  "bytes",
  "s",
  "µs",
  "percentunit",
  "lengthcm",
  "suffix:req",
  "time:YYYY-MM-DD",
  "bool:Up/Down",
  "currency:financial:€",
])("`%s` is a unit", (id) => {
  expect(isKnownUnit(id)).toBe(true);
});

test.each(["req/s", "Bytes", "", "suffix:", "suffix", "unit:x", "seconds"])("`%s` is no unit", (id) => {
  expect(isKnownUnit(id)).toBe(false);
});

test("no unit is listed twice", () => {
  expect(new Set(unitIds).size).toBe(unitIds.length);
});
