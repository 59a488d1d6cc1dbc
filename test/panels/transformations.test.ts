import { expect, test } from "vitest";
import { type Transformation, transformationDocuments } from "../../src/panels/transformations.ts";

const cases: readonly [string, Transformation, object][] = [
  [
    "columns are hidden, renamed and put in order",
    { organize: { hide: ["Time"], rename: { job: "Service" }, order: ["job", "Value"] } },
    {
      id: "organize",
      options: {
        excludeByName: { Time: true },
        indexByName: { job: 0, Value: 1 },
        renameByName: { job: "Service" },
      },
    },
  ],
  [
    "series become rows",
    { reduce: { calculations: ["mean", "max"] } },
    { id: "reduce", options: { mode: "seriesToRows", reducers: ["mean", "max"] } },
  ],
  [
    "fields become single values",
    { reduce: { calculations: ["last"], into: "fields", includeTime: true, labelsToFields: true } },
    {
      id: "reduce",
      options: { includeTimeField: true, labelsToFields: true, mode: "reduceFields", reducers: ["last"] },
    },
  ],
  ["answers become one table", { merge: true }, { id: "merge", options: {} }],
  [
    "fields are kept by name",
    { filterByName: { names: ["a"] } },
    { id: "filterFieldsByName", options: { include: { names: ["a"] } } },
  ],
  [
    "fields are left out by pattern",
    { filterByName: { pattern: "^a", exclude: true } },
    { id: "filterFieldsByName", options: { exclude: { pattern: "^a" } } },
  ],
  [
    "rows are sorted",
    { sortBy: { field: "Value", descending: true } },
    { id: "sortBy", options: { fields: {}, sort: [{ desc: true, field: "Value" }] } },
  ],
  [
    "answers are joined",
    { joinByField: { field: "job", mode: "inner" } },
    { id: "joinByField", options: { byField: "job", mode: "inner" } },
  ],
  [
    "labels become fields",
    { labelsToFields: { labels: ["job"], valueLabel: "code" } },
    { id: "labelsToFields", options: { keepLabels: ["job"], mode: "columns", valueLabel: "code" } },
  ],
  [
    "a field is calculated of two",
    { calculateField: { name: "Share", binary: { left: "used", operator: "/", right: 100 } } },
    {
      id: "calculateField",
      options: { alias: "Share", binary: { left: "used", operator: "/", right: "100" }, mode: "binary" },
    },
  ],
  [
    "a field is calculated of a row",
    { calculateField: { reduce: { calculation: "max", fields: ["a", "b"] }, replaceFields: true } },
    {
      id: "calculateField",
      options: { mode: "reduceRow", reduce: { include: ["a", "b"], reducer: "max" }, replaceFields: true },
    },
  ],
  [
    "rows are grouped",
    { groupBy: { by: ["job"], calculate: { Value: ["sum"] } } },
    {
      id: "groupBy",
      options: {
        fields: {
          job: { aggregations: [], operation: "groupby" },
          Value: { aggregations: ["sum"], operation: "aggregate" },
        },
      },
    },
  ],
  [
    "names are changed by a pattern",
    { renameByRegex: { pattern: "(.*):9090", replacement: "$1" } },
    { id: "renameByRegex", options: { regex: "(.*):9090", renamePattern: "$1" } },
  ],
  ["rows are limited", { limit: 10 }, { id: "limit", options: { limitField: 10 } }],
  ["any other goes through as it is", { id: "seriesToRows" }, { id: "seriesToRows", options: {} }],
  [
    "any other goes through with all its members",
    { id: "groupingToMatrix", options: { rowField: "job" }, disabled: true },
    { id: "groupingToMatrix", options: { rowField: "job" }, disabled: true },
  ],
];

test.each(cases)("%s", (_, transformation, document) => {
  expect(transformationDocuments([transformation])).toEqual([document]);
});
