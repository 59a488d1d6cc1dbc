/** Settings of panels. */
import {
  type Draft,
  type DraftValue,
  listAt,
  objectAt,
  openList,
  setAt,
  takeOut,
  textAt,
  valueAt,
} from "./draft.ts";
import type { Expectation, Mutation } from "./mutation.ts";
import type { Random } from "./random.ts";
import { onPanel, type PanelEdit } from "./some-panel.ts";

type Said = Omit<Expectation, "panels">;

/** Values for a setting, none of which is Grafana's own. */
interface Setting {
  readonly path: string;
  readonly values: readonly DraftValue[];
  readonly label: string;
}

/** Sets one of some settings to something else. */
function setting(kind: string, choices: readonly Setting[], types: readonly string[] = []): Mutation {
  return onPanel(kind, (panel, random) => {
    if (types.length > 0 && !types.includes(textAt(panel, "type"))) return undefined;
    const choice = random.pick(choices);
    if (choice === undefined) return undefined;
    const now = JSON.stringify(valueAt(panel, choice.path.split(".")));
    const value = random.pick(choice.values.filter((each) => JSON.stringify(each) !== now));
    if (value === undefined) return undefined;
    setAt(panel, choice.path, structuredClone(value));
    return { what: `field ${choice.label}` };
  });
}

const defaults = (name: string): string => `fieldConfig.defaults.${name}`;
const custom = (name: string): string => defaults(`custom.${name}`);

const timeseries: readonly Setting[] = [
  { path: custom("lineWidth"), values: [2, 3, 5], label: "line width" },
  { path: custom("fillOpacity"), values: [15, 35, 55], label: "fill" },
  { path: custom("drawStyle"), values: ["bars", "points"], label: "draw style" },
  { path: custom("lineInterpolation"), values: ["smooth", "stepAfter"], label: "line interpolation" },
  { path: custom("showPoints"), values: ["never", "always"], label: "points" },
  { path: custom("axisLabel"), values: ["requests", "Seconds of CPU"], label: "axis label" },
  { path: custom("axisPlacement"), values: ["right", "hidden"], label: "axis placement" },
  { path: custom("spanNulls"), values: [true, 60_000], label: "connect null values" },
  {
    path: custom("stacking"),
    values: [
      { mode: "normal", group: "A" },
      { mode: "percent", group: "A" },
    ],
    label: "stacking",
  },
  { path: custom("scaleDistribution"), values: [{ type: "log", log: 2 }], label: "axis scale" },
];

const graphOptions: readonly Setting[] = [
  { path: "options.legend.displayMode", values: ["table"], label: "legend mode" },
  { path: "options.legend.placement", values: ["right"], label: "legend placement" },
  { path: "options.legend.calcs", values: [["max"], ["mean", "last"]], label: "legend values" },
  { path: "options.tooltip.mode", values: ["multi", "none"], label: "tooltip" },
  { path: "options.tooltip.sort", values: ["asc", "desc"], label: "tooltip order" },
];

const statOptions: readonly Setting[] = [
  { path: "options.colorMode", values: ["background", "none"], label: "color mode" },
  { path: "options.graphMode", values: ["none"], label: "graph mode" },
  { path: "options.reduceOptions.calcs", values: [["max"], ["mean"], ["sum"]], label: "calculation" },
  { path: "options.orientation", values: ["horizontal", "vertical"], label: "orientation" },
  { path: "options.textMode", values: ["value", "value_and_name"], label: "text mode" },
];

/** The steps that a panel says itself. */
function stepsOf(panel: Draft): readonly Draft[] {
  return listAt(panel, "fieldConfig", "defaults", "thresholds", "steps");
}

const thresholdValue: PanelEdit = (panel, random) => {
  const step = random.pick(stepsOf(panel).slice(1));
  if (step === undefined || typeof step["value"] !== "number") return undefined;
  step["value"] += 0.5;
  return { what: "field thresholds", text: / → / };
};

const thresholdColor: PanelEdit = (panel, random) => {
  const step = random.pick(stepsOf(panel));
  if (step === undefined) return undefined;
  step["color"] = step["color"] === "purple" ? "blue" : "purple";
  return { what: "field thresholds", text: /purple|blue/ };
};

const thresholdStep: PanelEdit = (panel) => {
  const steps = stepsOf(panel);
  if (steps.length === 0) return undefined;
  const last = steps.at(-1)?.["value"];
  openList(panel, "fieldConfig", "defaults", "thresholds", "steps").push({
    color: "dark-red",
    value: typeof last === "number" ? last * 2 + 1 : 80,
  });
  return { what: "field thresholds", text: /dark-red at .* added/ };
};

const mappingAdded: PanelEdit = (panel, random) => {
  openList(panel, "fieldConfig", "defaults", "mappings").push(
    random.pick<Draft>([
      { type: "value", options: { "17": { text: "Seventeen", color: "red", index: 9 } } },
      { type: "special", options: { match: "null+nan", result: { text: "nothing", index: 9 } } },
      { type: "range", options: { from: 5, to: 7, result: { text: "some", index: 9 } } },
    ]) ?? {},
  );
  return { what: "field value mappings", text: /added/ };
};

const mappingChanged: PanelEdit = (panel, random) => {
  const mapping = random.pick(listAt(panel, "fieldConfig", "defaults", "mappings"));
  if (mapping === undefined) return undefined;
  const options = objectAt(mapping, "options");
  const names = mapping["type"] === "value" ? Object.keys(options) : ["result"];
  objectAt(options, random.pick(names) ?? "0")["text"] = "another text";
  return { what: "field value mappings", text: /another text/ };
};

