/** The front door of `grafana-dash/queries`: typed PromQL expressions over metrics, and hand-written PromQL. */
export type { Expression, ExpressionType, Precedence, Query, RawText, Scalar, Vector } from "./expression.ts";
export { select, type Matchers, type Selector, type Source } from "./selector.ts";
export {
  matches,
  not,
  notMatches,
  variable,
  type Matcher,
  type MatcherValue,
  type VariableOptions,
} from "./matcher.ts";
export {
  bucketOf,
  countOf,
  quantileSeries,
  quantilesOf,
  sumOf,
  type ObservationKind,
} from "./histogram-parts.ts";
export {
  value,
  type InstantKind,
  type LabelsOf,
  type NumberOperand,
  type Operand,
  type SeriesOperand,
  type Value,
} from "./operand.ts";
export type { Range, RangeOptions } from "./range.ts";
export { increase, irate, rate, resets } from "./rates.ts";
export { changes, delta, deriv, idelta, predictLinear, type GaugeFunction } from "./gauge-functions.ts";
export {
  absentOverTime,
  avgOverTime,
  countOverTime,
  lastOverTime,
  maxOverTime,
  minOverTime,
  presentOverTime,
  quantileOverTime,
  stddevOverTime,
  sumOverTime,
  type OverTime,
} from "./over-time.ts";
export { at, offset, subquery, type Shift, type SubqueryOptions } from "./time-shift.ts";
export {
  aggregateQuantile,
  avg,
  bottomk,
  count,
  countValues,
  group,
  max,
  min,
  stddev,
  stdvar,
  sum,
  topk,
  type Aggregation,
  type Grouped,
  type Grouping,
  type Selection,
  type SeriesAggregation,
} from "./aggregations.ts";
export {
  average,
  fractionBelow,
  heatmapBuckets,
  histogramQuantile,
  quantile,
  type ObservationOptions,
} from "./histograms.ts";
export { errorRatio, ratio, type ErrorRatioOptions, type Events, type Ratio } from "./ratios.ts";
export { add, divide, modulo, multiply, negate, power, subtract, type Arithmetic } from "./arithmetic.ts";
export {
  equal,
  greater,
  greaterOrEqual,
  less,
  lessOrEqual,
  notEqual,
  type Comparison,
  type ComparisonOptions,
} from "./comparisons.ts";
export type { Combined, Exactly, MatchedLabels, Matching, MatchingOf } from "./binary.ts";
export { and, or, unless, type SetMatching } from "./set-operations.ts";
export {
  abs,
  absent,
  ceil,
  clamp,
  clampMax,
  clampMin,
  exp,
  floor,
  ln,
  log10,
  log2,
  round,
  scalar,
  sgn,
  sort,
  sortDesc,
  sqrt,
  time,
  timestamp,
  vector,
  type ValueFunction,
} from "./functions.ts";
export { labelJoin, labelReplace, type LabelJoin, type LabelReplacement } from "./label-functions.ts";
export { promql, raw } from "./raw.ts";
export { unsafe, type Interpolation, type UnsafeText } from "./interpolation.ts";
export { query, type QueryOptions } from "./query.ts";
