/** Reports of every shape that the model allows, with texts that try to be more than text. */
import fc from "fast-check";
import type {
  Break,
  Change,
  DashboardDiff,
  DiffReport,
  EntryDiff,
  LayoutBox,
  ObjectDiff,
  PanelDiff,
  PanelRef,
  QueryDiff,
} from "../../../src/diff/model.ts";

const hostile = [
  "</details>",
  "<script>alert(1)</script>",
  "@everyone",
  "#123",
  "```",
  "``",
  "`",
  "~~~",
  "a|b",
  "\n\n# x",
  "\r\n- x",
  "https://evil.example.com",
  "[x](javascript:alert(1))",
  "![x](//evil.example.com/x.png)",
  "<!--",
  "-->",
  "\u202e",
  "\u001b[2J",
  ":tada:",
  "$x$",
  "&lt;",
  "1. ",
  "    ",
  "/close",
  "\ud800",
  "概要 🔥",
  "**",
  "_",
  "\\",
];

/** A text of other people. */
export const foreignText: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom("Latency p99", "unit", "ms → s", "`a` → `b`", "") },
  {
    weight: 3,
    arbitrary: fc.array(fc.constantFrom(...hostile), { maxLength: 4 }).map((words) => words.join("")),
  },
  { weight: 2, arbitrary: fc.string({ unit: "binary", maxLength: 20 }) },
  { weight: 1, arbitrary: fc.constantFrom(...hostile).map((word) => word.repeat(300)) },
);

const impact = fc.constantFrom("none", "cosmetic", "presentation", "data", "breaks-links", "destroys");
const optionalText = fc.option(foreignText, { nil: undefined });
const few = <Value>(of: fc.Arbitrary<Value>): fc.Arbitrary<Value[]> => fc.array(of, { maxLength: 3 });
const some = <Value extends string>(...values: Value[]): fc.Arbitrary<Value[]> =>
  fc.uniqueArray(fc.constantFrom(...values), { maxLength: 3 });

/** Without the members that are not there. */
function present<Value extends object>(
  value: Value,
): { [Key in keyof Value]: Exclude<Value[Key], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as never;
}

const change: fc.Arbitrary<Change> = fc.record({
  path: few(foreignText),
  label: foreignText,
  text: foreignText,
  impact,
}) as fc.Arbitrary<Change>;

const entry: fc.Arbitrary<EntryDiff> = fc.record({
  name: foreignText,
  kinds: some("added", "removed", "renamed", "moved", "changed"),
  changes: few(change),
  impact,
}) as fc.Arbitrary<EntryDiff>;

const query: fc.Arbitrary<QueryDiff> = fc.record({
  refId: fc.record({ before: optionalText, after: optionalText }).map(present),
  verdict: fc.constantFrom("added", "removed", "changed", "reformatted", "renamed"),
  facts: few(foreignText),
  tokens: fc.array(fc.record({ op: fc.constantFrom("=", "+", "-"), text: foreignText }), { maxLength: 8 }),
  changes: few(change),
  impact,
}) as fc.Arbitrary<QueryDiff>;

const position = fc.record({
  x: fc.integer({ min: -2, max: 30 }),
  y: fc.nat(60),
  w: fc.nat(26),
  h: fc.nat(12),
});

const panelRef: fc.Arbitrary<PanelRef> = fc
  .record({
    index: fc.nat(50),
    title: foreignText,
    type: fc.oneof(fc.constantFrom("timeseries", "row"), foreignText),
    row: optionalText,
    position,
  })
  .map(present) as fc.Arbitrary<PanelRef>;

