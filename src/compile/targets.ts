import type { Panel } from "../panels/panel.ts";
import { refIdsOf } from "../panels/ref-ids.ts";
import type { Query } from "../queries/expression.ts";
import type { DataSourceRef, TargetDocument } from "../schema/document.ts";
import { mixedDataSource } from "./data-sources.ts";
import type { QueryView } from "./view.ts";

/** The queries of a panel as Grafana stores them, and as validation sees them. */
export interface Targets {
  readonly documents: readonly TargetDocument[];
  readonly views: readonly QueryView[];
  /** The panel's own data source: that of its queries, or Grafana's mixed source when they differ. */
  readonly dataSource: DataSourceRef | undefined;
}

/** Turns queries into targets; `refOf` finds the data source of each. */
export function compileTargets(panel: Panel, refOf: (query: Query) => DataSourceRef | undefined): Targets {
  const refIds = refIdsOf(panel.queries);
  const documents: TargetDocument[] = [];
  const views: QueryView[] = [];
  let dataSource: DataSourceRef | undefined;
  for (let index = 0; index < panel.queries.length; index++) {
    const query = panel.queries[index];
    const refId = refIds[index];
    if (query === undefined || refId === undefined) continue;
    const ref = refOf(query);
    dataSource = dataSource === undefined || dataSource.uid === ref?.uid ? ref : mixedDataSource;
    documents.push(targetDocument(query, refId, ref));
    views.push(queryView(query, refId, panel));
  }
  return { documents, views, dataSource };
}

/**
 * Members in canonical order, so that writing the document needs no sorting. What every Grafana takes for granted (a
 * range of time series) is left out.
 */
function targetDocument(query: Query, refId: string, datasource: DataSourceRef | undefined): TargetDocument {
  const instant = query.instant === true ? true : undefined;
  return {
    datasource,
    editorMode: "code",
    exemplar: query.exemplar,
    expr: query.expression.text,
    format: query.format === "time_series" ? undefined : query.format,
    hide: query.hidden,
    instant,
    interval: query.interval,
    legendFormat: query.legend ?? "__auto",
    range: instant === undefined ? undefined : false,
    refId,
  };
}

function queryView(query: Query, refId: string, panel: Panel): QueryView {
  const { text, raw } = query.expression;
  return {
    name: `query ${refId}`,
    text,
    origin: raw === undefined ? "built" : "raw",
    shape: raw?.shape,
    site: raw?.site ?? panel.site,
  };
}
