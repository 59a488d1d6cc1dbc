import fc from "fast-check";
import type { JsonObject } from "../../../src/schema/json.ts";

/** The names that documents use, with some that nobody knows and one that is dangerous. */
const names = [
  ..."fieldConfig defaults custom options legend calcs thresholds steps mode mappings color unit value".split(
    " ",
  ),
  ..."reduceOptions stacking description datasource uid type time from to timepicker tags links title".split(
    " ",
  ),
  ..."id properties matcher renameByName name query definition foo __proto__ a.b".split(" "),
];

const { object } = fc.letrec<{ value: unknown; object: Readonly<Record<string, unknown>> }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.constantFrom<unknown>(null, true, false, 0, 1, "", "a", "value", "some words of a text", []),
    fc.string(),
    fc.array(tie("value"), { maxLength: 3 }),
    tie("object"),
    tie("object"),
  ),
  object: fc.dictionary(fc.constantFrom(...names), tie("value"), { maxKeys: 4 }),
}));

/** An object with the members of documents, as they should be or not at all. */
export const arbitraryDocument: fc.Arbitrary<JsonObject> = object.map(
  (value) => JSON.parse(JSON.stringify(value)) as JsonObject,
);
