import type { CallSite } from "../base/call-site.ts";
import { suggest } from "../base/text.ts";
import type { DashboardDefaults } from "../config/config.ts";
import type { Annotation } from "../dashboard/annotations.ts";
import { folderPath, type Dashboard } from "../dashboard/dashboard.ts";
import type { Row } from "../dashboard/row.ts";
import type { Variable } from "../dashboard/variables.ts";
import { applyConfiguration } from "../panels/configure.ts";
import type { Panel } from "../panels/panel.ts";
import type { Query } from "../queries/expression.ts";
import type { DashboardDocument, DataSourceRef, GridPosition, PanelDocument } from "../schema/document.ts";
import { configureDashboard } from "./configure-dashboard.ts";
import { configureFinding } from "./configure-finding.ts";
import { type DataSourceTable, resolveDataSource } from "./data-sources.ts";
import type { Finding } from "./finding.ts";
import { checkPositions } from "./exact-positions.ts";
import { layoutPanels } from "./layout.ts";
import { createPanelIds, type PanelIds } from "./panel-ids.ts";
import { compileTargets } from "./targets.ts";
import { type DashboardView, type PanelView, partOf, type QueryView } from "./view.ts";

/** What compiling needs besides the definition. */
export interface CompileSettings {
  readonly dataSources: DataSourceTable;
  readonly defaults: DashboardDefaults;
}

/** The classic document's schema: the last one, read by Grafana 9.5 to 13. */
export const schemaVersion = 42;

const pointerCodes = { off: 0, crosshair: 1, tooltip: 2 } as const;

/** What the compilation of one dashboard hands from step to step. */
interface Compilation {
  readonly definition: Dashboard;
  readonly settings: CompileSettings;
  readonly ids: PanelIds;
  readonly findings: Finding[];
  /** Whether the dashboard's own data source was reported: all panels that state none use it. */
  standardReported: boolean;
}

/** Compiles a definition: ids, layout, data sources, queries, defaults. */
export function compileDefinition(definition: Dashboard, settings: CompileSettings): DashboardView {
  const ids = createPanelIds(definition.title);
  const compilation: Compilation = { definition, settings, ids, findings: [], standardReported: false };
  const { documents, views } = compilePanels(compilation);
  const annotations = (definition.annotations ?? []).map((entry) => compileAnnotation(compilation, entry));
  const variables = (definition.variables ?? []).map((entry) => ({
    name: entry.name,
    document: variableDocument(compilation, entry),
    site: entry.site,
  }));
  const document = dashboardDocument(compilation, {
    panels: documents,
    annotations: annotations.map((entry) => entry.document),
    variables: variables.map((entry) => entry.document),
  });
  return {
    authored: true,
    document: configureWhole(compilation, document),
    folder: definition.folder.length > 0 ? definition.folder : folderPath(settings.defaults.folder),
    panels: views,
    variables,
    annotations: annotations.flatMap(({ view }) => view ?? []),
    site: definition.site,
    findings: [...compilation.findings, ...ids.findings],
  };
}

function configureWhole(
  { definition, findings }: Compilation,
  document: DashboardDocument,
): DashboardDocument {
  try {
    return configureDashboard(document, definition.configure);
  } catch (error) {
    const { title, site } = definition;
    findings.push(configureFinding(error, { name: `dashboard \`${title}\``, part: title, site }));
    return document;
  }
}

interface CompiledPanels {
  readonly documents: readonly PanelDocument[];
  readonly views: readonly PanelView[];
}

/** All panels in the order of the document: those above the first row, then each row with its own. */
function compilePanels(compilation: Compilation): CompiledPanels {
  const { definition } = compilation;
  const documents: PanelDocument[] = [];
  const views: PanelView[] = [];
  let top = 0;
  const loose = placePanels(compilation, definition.panels ?? [], {}, top);
  documents.push(...loose.views.map(({ document }) => document));
  views.push(...loose.views);
  top = loose.bottom;
  for (const row of definition.rows ?? []) {
    const placed = placePanels(compilation, row.panels, row, top + 1);
    const children = placed.views.map(({ document }) => document);
    const view = rowView(compilation, row, top, row.collapsed === true ? children : []);
    documents.push(view.document, ...(row.collapsed === true ? [] : children));
    views.push(view, ...placed.views);
    // A closed row takes one line; Grafana moves the rest down when somebody opens it.
    top = row.collapsed === true ? top + 1 : placed.bottom;
  }
  return { documents, views };
}

interface PlacedPanels {
  readonly views: readonly PanelView[];
  readonly bottom: number;
}

function placePanels(
  compilation: Compilation,
  panels: readonly Panel[],
  options: Pick<Row, "columns" | "height">,
  top: number,
): PlacedPanels {
  compilation.findings.push(...checkPositions(compilation.definition.title, panels));
  const { positions, bottom } = layoutPanels(panels, options, top);
  const views = panels.map((panel, index) =>
    compilePanel(compilation, panel, positions[index] ?? { x: 0, y: top, w: 24, h: 1 }),
  );
  return { views, bottom };
}

function rowView(
  compilation: Compilation,
  row: Row,
  top: number,
  children: readonly PanelDocument[],
): PanelView {
  const document: PanelDocument = {
    collapsed: row.collapsed ?? false,
    gridPos: { h: 1, w: 24, x: 0, y: top },
    id: compilation.ids.idOf(row),
    panels: children,
    repeat: row.repeat,
    title: row.title,
    type: "row",
  };
  return { document, key: row.key, queries: [], site: row.site };
}