const dataLink: PanelEdit = (panel) => {
  openList(panel, "fieldConfig", "defaults", "links").push({
    title: "Show the logs",
    url: "https://logs.example.com/?q=${__field.labels.pod}",
  });
  return { what: "field data links", text: /Show the logs/ };
};

const panelLink: PanelEdit = (panel) => {
  openList(panel, "links").push({ title: "Run book", url: "https://wiki.example.com/run-book" });
  return { what: "panel link added" };
};

/** As the editor changes it: the queries that asked the same source follow. */
const dataSource: PanelEdit = (panel) => {
  const targets = listAt(panel, "targets");
  const now = valueAt(panel, ["datasource", "uid"]);
  if (targets.length === 0 || typeof now !== "string" || now.startsWith("--")) return undefined;
  const source = (): Draft => ({ type: "prometheus", uid: "other-prometheus" });
  panel["datasource"] = source();
  for (const target of targets)
    if (valueAt(target, ["datasource", "uid"]) === now) target["datasource"] = source();
  return { what: "field data source", text: /other-prometheus/ };
};

const matchers: readonly Draft[] = [
  { id: "byName", options: "new field" },
  { id: "byRegexp", options: "/^new.*/" },
  { id: "byFrameRefID", options: "Z" },
];

const overrideAdded: PanelEdit = (panel, random) => {
  openList(panel, "fieldConfig", "overrides").push({
    matcher: structuredClone(random.pick(matchers) ?? {}),
    properties: [{ id: "unit", value: "percent" }],
  });
  return { what: "override added" };
};

function someOverride(panel: Draft, random: Random): Draft | undefined {
  return random.pick(listAt(panel, "fieldConfig", "overrides"));
}

const overrideRemoved: PanelEdit = (panel, random) => {
  const override = someOverride(panel, random);
  if (override === undefined) return undefined;
  takeOut(openList(panel, "fieldConfig", "overrides"), override);
  return { what: "override removed" };
};

const overrideChanged: PanelEdit = (panel, random) => {
  const override = someOverride(panel, random);
  if (override === undefined) return undefined;
  const property = random.pick(listAt(override, "properties"));
  const kinds: Readonly<Record<string, () => Said>> = {
    added: () => {
      openList(override, "properties").push({ id: "custom.width", value: 123 });
      return { what: "override changed", text: /123/ };
    },
    unit: () => {
      if (property !== undefined) Object.assign(property, { id: "unit", value: "lumens" });
      return { what: "override changed", text: /lumens/ };
    },
  };
  return kinds[property?.["id"] === "unit" ? "unit" : "added"]?.();
};

const overrideMatcher: PanelEdit = (panel, random) => {
  const override = someOverride(panel, random);
  if (override === undefined || listAt(override, "properties").length === 0) return undefined;
  override["matcher"] = { id: "byName", options: "renamed field" };
  return { what: "override renamed" };
};

const transformationAdded: PanelEdit = (panel, random) => {
  openList(panel, "transformations").push(
    random.pick<Draft>([
      { id: "limit", options: { limitField: 3 } },
      { id: "sortBy", options: { sort: [{ field: "Value", desc: true }] } },
      { id: "seriesToRows", options: {} },
    ]) ?? {},
  );
  return { what: "transformation added" };
};

const transformationRemoved: PanelEdit = (panel, random) => {
  const list = openList(panel, "transformations");
  if (list.length === 0) return undefined;
  list.splice(random.integer(list.length), 1);
  return { what: "transformation removed" };
};

const transformationsReordered: PanelEdit = (panel) => {
  const list = openList(panel, "transformations");
  const [first, ...rest] = list;
  if (first === undefined || rest.length === 0) return undefined;
  list.splice(0, list.length, ...rest, first);
  return { what: "transformation moved" };
};

const transformationChanged: PanelEdit = (panel, random) => {
  const transformation = random.pick(listAt(panel, "transformations"));
  if (transformation === undefined) return undefined;
  if (random.integer(2) === 0) transformation["disabled"] = transformation["disabled"] !== true;
  else setAt(transformation, "options.mode", "another mode");
  return { what: "transformation changed" };
};

const description: PanelEdit = (panel) => {
  panel["description"] =
    `${typeof panel["description"] === "string" ? panel["description"] : ""} Ask the team first.`;
  return { what: "field description" };
};

/** Edits of settings. */
export const fieldMutations: readonly Mutation[] = [
  setting("unit", [
    { path: defaults("unit"), values: ["bytes", "s", "reqps", "percentunit"], label: "unit" },
  ]),
  setting("decimals", [{ path: defaults("decimals"), values: [0, 1, 3], label: "decimals" }]),
  setting("min or max", [
    { path: defaults("min"), values: [0, 5, -1], label: "min" },
    { path: defaults("max"), values: [1, 100], label: "max" },
  ]),
  setting("custom field setting", timeseries, ["timeseries"]),
  setting("option of the plugin", graphOptions, ["timeseries"]),
  setting("option of another plugin", statOptions, ["stat"]),
  onPanel("threshold value", thresholdValue),
  onPanel("threshold color", thresholdColor),
  onPanel("threshold step added", thresholdStep),
  onPanel("mapping added", mappingAdded),
  onPanel("mapping changed", mappingChanged),
  onPanel("override added", overrideAdded),
  onPanel("override removed", overrideRemoved),
  onPanel("override changed", overrideChanged),
  onPanel("override for other fields", overrideMatcher),
  onPanel("transformation added", transformationAdded),
  onPanel("transformation removed", transformationRemoved),
  onPanel("transformations reordered", transformationsReordered),
  onPanel("transformation changed", transformationChanged),
  onPanel("panel description", description),
  onPanel("data source", dataSource),
  onPanel("data link", dataLink),
  onPanel("panel link", panelLink),
];
