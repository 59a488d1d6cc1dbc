import { expect, test } from "vitest";
import { diffAnnotations } from "../../../src/diff/entries/annotations.ts";
import type { JsonObject } from "../../../src/schema/json.ts";
import { linesOf, type ListCase } from "./entry-lines.ts";

const restarts: JsonObject = {
  name: "Restarts",
  datasource: { type: "prometheus", uid: "prom" },
  expr: "changes(process_start_time_seconds[1m]) > 0",
  enable: true,
  iconColor: "blue",
};
const deploys: JsonObject = { name: "Deploys", enable: true, target: { tags: ["deploy"], type: "tags" } };

const cases: readonly ListCase[] = [
  {
    name: "says what is asked and how it looks",
    before: [restarts, deploys],
    after: [
      {
        ...restarts,
        expr: "changes(process_start_time_seconds[5m]) > 0",
        iconColor: "red",
        tagKeys: "job,pod",
      },
      { ...deploys, target: { tags: ["deploy", "prod"], type: "tags", matchAny: true }, hide: true },
    ],
    lines: [
      "Restarts changed (data)",
      "  query: `changes(process_start_time_seconds[1m]) > 0` → `changes(process_start_time_seconds[5m]) > 0` (data)",
      "  tags: +job +pod (cosmetic)",
      "  color: blue → red (cosmetic)",
      "Deploys changed (data)",
      "  tags looked for: +prod (data)",
      "  match any tag: off → on (data)",
      "  switch: shown → hidden (presentation)",
    ],
  },
  {
    name: "says which panels show it",
    before: [restarts],
    after: [{ ...restarts, filter: { ids: [1, 2], exclude: true }, enable: false }],
    lines: [
      "Restarts changed (presentation)",
      "  shown at first: on → off (presentation)",
      "  panels: +1 +2 (presentation)",
      "  all panels except: off → on (presentation)",
    ],
  },
  {
    name: "finds a renamed annotation and one that came",
    before: [restarts],
    after: [deploys, { ...restarts, name: "Process restarts" }],
    lines: [
      "Deploys added (data)",
      "Process restarts renamed (data)",
      "  name: `Restarts` → `Process restarts` (cosmetic)",
    ],
  },
];

test.each(cases)("$name", (listCase) => {
  expect(linesOf(listCase, diffAnnotations(listCase.before, listCase.after))).toEqual(listCase.lines);
});