/** Members in canonical order, so that writing the document needs no sorting. */
function compilePanel(compilation: Compilation, panel: Panel, position: GridPosition): PanelView {
  const standard = dataSourceOf(compilation, panel.dataSource, panel.site, panel.title);
  const refOf = (query: Query): DataSourceRef | undefined =>
    query.dataSource === undefined
      ? standard
      : dataSourceOf(compilation, query.dataSource, query.expression.raw?.site ?? panel.site, panel.title);
  const { documents, views, dataSource } = compileTargets(panel, refOf);
  const hasQueries = documents.length > 0;
  const document: PanelDocument = {
    ...panel.extra,
    datasource: dataSource,
    description: panel.description,
    fieldConfig: panel.fieldConfig,
    gridPos: { h: position.h, w: position.w, x: position.x, y: position.y },
    id: compilation.ids.idOf(panel),
    options: panel.options,
    targets: hasQueries ? documents : undefined,
    title: panel.title,
    type: panel.type,
  };
  return {
    document: configurePanel(compilation, panel, document),
    key: panel.key,
    queries: views,
    site: panel.site,
  };
}

/** The author's own code runs here, so that whatever it throws is about the panel and no failure of ours. */
function configurePanel(
  { definition, findings }: Compilation,
  { configure, title, site }: Panel,
  document: PanelDocument,
): PanelDocument {
  if (configure === undefined) return document;
  try {
    return applyConfiguration(document, configure);
  } catch (error) {
    const part = partOf(definition.title, title);
    findings.push(configureFinding(error, { name: `panel \`${title}\``, part, site }));
    return document;
  }
}

function dataSourceOf(
  compilation: Compilation,
  name: string | undefined,
  site: CallSite,
  part: string,
): DataSourceRef | undefined {
  const { definition, settings, findings } = compilation;
  const logical = name ?? definition.dataSource ?? settings.dataSources.standard;
  const resolution = resolveDataSource(settings.dataSources, logical);
  if (resolution.ref !== undefined) return resolution.ref;
  if (name === undefined && compilation.standardReported) return undefined;
  compilation.standardReported ||= name === undefined;
  findings.push({
    rule: "data-source",
    severity: "error",
    message: resolution.message,
    hint: resolution.hint,
    part: name === undefined ? definition.title : partOf(definition.title, part),
    site: name === undefined ? definition.site : site,
  });
  return undefined;
}

function variableDocument(compilation: Compilation, variable: Variable): Readonly<Record<string, unknown>> {
  if (!variable.needsDataSource) return variable.document;
  const datasource = dataSourceOf(
    compilation,
    variable.dataSource,
    variable.site,
    `variable ${variable.name}`,
  );
  return { ...variable.document, datasource };
}

interface CompiledAnnotation {
  readonly document: Readonly<Record<string, unknown>>;
  readonly view: QueryView | undefined;
}

function compileAnnotation(compilation: Compilation, annotation: Annotation): CompiledAnnotation {
  const { expression, site, name } = annotation;
  const part = `annotation ${name}`;
  const datasource =
    expression === undefined
      ? { type: "grafana", uid: "-- Grafana --" }
      : dataSourceOf(compilation, annotation.dataSource, site, part);
  return {
    document: { ...annotation.document, datasource, filter: annotationFilter(compilation, annotation) },
    view: expression && {
      name: part,
      text: expression.text,
      origin: expression.raw === undefined ? "built" : "raw",
      shape: expression.raw?.shape,
      site: expression.raw?.site ?? site,
    },
  };
}

/** Grafana names the panels of an annotation by id (9.4+). */
function annotationFilter({ definition, ids, findings }: Compilation, annotation: Annotation): unknown {
  if (annotation.panels === undefined) return undefined;
  const known = annotation.panels.map((key) => ({ key, id: ids.find(key) }));
  for (const { key } of known.filter(({ id }) => id === undefined)) {
    findings.push({
      rule: "annotation-panel",
      severity: "error",
      message: `The annotation \`${annotation.name}\` names the panel key \`${key}\`, which this dashboard lacks.`,
      hint:
        suggest(key, ids.keys()) ||
        "The key of a panel is its `key`, else its title in lower case with hyphens.",
      part: partOf(definition.title, `annotation ${annotation.name}`),
      site: annotation.site,
    });
  }
  return { exclude: false, ids: known.flatMap(({ id }) => id ?? []) };
}

/** The entry that Grafana itself adds to every dashboard on the first save; present from the start, it is no drift. */
export const builtInAnnotation: Readonly<Record<string, unknown>> = {
  builtIn: 1,
  datasource: { type: "grafana", uid: "-- Grafana --" },
  enable: true,
  hide: true,
  iconColor: "rgba(0, 211, 255, 1)",
  name: "Annotations & Alerts",
  type: "dashboard",
};

interface DocumentParts {
  readonly panels: readonly PanelDocument[];
  readonly annotations: readonly unknown[];
  readonly variables: readonly unknown[];
}

function dashboardDocument({ definition, settings }: Compilation, parts: DocumentParts): DashboardDocument {
  const { defaults } = settings;
  return {
    annotations: { list: [builtInAnnotation, ...parts.annotations] },
    description: definition.description,
    editable: definition.editable ?? true,
    fiscalYearStartMonth: 0,
    graphTooltip: pointerCodes[definition.sharedPointer ?? "crosshair"],
    links: (definition.links ?? []).map(({ document }) => document),
    panels: parts.panels,
    refresh: definition.refresh ?? defaults.refresh ?? "30s",
    schemaVersion,
    tags: [...new Set([...(definition.tags ?? []), ...(defaults.tags ?? [])])],
    templating: { list: parts.variables },
    time: definition.time ?? defaults.time ?? { from: "now-1h", to: "now" },
    timepicker: {},
    timezone: definition.timezone ?? defaults.timezone ?? "browser",
    title: definition.title,
    uid: definition.uid,
    weekStart: definition.weekStart ?? "",
  };
}
