import { expect, test } from "vitest";
import { limitLines } from "../../../src/push/compare/change-lines.ts";
import { describeDocument, describeEdits } from "../../../src/push/compare/changes.ts";
import { expandedHider } from "../../../src/push/desired/references.ts";
import type { Json, JsonObject } from "../../../src/schema/json.ts";

const panel = (id: number, title: string, more: JsonObject = {}): JsonObject => ({
  id,
  type: "timeseries",
  title,
  gridPos: { x: 0, y: id, w: 8, h: 8 },
  targets: [{ refId: "A", expr: "up" }],
  fieldConfig: { defaults: { unit: "short" }, overrides: [] },
  ...more,
});
const row = (y: number): readonly JsonObject[] =>
  ["CPU", "Memory", "Disk", "Network"].map((title, index) =>
    panel(index + 1, title, { gridPos: { x: 6 * index, y, w: 6, h: 8 } }),
  );
const panels = (...list: readonly Json[]): JsonObject => ({ panels: list });
const variables = (...list: readonly Json[]): JsonObject => ({ templating: { list } });
const annotations = (...list: readonly Json[]): JsonObject => ({ annotations: { list } });
const builtIn = { builtIn: 1, name: "Annotations & Alerts", enable: true };

interface Case {
  readonly name: string;
  readonly code: JsonObject;
  readonly server: JsonObject;
  readonly expected: readonly string[];
}

