import { type JsonRecord, asRecord, asRecords, asText } from "./json.ts";
import { type Series, queryInstant, queryRange } from "./prometheus-api.ts";
import { type Variables, interpolate } from "./variables.ts";
import { type View, viewSeconds, viewStep } from "./view.ts";

/** A query of a dashboard document, its variables not yet filled in. */
export interface DashboardQuery {
  /** The uid of the dashboard. */
  readonly dashboard: string;
  /** The panel's title, or `annotation NAME`. */
  readonly panel: string;
  readonly refId: string;
  readonly expr: string;
  /** How Grafana asks: at the end of the time range, over the time range, or both. */
  readonly modes: readonly ("instant" | "range")[];
}

/** The Prometheus queries of a dashboard: of all panels, also those in collapsed rows, and of annotations. */
export function listQueries(document: JsonRecord): readonly DashboardQuery[] {
  const dashboard = asText(document["uid"]);
  const panels = allPanels(asRecords(document["panels"]));
  const annotations = asRecords(asRecord(document["annotations"])["list"]);
  return [
    ...panels.flatMap((panel) =>
      asRecords(panel["targets"]).flatMap((target) => toQuery(dashboard, asText(panel["title"]), target)),
    ),
    ...annotations.flatMap((annotation) =>
      toQuery(dashboard, `annotation ${asText(annotation["name"])}`, {
        expr: annotation["expr"],
        ...asRecord(annotation["target"]),
      }),
    ),
  ];
}

/** The answers to a query as Grafana asks it, all of its modes together. */
export async function runQuery(
  query: DashboardQuery,
  variables: Variables,
  view: View,
): Promise<readonly Series[]> {
  const expr = interpolate(query.expr, variables);
  const range = { start: view.time - viewSeconds, end: view.time, step: viewStep };
  const answers = await Promise.all(
    query.modes.map((mode) =>
      mode === "instant"
        ? queryInstant(view.prometheus, expr, view.time)
        : queryRange(view.prometheus, expr, range),
    ),
  );
  return answers.flat();
}

/** The answers to a query at the end of the time range only, whatever its mode: what is true now. */
export async function runQueryNow(
  query: DashboardQuery,
  variables: Variables,
  view: View,
): Promise<readonly Series[]> {
  return queryInstant(view.prometheus, interpolate(query.expr, variables), view.time);
}

/** Whether a panel would show something: one series with one value that is a number. */
export function hasData(series: readonly Series[]): boolean {
  return series.some(({ samples }) => samples.some(({ value }) => !Number.isNaN(value)));
}

function allPanels(panels: readonly JsonRecord[]): readonly JsonRecord[] {
  // Rows that are collapsed hold their panels; those of open rows follow them in the list.
  return panels.flatMap((panel) => [panel, ...allPanels(asRecords(panel["panels"]))]);
}

function toQuery(dashboard: string, panel: string, target: JsonRecord): readonly DashboardQuery[] {
  const expr = asText(target["expr"]);
  if (expr === "") return [];
  const isInstant = target["instant"] === true;
  const isRange = target["range"] === true || !isInstant;
  const modes = [...(isInstant ? ["instant" as const] : []), ...(isRange ? ["range" as const] : [])];
  return [{ dashboard, panel, refId: asText(target["refId"]), expr, modes }];
}