const panel: fc.Arbitrary<PanelDiff> = fc
  .record({
    before: fc.option(panelRef, { nil: undefined }),
    after: fc.option(panelRef, { nil: undefined }),
    match: fc.record({ by: fc.constant("none"), ambiguous: few(panelRef) }),
    kinds: some(
      "added",
      "removed",
      "retitled",
      "retyped",
      "reparented",
      "moved",
      "resized",
      "shifted",
      "edited",
    ),
    queries: few(query),
    fields: few(change),
    overrides: few(entry),
    transformations: few(entry),
    links: few(entry),
    unknown: few(change),
    impact,
  })
  .map(present) as fc.Arbitrary<PanelDiff>;

const box: fc.Arbitrary<LayoutBox> = fc
  .record({
    position,
    title: foreignText,
    type: fc.constantFrom("timeseries", "row"),
    state: fc.constantFrom("unchanged", "edited", "added", "removed", "moved", "resized", "shifted"),
  })
  .map(({ position: at, ...rest }) => ({ ...at, ...rest })) as fc.Arbitrary<LayoutBox>;

const boxes = fc.array(box, { maxLength: 12 });
const place = fc.option(fc.record({ file: foreignText, line: fc.nat(99) }), { nil: undefined });
const dashboardRef = fc
  .record({ uid: foreignText, title: foreignText, folder: few(foreignText), file: optionalText })
  .map(present);
const object = fc.record({
  kind: fc.constantFrom("dashboard", "folder", "data-source", "alert-rule"),
  uid: foreignText,
  title: foreignText,
});

const dashboard: fc.Arbitrary<DashboardDiff> = fc
  .record({
    before: fc.option(dashboardRef, { nil: undefined }),
    after: fc.option(dashboardRef, { nil: undefined }),
    action: fc.constantFrom("added", "removed", "changed", "relocated", "re-identified", "none"),
    impact,
    breaks: fc.constant([]),
    settings: few(change),
    variables: few(entry),
    annotations: few(entry),
    links: few(entry),
    panels: few(panel),
    unknown: few(change),
    unchangedPanels: fc.nat(9),
    noise: fc.record({
      schemaVersion: fc.record({ before: foreignText, after: foreignText }),
      pluginVersions: fc.nat(2),
      renumbered: fc.constant([]),
      relaxed: fc.constant([]),
    }),
    layout: fc.record({ before: boxes, after: boxes }),
    at: place,
  })
  .map(present) as fc.Arbitrary<DashboardDiff>;

const diffBreak: fc.Arbitrary<Break> = fc
  .record({
    impact: fc.constantFrom("breaks-links", "destroys"),
    kind: fc.constant("panel-removed"),
    object,
    message: foreignText,
    at: place,
  })
  .map(present) as fc.Arbitrary<Break>;

const objectDiff: fc.Arbitrary<ObjectDiff> = fc.record({
  object,
  action: fc.constantFrom("added", "removed", "changed"),
  impact,
  changes: few(change),
}) as fc.Arbitrary<ObjectDiff>;

const summary = fc.record({
  added: fc.nat(3),
  removed: fc.nat(3),
  changed: fc.nat(3),
  unchanged: fc.nat(3),
  worst: impact,
});

const side = fc
  .record({ label: foreignText, commit: optionalText, from: fc.constant("definitions") })
  .map(present);

const drift = fc.record({
  live: side,
  dashboards: few(dashboard),
  objects: few(objectDiff),
  summary,
  conflicts: few(
    fc.record({
      dashboard: object,
      part: foreignText,
      code: few(foreignText),
      live: few(foreignText),
      same: fc.boolean(),
    }),
  ),
});

/** Any report. */
export const anyReport: fc.Arbitrary<DiffReport> = fc
  .record({
    formatVersion: fc.constant("1.0"),
    base: side,
    head: side,
    breaks: fc.array(diffBreak, { maxLength: 8 }),
    dashboards: fc.array(dashboard, { maxLength: 6 }),
    objects: few(objectDiff),
    summary,
    drift: fc.option(drift, { nil: undefined }),
    notes: few(foreignText),
  })
  .map(present) as fc.Arbitrary<DiffReport>;