test.each<Case>([
  {
    name: "nothing",
    code: panels(panel(1, "CPU")),
    server: panels(panel(1, "CPU", { pluginVersion: "12" })),
    expected: [],
  },
  {
    name: "the options of a variable, which are another copy only",
    code: { templating: { list: [{ name: "job", type: "query", refresh: 1, multi: true, options: [] }] } },
    server: { templating: { list: [{ name: "job", type: "query", refresh: 1, options: ["a"] }] } },
    expected: ["variable `$job`: multi-value off → on"],
  },
  {
    name: "the values of a switch",
    code: { templating: { list: [{ name: "all", type: "switch", options: ["on"] }] } },
    server: { templating: { list: [{ name: "all", type: "switch", options: ["yes"] }] } },
    expected: ["variable `$all`: values +on -yes"],
  },
  { name: "the title", code: { title: "New" }, server: { title: "Old" }, expected: ["title `Old` → `New`"] },
  {
    name: "tags",
    code: { tags: ["a", "b"] },
    server: { tags: ["b", "c"] },
    expected: ["tags +a -c"],
  },
  {
    name: "what a review takes for the same, by the members that differ",
    code: { ...panels(panel(1, "CPU", { datasource: { type: "prometheus", uid: "p" } })), tags: ["a", "b"] },
    server: { ...panels(panel(1, "CPU", { datasource: { uid: "p" } })), tags: ["b", "a"] },
    expected: ["details of panels, tags"],
  },
  {
    name: "time, refresh and others",
    code: { time: { from: "now-1h", to: "now" }, refresh: "1m", graphTooltip: 1, weekStart: "monday" },
    server: { time: { from: "now-6h", to: "now" }, refresh: "", graphTooltip: 0 },
    expected: [
      "time range now-6h to now → now-1h to now",
      "refresh off → 1m",
      "first day of the week default → monday",
      "shared tooltip off → crosshair",
    ],
  },
  {
    name: "panels that come and go",
    code: panels(panel(1, "CPU"), panel(2, "Memory", { type: "stat", targets: [] })),
    server: panels(panel(1, "CPU"), panel(3, "Disk"), { id: 4, type: "row", title: "Old", panels: [] }),
    expected: ["panel `Memory` added", "row `Old` removed", "panel `Disk` removed"],
  },
  {
    name: "the parts of a panel",
    code: panels(
      panel(1, "CPU", {
        targets: [{ refId: "A", expr: "down" }],
        fieldConfig: {
          defaults: {
            unit: "bytes",
            thresholds: { mode: "absolute", steps: [{ color: "red", value: null }] },
          },
          overrides: [],
        },
        gridPos: { x: 8, y: 1, w: 8, h: 8 },
        description: "text",
      }),
    ),
    server: panels(panel(1, "CPU")),
    expected: [
      "panel `CPU`: moved · query A: metric `up` → `down` · description `text` added · unit short → bytes · and 1 more",
    ],
  },
  {
    name: "overrides and style",
    code: panels(
      panel(1, "CPU", {
        fieldConfig: {
          defaults: { unit: "short", custom: { lineWidth: 3 } },
          overrides: [{ matcher: { id: "byName" } }],
        },
      }),
    ),
    server: panels(
      panel(1, "CPU", {
        fieldConfig: { defaults: { unit: "short", custom: { fillOpacity: 0 } }, overrides: [] },
      }),
    ),
    expected: ["panel `CPU`: line width 1 → 3 · override fields matched by byName added"],
  },
  {
    name: "a panel of the same title with another id",
    code: panels(panel(1, "CPU")),
    server: panels(panel(7, "CPU", { gridPos: { x: 0, y: 1, w: 8, h: 8 } })),
    expected: ["panel id 7 → 1"],
  },
  {
    name: "a panel of the same id with another title and kind",
    code: panels(panel(1, "New", { type: "stat" })),
    server: panels(panel(1, "Old")),
    expected: ["panel `New`: title `Old` → `New` · kind `timeseries` → `stat`"],
  },
  {
    name: "a moved panel",
    code: panels(panel(1, "CPU"), panel(2, "Memory")),
    server: panels(panel(1, "CPU", { gridPos: { x: 1, y: 1, w: 8, h: 8 } }), panel(2, "Memory")),
    expected: ["panel `CPU`: moved"],
  },
  {
    name: "many shifted panels in one line",
    code: panels(panel(9, "New", { type: "text", gridPos: { x: 0, y: 0, w: 8, h: 8 } }), ...row(8)),
    server: panels(...row(0)),
    expected: ["panel `New` added", "4 panels shifted"],
  },
  {
    name: "many ids in one line",
    code: panels(...[1, 2, 3, 4].map((id) => panel(id, `P${id}`))),
    server: panels(...[1, 2, 3, 4].map((id) => ({ ...panel(id, `P${id}`), id: id + 10 }))),
    expected: ["ids of 4 panels"],
  },
  {
    name: "a panel in a closed row",
    code: panels({
      id: 9,
      type: "row",
      title: "R",
      collapsed: true,
      panels: [panel(1, "CPU", { title: "CPU" })],
    }),
    server: panels({
      id: 9,
      type: "row",
      title: "R",
      collapsed: true,
      panels: [panel(1, "CPU", { description: "old" })],
    }),
    expected: ["panel `CPU`: description `old` removed"],
  },
  {
    name: "variables",
    code: variables({ name: "job", query: "a" }, { name: "new" }),
    server: variables({ name: "job", query: "b", multi: true }, { name: "old" }),
    expected: [
      "variable `$job`: query `b` → `a`",
      "variable `$job`: multi-value on → off",
      "variable `$old` removed",
      "variable `$new` added",
    ],
  },
  {
    name: "the order of variables",
    code: variables({ name: "a" }, { name: "b" }),
    server: variables({ name: "b" }, { name: "a" }),
    expected: ["variable `$a` moved"],
  },
  {
    name: "annotations, but not Grafana's own",
    code: annotations({ name: "Deploys", expr: "x" }),
    server: annotations(builtIn, { name: "Deploys", expr: "y" }),
    expected: ["annotation `Deploys`: query `y` → `x`"],
  },
  {
    name: "no annotations in the code",
    code: {},
    server: annotations(builtIn, { name: "Old" }),
    expected: ["annotation `Old` removed"],
  },
  {
    name: "links",
    code: { links: [{ title: "Docs", url: "http://a" }] },
    server: { links: [{ title: "Docs", url: "http://b", icon: "external link" }] },
    expected: ["link `Docs`: address `http://b` → `http://a`"],
  },
  {
    name: "hostile texts",
    code: { title: `a\n${"b".repeat(1000)}` },
    server: { title: "x" },
    expected: [`title \`x\` → \`a ${"b".repeat(58)}…\``],
  },
  {
    name: "names that every object has",
    code: JSON.parse('{"__proto__": 1, "constructor": 2}') as JsonObject,
    server: {},
    expected: ["__proto__ default → 1", "constructor default → 2"],
  },
  {
    name: "lists that are missing in Grafana, which is no order",
    code: { templating: { list: [] }, links: [] },
    server: {},
    expected: ["details of links, templating"],
  },
  {
    name: "lists that are none",
    code: { panels: "x", templating: 1, annotations: { list: [1] } },
    server: { panels: {}, templating: null, annotations: [] },
    expected: ['annotations [] → {"list": [1]}', "panels {} → x", "templating default → 1"],
  },
])("tells changes of $name", ({ code, server, expected }) => {
  expect(describeDocument(code, server)).toEqual(expected);
});

