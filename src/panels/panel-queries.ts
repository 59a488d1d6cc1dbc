import type { Expression, Query } from "../queries/expression.ts";
import { impossible } from "./option-rules.ts";
import { describeValue } from "./value-types.ts";

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
    throw impossible(`Panel \`${options.title}\` has no list of queries.`, noQueriesHint);
  }
  return options.queries.map((query, index) => {
    const kind = (query as { readonly kind?: unknown } | null | undefined)?.kind;
    if (kind === "expression") {
      const expression = query as Expression;
      checkDrawable(expression, options.title);
      return { kind: "query", expression, ...defaults };
    }
    if (kind === "query") {
      checkDrawable((query as Query).expression, options.title);
      return defaults === rangeQueries ? (query as Query) : { ...defaults, ...(query as Query) };
    }
    throw impossible(
      `Query ${index + 1} of panel \`${options.title}\` is ${describeValue(query)}, not a query.`,
      query === undefined
        ? "Look where the value comes from: a misspelled name, or an import in a circle."
        : "Write text as promql`…`, and make a query of a metric with `rate()`, `value()` or another function.",
    );
  });
}

/** Dashboards also run without having been compiled, so that a window of samples can come here. */
function checkDrawable({ type, text }: Expression, title: string): void {
  if (type === "vector" || type === "scalar") return;
  throw impossible(
    `The query \`${text}\` of panel \`${title}\` is a ${type} of samples, which cannot be drawn.`,
    "Apply a function such as `avgOverTime()` to it.",
  );
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
