import type { Expression, Query } from "../queries/expression.ts";
import { impossible } from "./option-rules.ts";

/** What a panel draws: an expression with one value for each moment, plain or with a legend and other details. */
export type PanelQuery = Expression<string, "vector" | "scalar"> | Query;

/** What a panel type sets on queries that do not say it themselves. */
export type QueryDefaults = Pick<Query, "instant" | "format" | "legend">;

/** A range of points, as Grafana asks for when nothing is said. */
export const rangeQueries: QueryDefaults = {};

/** The newest value of each series. */
export const instantQueries: QueryDefaults = { instant: true };

/** The newest values as a table with a column for each label. */
export const tableQueries: QueryDefaults = { instant: true, format: "table" };

/** The queries of a panel, so complete that nobody needs to know the panel type any more. */
export function panelQueries(
  options: { readonly title: string; readonly queries: readonly PanelQuery[] },
  defaults: QueryDefaults,
): readonly Query[] {
  if (!Array.isArray(options.queries)) {
    throw impossible(options.title, `Panel \`${options.title}\` has no list of queries.`, noQueriesHint);
  }
  return options.queries.map((query, index) => {
    switch (query.kind) {
      case "expression":
        return { kind: "query", expression: query, ...defaults };
      case "query":
        return defaults === rangeQueries ? query : { ...defaults, ...query };
      default:
        throw impossible(
          options.title,
          `Query ${index + 1} of panel \`${options.title}\` is no expression.`,
          "Write text as promql`…`, and make a query of a metric with `rate()`, `latest()` or another function.",
        );
    }
  });
}

const noQueriesHint = "Write `queries: [...]`; the list may be empty.";

/** The unit of the values that are drawn, when all queries agree on it. */
export function unitOf(queries: readonly Query[]): string | undefined {
  let unit: string | undefined;
  for (const { hidden, expression } of queries) {
    if (hidden === true) continue;
    if (expression.unit === undefined || (unit !== undefined && expression.unit !== unit)) return undefined;
    unit = expression.unit;
  }
  return unit;
}
