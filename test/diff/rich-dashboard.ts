/** A dashboard with everything that a dashboard may have. */
import { readdirSync, readFileSync } from "node:fs";
import { isObject, type Json, type JsonObject, memberOf } from "../../src/schema/json.ts";
import { row } from "./side-of.ts";

const source: JsonObject = { type: "prometheus", uid: "prometheus" };
const folder = "test/fixtures/panels";

/** Queries of real dashboards. */
const expressions: readonly string[] = (
  JSON.parse(readFileSync("test/fixtures/promql/queries.json", "utf8")) as readonly {
    readonly expr: string;
  }[]
).map(({ expr }) => expr);

/** A dashboard with all kinds of panels, variables, annotations and links, with open and closed rows. */
export function richDashboard(): JsonObject {
  const fixtures = readdirSync(folder).sort();
  const kinds = fixtures.map((file, index) => kindPanel(file, index));
  return {
    uid: "rich",
    title: "Everything",
    description: "All that a dashboard can hold.",
    tags: ["everything", "test"],
    schemaVersion: 42,
    refresh: "30s",
    time: { from: "now-1h", to: "now" },
    timezone: "browser",
    timepicker: { refresh_intervals: ["10s", "30s", "1m"] },
    graphTooltip: 1,
    annotations: { list: annotations },
    templating: { list: variables },
    links,
    panels: inRows(kinds),
  };
}

function kindPanel(file: string, index: number): JsonObject {
  const { type, title, fieldConfig, options, extra } = JSON.parse(
    readFileSync(`${folder}/${file}`, "utf8"),
  ) as JsonObject;
  const asks = !["text", "dashlist", "alertlist"].some((silent) => silent === type);
  return {
    ...(isObject(extra) ? extra : {}),
    id: 101 + index,
    title: `${typeof title === "string" ? title : ""} (${file.replace(".json", "")})`,
    type: type ?? "",
    fieldConfig: fieldConfig ?? {},
    options: options ?? {},
    ...(asks ? { datasource: source, targets: targetsFrom(index * 5, 1 + (index % 3)) } : {}),
  };
}

function targetsFrom(start: number, count: number): readonly Json[] {
  return Array.from({ length: count }, (_, index) => ({
    datasource: source,
    expr: expressions[(start + index) % expressions.length] ?? "up",
    refId: "ABC"[index] ?? "Z",
    ...(index === 1 ? { legendFormat: "{{instance}}", hide: true } : {}),
    ...(index === 2 ? { instant: true, format: "table" } : {}),
  }));
}

const others: readonly JsonObject[] = [
  {
    id: 201,
    title: "From several sources",
    type: "timeseries",
    datasource: { type: "datasource", uid: "-- Mixed --" },
    targets: [
      {
        refId: "A",
        datasource: { type: "loki", uid: "logs" },
        expr: 'sum(rate({app="shop"} |= "error" [5m]))',
      },
      {
        refId: "B",
        datasource: { type: "postgres", uid: "sql" },
        rawSql: "SELECT time, value FROM orders",
        format: "table",
      },
      { refId: "C", datasource: source, expr: "sum by (code) (rate(http_requests_total[5m]))" },
      { refId: "D", datasource: { type: "__expr__", uid: "__expr__" }, type: "math", expression: "$A / $C" },
    ],
  },
  {
    id: 202,
    title: "Of another panel",
    type: "table",
    datasource: { type: "datasource", uid: "-- Dashboard --" },
    targets: [{ refId: "A", panelId: 201, datasource: { type: "datasource", uid: "-- Dashboard --" } }],
    transformations: [
      { id: "merge", options: {} },
      { id: "organize", options: { excludeByName: { Time: true }, renameByName: { "Value #A": "Errors" } } },
      { id: "filterByValue", options: { match: "any", type: "include", filters: [] } },
    ],
  },
  {
    id: 203,
    title: "Shared",
    type: "library-panel-ref",
    libraryPanel: { uid: "shared-latency", name: "Latency" },
  },
  {
    id: 204,
    title: "Node $node",
    type: "timeseries",
    repeat: "node",
    repeatDirection: "h",
    maxPerRow: 3,
    datasource: { type: "prometheus", uid: "${source}" },
    targets: targetsFrom(40, 2),
    fieldConfig: {
      defaults: { unit: "percentunit", custom: { lineWidth: 2 } },
      overrides: [
        {
          matcher: { id: "byName", options: "p99" },
          properties: [{ id: "color", value: { mode: "fixed", fixedColor: "red" } }],
        },
        {
          matcher: { id: "byRegexp", options: "/^p.*/" },
          properties: [
            { id: "unit", value: "s" },
            { id: "custom.lineWidth", value: 3 },
          ],
        },
      ],
    },
  },
  {
    id: 205,
    title: "Node $node",
    type: "stat",
    datasource: source,
    targets: targetsFrom(42, 1),
    fieldConfig: {
      defaults: {
        mappings: [
          {
            type: "value",
            options: {
              "0": { text: "down", color: "red", index: 0 },
              "1": { text: "up", color: "green", index: 1 },
            },
          },
          { type: "range", options: { from: 2, to: 9, result: { text: "some", index: 2 } } },
          { type: "regex", options: { pattern: "^x", result: { text: "x", index: 3 } } },
          { type: "special", options: { match: "null", result: { text: "nothing", index: 4 } } },
        ],
        thresholds: {
          mode: "percentage",
          steps: [
            { color: "green", value: null },
            { color: "orange", value: 70 },
            { color: "red", value: 90 },
          ],
        },
      },
      overrides: [],
    },
  },
];

