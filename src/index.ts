/**
 * The public authoring API. Metrics, queries, instruments and signals have entry points of their own:
 * `grafana-dash/metrics`, `grafana-dash/queries`, `grafana-dash/instruments`, `grafana-dash/signals`.
 */
export {
  dashboard,
  type ConfigureDashboard,
  type Dashboard,
  type DashboardOptions,
} from "./dashboard/dashboard.ts";
export { row, type Row, type RowOptions } from "./dashboard/row.ts";
export {
  adhocVariable,
  constantVariable,
  customVariable,
  dataSourceVariable,
  intervalVariable,
  queryVariable,
  textVariable,
  type AdhocFilter,
  type AdhocVariableOptions,
  type ConstantVariableOptions,
  type CustomVariableOptions,
  type DataSourceVariableOptions,
  type IntervalVariableOptions,
  type ListVariableOptions,
  type QueryVariableOptions,
  type TextVariableOptions,
  type Variable,
  type VariableOptions,
} from "./dashboard/variables.ts";
export { labelValues } from "./dashboard/label-values.ts";
export {
  queryAnnotation,
  tagAnnotation,
  type Annotation,
  type AnnotationOptions,
  type QueryAnnotationOptions,
  type TagAnnotationOptions,
} from "./dashboard/annotations.ts";
export {
  link,
  tagLink,
  type DashboardLink,
  type LinkOptions,
  type TagLinkOptions,
  type UrlLinkOptions,
} from "./dashboard/links.ts";
export {
  existingDashboard,
  type DocumentBuilder,
  type DocumentOptions,
  type ExistingDashboard,
} from "./dashboard/document.ts";

export { alertList, type AlertListOptions } from "./panels/alert-list.ts";
export { barchart, type BarChartOptions } from "./panels/barchart.ts";
export { bargauge, type BarGaugeOptions } from "./panels/bargauge.ts";
export { dashboardList, type DashboardListOptions } from "./panels/dashboard-list.ts";
export { gauge, type GaugeOptions } from "./panels/gauge.ts";
export { heatmap, type HeatmapOptions } from "./panels/heatmap.ts";
export { histogram, type HistogramOptions } from "./panels/histogram.ts";
export { logs, type LogsOptions } from "./panels/logs.ts";
export { piechart, type PieChartOptions } from "./panels/piechart.ts";
export { pluginPanel, type PluginPanelOptions } from "./panels/plugin-panel.ts";
export { stat, type StatOptions } from "./panels/stat.ts";
export { stateTimeline, type StateTimelineOptions } from "./panels/state-timeline.ts";
export { statusHistory, type StatusHistoryOptions } from "./panels/status-history.ts";
export { table, type TableOptions } from "./panels/table.ts";
export { text, type TextOptions } from "./panels/text.ts";
export { timeseries, type TimeseriesOptions } from "./panels/timeseries.ts";
export type { ExactPosition, Panel } from "./panels/panel.ts";

export { promql, raw } from "./queries/raw.ts";
export { query, type QueryOptions } from "./queries/query.ts";
export type { Expression, Query, Scalar, Vector } from "./queries/expression.ts";

export {
  defineConfig,
  type DashboardDefaults,
  type DashConfig,
  type DataSourceConfig,
  type EnvironmentConfig,
  type ExemplarConfig,
  type PrometheusFlavour,
} from "./config/config.ts";
export type { Unit } from "./schema/units.ts";
