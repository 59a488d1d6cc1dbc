import type { JsonRecord } from "./json.ts";
import type { Series } from "./prometheus-api.ts";
import { listQueries, runQueryNow } from "./queries.ts";
import { resolveVariables } from "./variables.ts";
import type { View } from "./view.ts";

/** A series that a panel shows, with its last value and the query that it answers. */
export interface ShownSeries extends Series {
  readonly expr: string;
  readonly value: number;
}

/** What the panels of a dashboard with such a title show at the end of the view, all of their queries together. */
export async function showNow(
  document: JsonRecord,
  title: RegExp,
  view: View,
): Promise<readonly ShownSeries[]> {
  const variables = await resolveVariables(document, view);
  const queries = listQueries(document).filter(({ panel }) => title.test(panel));
  const answers = await Promise.all(
    queries.map(async (query) => {
      const series = await runQueryNow(query, variables, view);
      return series.map((one) => ({ ...one, expr: query.expr, value: one.samples[0]?.value ?? Number.NaN }));
    }),
  );
  return answers.flat();
}

/** Picks the series of a job; one that was summed over jobs has lost the label, but its query tells the job. */
export function isOf(job: string): (series: ShownSeries) => boolean {
  return ({ labels, expr }) => (labels["job"] === undefined ? expr.includes(job) : labels["job"] === job);
}

/** The values by container state of those series that have one. */
export function byState(series: readonly ShownSeries[]): Readonly<Record<string, number>> {
  return Object.fromEntries(
    series.flatMap(({ labels, value }) => (labels["state"] === undefined ? [] : [[labels["state"], value]])),
  ) as Record<string, number>;
}

/** How far a value is from the expected one, as a share of it. */
export function relativeError(value: number | undefined, expected: number): number {
  return Math.abs((value ?? Number.NaN) / expected - 1);
}