const variables: readonly Json[] = [
  { name: "source", type: "datasource", query: "prometheus", label: "Data source" },
  {
    name: "job",
    type: "query",
    datasource: source,
    query: { query: "label_values(up, job)", refId: "A" },
    refresh: 1,
    multi: true,
    includeAll: true,
  },
  {
    name: "node",
    type: "query",
    datasource: source,
    query: 'label_values(up{job=~"$job"}, instance)',
    refresh: 2,
    sort: 1,
    regex: "/(.*):.*/",
  },
  { name: "tier", type: "custom", query: "gold,silver,bronze", multi: true },
  { name: "step", type: "interval", query: "1m,5m,1h", auto: true, auto_min: "30s" },
  { name: "search", type: "textbox", query: "" },
  { name: "region", type: "constant", query: "eu-west-1", hide: 2 },
  {
    name: "filters",
    type: "adhoc",
    datasource: source,
    filters: [{ key: "env", operator: "=", value: "prod" }],
  },
  { name: "by", type: "groupby", datasource: source },
];

const annotations: readonly Json[] = [
  {
    builtIn: 1,
    datasource: { type: "grafana", uid: "-- Grafana --" },
    enable: true,
    hide: true,
    iconColor: "rgba(0, 211, 255, 1)",
    name: "Annotations & Alerts",
    type: "dashboard",
  },
  {
    name: "Deployments",
    datasource: source,
    enable: true,
    expr: "changes(build_info[5m]) > 0",
    titleFormat: "deployed",
    iconColor: "blue",
  },
  {
    name: "Incidents",
    datasource: { type: "grafana", uid: "-- Grafana --" },
    enable: false,
    iconColor: "red",
    target: { tags: ["incident"], type: "tags", limit: 50 },
    filter: { exclude: false, ids: [201, 204] },
  },
];

const links: readonly Json[] = [
  { title: "Code", type: "link", url: "https://example.com/code", targetBlank: true, icon: "external link" },
  {
    title: "Others",
    type: "dashboards",
    tags: ["test"],
    asDropdown: true,
    keepTime: true,
    includeVars: true,
  },
];

/** Above the first row, in two open rows and in a closed one. */
function inRows(kinds: readonly JsonObject[]): readonly Json[] {
  const top = placed(kinds.slice(0, 4), 0);
  const first = bottomOf(top);
  const open = placed(kinds.slice(4), first + 1);
  const second = bottomOf(open);
  const closed = placed(others.slice(0, 2), second + 1);
  const last = placed(others.slice(2), second + 2);
  return [
    ...top,
    row(1, "All kinds", first),
    ...open,
    row(2, "Closed", second, { collapsed: true, panels: closed }),
    row(3, "Others", second + 1, { repeat: "tier" }),
    ...last,
  ];
}

function placed(panels: readonly JsonObject[], y: number): readonly JsonObject[] {
  return panels.map((panel, index) => ({
    ...panel,
    gridPos: { x: (index % 3) * 8, y: y + Math.floor(index / 3) * 8, w: 8, h: 8 },
  }));
}

function bottomOf(panels: readonly JsonObject[]): number {
  return Math.max(
    ...panels.map(
      (panel) => Number(memberOf(panel["gridPos"], "y")) + Number(memberOf(panel["gridPos"], "h")),
    ),
  );
}