test("tells edits from what was pushed to what Grafana has, without what Grafana adds", () => {
  const pushed: JsonObject = { title: "Shop", refresh: "1m" };
  const server: JsonObject = { title: "Store", refresh: "1m", schemaVersion: 42, weekStart: "" };
  expect(describeEdits(server, pushed)).toEqual(["title `Shop` → `Store`"]);
  expect(describeEdits({ ...server, title: "Shop" }, pushed)).toEqual([]);
});

test("a line is cut after a hundred characters, between whole characters", () => {
  const name = `${"b".repeat(88)}🙂🙂🙂`;
  expect(describeDocument(variables({ name }), variables())).toEqual([`variable \`$${"b".repeat(88)}…\``]);
});

const passwords = ["SeCrEt-one", "SeCrEt-two"];
const dashboardWith = (text: string): JsonObject => ({
  title: `Shop ${text}`,
  tags: [text],
  [text]: 1,
  description: `${"long text ".repeat(9)}${text}${" long text".repeat(9)}`,
  ...variables({ name: text, type: "textbox", query: text }, { name: "job", type: "custom", query: text }),
  ...annotations({ name: text, expr: `up{a="${text}"}` }),
  links: [{ title: text, url: `http://a/${text}` }],
  ...panels(panel(1, text, { targets: [{ refId: "A", expr: `up{token="${text}"}`, legendFormat: text }] })),
});
const shown = (code: string, server: string): string =>
  describeDocument(
    dashboardWith(code),
    dashboardWith(server),
    expandedHider(["${ONE} ${TWO}"], (name) => passwords[name === "ONE" ? 0 : 1]),
  ).join("\n");

test.each([
  ["added", "SeCrEt-one", "x"],
  ["removed", "x", "SeCrEt-one"],
  ["exchanged", "SeCrEt-one", "SeCrEt-two"],
])("values of variables are references where they are %s", (_, code, server) => {
  expect(shown(code, server)).toMatch(/\$\{ONE\}/);
  expect(shown(code, server)).not.toMatch(/SeCr|-one|-two/);
});

test("a value that stands where the code has its reference is a difference without words", () => {
  const [one = ""] = passwords;
  const hide = expandedHider(["${ONE}"], () => one);
  expect(describeDocument({ title: "${ONE}" }, { title: one }, hide)).toEqual(["details of title"]);
});

test("secrets are hidden by how they look, and by their names", () => {
  const secrets = (letter: string): JsonObject => ({
    description: `curl http://user:${letter.repeat(9)}@host`,
    links: [{ title: "Docs", url: `http://a?api_key=${letter.repeat(9)}` }],
    ...variables({ name: "password", type: "textbox", query: letter.repeat(9) }),
    ...panels(panel(1, "CPU", { targets: [{ refId: "A", headers: { authorization: letter.repeat(9) } }] })),
  });
  const lines = describeDocument(secrets("x"), secrets("y")).join("\n");
  expect(lines).toMatch(/secret/);
  expect(lines).not.toMatch(/xxx|yyy/);
});

test("tells twelve lines, and how many more there are", () => {
  const lines = Array.from({ length: 14 }, (_, index) => `line ${index + 1}`);
  expect(limitLines(lines.slice(0, 12))).toHaveLength(12);
  expect(limitLines(lines).slice(10)).toEqual(["line 11", "… and 3 more"]);
});
