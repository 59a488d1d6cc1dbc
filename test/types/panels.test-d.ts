/** What the compiler refuses in panels; checked by `tsc`, never run. */
import { PanelBuilder as StatBuilder } from "@grafana/grafana-foundation-sdk/stat";
import { alertList } from "../../src/panels/alert-list.ts";
import { heatmap } from "../../src/panels/heatmap.ts";
import { stat } from "../../src/panels/stat.ts";
import { table } from "../../src/panels/table.ts";
import { text } from "../../src/panels/text.ts";
import { timeseries } from "../../src/panels/timeseries.ts";
import type { Expression, Vector } from "../../src/queries/expression.ts";
import type { Unit } from "../../src/schema/units.ts";

declare const up: Vector<"job">;
declare const window: Expression<"job", "range">;
const data = { title: "Panel", queries: [up] };

// What is right.
timeseries({ ...data, unit: "reqps", legend: { mode: "table", calcs: ["mean", "p95"] } });
timeseries({
  ...data,
  unit: "suffix:req",
  overrides: [{ name: "a", unit: "time:YYYY", axis: { placement: "right" } }],
});
timeseries({ ...data, configure: (builder) => builder.lineWidth(2) });
timeseries({ ...data, configure: (builder) => void builder.lineWidth(2) });
stat({ ...data, mappings: { 0: "Down", 1: { text: "Up", color: "green" } } });
export const units: readonly Unit[] = ["bytes", "count:hits", "si:mF", "bool:Up/Down"];

// @ts-expect-error -- a title is required
timeseries({ queries: [up] });
// @ts-expect-error -- queries are required
timeseries({ title: "Panel" });
// @ts-expect-error -- a range vector cannot be drawn
timeseries({ title: "Panel", queries: [window] });
// @ts-expect-error -- a text is no expression
timeseries({ title: "Panel", queries: ["up"] });
// @ts-expect-error -- Grafana has no such unit
timeseries({ ...data, unit: "req/s" });
// @ts-expect-error -- Grafana has no such unit
timeseries({ ...data, overrides: [{ name: "a", unit: "seconds" }] });
// @ts-expect-error -- an unknown option
timeseries({ ...data, tresholds: [] });
// @ts-expect-error -- a wrong legend mode
timeseries({ ...data, legend: "tabel" });
// @ts-expect-error -- a wrong legend mode
timeseries({ ...data, legend: { mode: "below" } });
// @ts-expect-error -- a calculation that Grafana lacks
timeseries({ ...data, legend: { calcs: ["avg"] } });
// @ts-expect-error -- a wrong tooltip mode
timeseries({ ...data, tooltip: "all" });
// @ts-expect-error -- a width that is no word
timeseries({ ...data, width: "fifth" });
// @ts-expect-error -- a colour needs a way of colouring that takes one
timeseries({ ...data, color: { mode: "palette", color: "red" } });
// @ts-expect-error -- an override needs a matcher
timeseries({ ...data, overrides: [{ unit: "s" }] });
// @ts-expect-error -- an override has one matcher only
timeseries({ ...data, overrides: [{ name: "a", query: "A" }] });
// @ts-expect-error -- a step has a colour
timeseries({ ...data, thresholds: [{ value: 1 }] });
// @ts-expect-error -- a transformation that Grafana lacks
timeseries({ ...data, transformations: [{ organise: {} }] });
// @ts-expect-error -- the builder of another panel type
timeseries({ ...data, configure: () => new StatBuilder() });
// @ts-expect-error -- lines belong to charts
stat({ ...data, lineWidth: 2 });
// @ts-expect-error -- lines belong to charts
stat({ ...data, overrides: [{ name: "a", lineWidth: 2 }] });
// @ts-expect-error -- a cell that Grafana lacks
table({ ...data, cell: "color" });
// @ts-expect-error -- a column is no list
table({ ...data, columns: ["job"] });
// @ts-expect-error -- a scheme that Grafana lacks
heatmap({ ...data, color: { scheme: "orange" } });
// @ts-expect-error -- a text has no queries
text({ title: "Panel", content: "", queries: [] });
// @ts-expect-error -- a text has content
text({ title: "Panel" });
// @ts-expect-error -- a state that alerts lack
alertList({ title: "Alerts", states: ["ok"] });
