import { expect, test } from "vitest";
import { refIdsOf } from "../../src/panels/ref-ids.ts";

test("queries get the letters A, B, C in their order", () => {
  expect(refIdsOf([{}, {}, {}])).toEqual(["A", "B", "C"]);
});

test("letters that the author gave are kept and not given again", () => {
  expect(refIdsOf([{}, { refId: "A" }, {}, { refId: "errors" }])).toEqual(["B", "A", "C", "errors"]);
});

test("after Z comes AA", () => {
  const refIds = refIdsOf(Array.from({ length: 54 }, () => ({})));
  expect([refIds[25], refIds[26], refIds[27], refIds[52], refIds[53]]).toEqual(["Z", "AA", "AB", "BA", "BB"]);
});
