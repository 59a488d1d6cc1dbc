/**
 * The functions and aggregations of PromQL as data. Source: Prometheus 2.42 and 3.x, `promql/parser/functions.go`;
 * functions that only newer servers know are included, and so is `holt_winters`, which 3.0 renamed.
 */

/** What a PromQL expression evaluates to; `any` is what nobody can know, such as a Grafana variable. */
export type ValueType = "scalar" | "vector" | "range" | "string" | "any";

/** The arguments and result of a function. */
export interface Signature {
  readonly args: readonly ValueType[];
  /** The fewest arguments allowed. */
  readonly min: number;
  /** The most arguments allowed; further ones have the type of the last of `args`. */
  readonly max: number;
  readonly returns: ValueType;
}

const types: Readonly<Record<string, ValueType>> = { s: "scalar", v: "vector", r: "range", t: "string" };

// One letter for each argument, then the result; `?` makes the last argument optional, `*` repeats it from
// zero times on, and `+` repeats it up to ten times.
const table: Readonly<Record<string, string>> = {
  "v v":
    "abs absent acos acosh asin asinh atan atanh ceil cos cosh deg exp floor histogram_avg histogram_count " +
    "histogram_stddev histogram_stdvar histogram_sum ln log10 log2 rad sgn sin sinh sort sort_desc sqrt " +
    "start_timestamp tan tanh timestamp",
  "r v":
    "absent_over_time avg_over_time changes count_over_time delta deriv first_over_time idelta increase irate " +
    "last_over_time mad_over_time max_over_time min_over_time present_over_time rate resets stddev_over_time " +
    "stdvar_over_time sum_over_time ts_of_first_over_time ts_of_last_over_time ts_of_max_over_time " +
    "ts_of_min_over_time",
  "v? v": "day_of_month day_of_week day_of_year days_in_month hour minute month year",
  " s": "end pi range start step time",
  "v s": "scalar",
  "s v": "vector",
  "vss v": "clamp",
  "vs v": "clamp_max clamp_min",
  "vs? v": "round",
  "vv? v": "info",
  "sv v": "histogram_quantile",
  "ssv v": "histogram_fraction",
  "vts+ v": "histogram_quantiles",
  "rss v": "double_exponential_smoothing holt_winters",
  "rs v": "predict_linear",
  "sr v": "quantile_over_time",
  "vtttt v": "label_replace",
  "vttt* v": "label_join",
  "vt* v": "sort_by_label sort_by_label_desc",
};

/** Every function of Prometheus by name, in any version from 2.42 on. */
export const functions: ReadonlyMap<string, Signature> = new Map(
  Object.entries(table).flatMap(([notation, names]) => {
    const signature = parseSignature(notation);
    return names.split(" ").map((name) => [name, signature] as const);
  }),
);

/** The aggregations with the type of their parameter, or nothing for those that have none. */
export const aggregations: ReadonlyMap<string, ValueType | undefined> = new Map([
  ...["avg", "count", "group", "max", "min", "stddev", "stdvar", "sum"].map(
    (name) => [name, undefined] as const,
  ),
  ...["bottomk", "limit_ratio", "limitk", "quantile", "topk"].map(
    (name) => [name, "scalar" as const] as const,
  ),
  ["count_values", "string"],
]);

/** Functions and aggregations that VictoriaMetrics adds to PromQL, and that Prometheus rejects. */
export const victoriaMetricsFunctions: ReadonlySet<string> = new Set(
  (
    "WITH aggr_over_time alias any ascent_over_time bitmap_and bitmap_or bitmap_xor bottomk_avg bottomk_last " +
    "bottomk_max bottomk_median bottomk_min buckets_limit changes_prometheus count_eq_over_time " +
    "count_gt_over_time count_le_over_time count_ne_over_time count_values_over_time decreases_over_time " +
    "default_rollup delta_prometheus deriv_fast descent_over_time distinct distinct_over_time drop_common_labels " +
    "drop_empty_series duration_over_time geomean geomean_over_time histogram histogram_over_time " +
    "histogram_share hoeffding_bound_lower hoeffding_bound_upper iqr iqr_over_time increase_prometheus " +
    "increase_pure increases_over_time integrate interpolate keep_last_value keep_next_value label_copy " +
    "label_del label_graphite_group label_keep label_lowercase label_map label_match label_mismatch label_move " +
    "label_set label_transform label_uppercase label_value labels_equal lag lifetime limit_offset mad " +
    "median median_over_time mode mode_over_time now outlier_iqr_over_time outliers_iqr outliers_mad outliersk " +
    "prometheus_buckets quantiles quantiles_over_time rand rand_exponential rand_normal range_avg range_first " +
    "range_last range_linear_regression range_mad range_max range_median range_min range_normalize " +
    "range_over_time range_quantile range_stddev range_stdvar range_sum range_trim_outliers range_trim_spikes " +
    "range_trim_zscore range_zscore rate_over_sum rate_prometheus remove_resets rollup rollup_candlestick " +
    "rollup_delta rollup_deriv rollup_increase rollup_rate rollup_scrape_interval ru running_avg running_max " +
    "running_min running_sum scrape_interval share share_eq_over_time share_gt_over_time share_le_over_time " +
    "smooth_exponential sort_by_label_numeric sort_by_label_numeric_desc stale_samples_over_time sum2 " +
    "sum2_over_time sum_eq_over_time sum_gt_over_time sum_le_over_time tfirst_over_time timestamp_with_name " +
    "timezone_offset tlast_change_over_time tlast_over_time tmax_over_time tmin_over_time topk_avg topk_last " +
    "topk_max topk_median topk_min union zscore zscore_over_time"
  ).split(" "),
);

function parseSignature(notation: string): Signature {
  const [pattern = "", result = ""] = notation.split(" ");
  const args = pattern
    .replace(/[?*+]$/, "")
    .split("")
    .map((letter) => types[letter] ?? "any");
  const count = args.length;
  const ends: Readonly<Record<string, readonly [min: number, max: number]>> = {
    "?": [count - 1, count],
    "*": [count - 1, Number.POSITIVE_INFINITY],
    "+": [count, count + 9],
  };
  const [min, max] = ends[pattern.slice(-1)] ?? [count, count];
  return { args, min, max, returns: types[result] ?? "any" };
}
