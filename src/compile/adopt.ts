import type { CallSite } from "../base/call-site.ts";
import { quoteList } from "../base/text.ts";
import { folderPath } from "../dashboard/dashboard.ts";
import type { DashboardDocument } from "../schema/document.ts";
import { type AdoptedSources, adoptDataSources } from "./adopt-data-sources.ts";
import { adoptPanels } from "./adopt-panels.ts";
import { builtInAnnotation, type CompileSettings, schemaVersion } from "./definition.ts";
import type { Finding } from "./finding.ts";
import { isMembers, type Members, objectsOf, textOf } from "./members.ts";
import { closeSdkTraps } from "./sdk-traps.ts";
import { unwrapDocument } from "./unwrap.ts";
import { type DashboardView, dashboardName, type QueryView, type VariableView } from "./view.ts";

/** A document that was not written with `dashboard()`, with what is known of it. */
export interface ForeignDocument {
  /** A Foundation SDK builder or a plain document. */
  readonly source: unknown;
  readonly folder: readonly string[];
  readonly site: CallSite | undefined;
}

/** What adopting gives: a complete document, or the reason why the value is none. */
export type Adopted =
  | { readonly view: DashboardView }
  | { readonly view: undefined; readonly finding: Finding };

/** Members that belong to one server or to exports; they say nothing about the dashboard. */
const serverOwned = ["id", "version", "iteration", "__inputs", "__elements", "__requires"];

/** Makes a foreign document complete: ids, refIds, data sources, places, defaults; its content stays. */
export function adoptDocument({ source, folder, site }: ForeignDocument, settings: CompileSettings): Adopted {
  const unwrapped = unwrapDocument(source);
  if (unwrapped.document === undefined) {
    const { message, hint } = unwrapped.problem;
    return {
      view: undefined,
      finding: { rule: "not-a-dashboard", severity: "error", message, hint, part: "", site },
    };
  }
  const stated = unwrapped.fromBuilder ? closeSdkTraps(unwrapped.document) : unwrapped.document;
  const sources = adoptDataSources(stated, settings.dataSources);
  const panels = adoptPanels(stated["panels"], sources, site);
  const variables = adoptList(stated["templating"], sources, []);
  const annotations = adoptList(stated["annotations"], sources, [builtInAnnotation]);
  const document = completeDocument(stated, {
    annotations: { list: annotations },
    panels: panels.documents,
    templating: { list: variables },
  });
  return {
    view: {
      authored: false,
      document,
      folder: folder.length > 0 ? folder : folderPath(settings.defaults.folder),
      panels: panels.views,
      variables: variables.map((variable) => variableView(variable, site)),
      annotations: annotations.flatMap((annotation) => annotationQuery(annotation, site)),
      site,
      findings: unknownSources(document, sources, site),
    },
  };
}

function completeDocument(
  stated: Members,
  parts: Pick<DashboardDocument, "panels"> & Members,
): DashboardDocument {
  const kept = Object.fromEntries(Object.entries(stated).filter(([name]) => !serverOwned.includes(name)));
  const version = stated["schemaVersion"];
  return {
    editable: true,
    links: [],
    tags: [],
    timepicker: {},
    ...kept,
    ...parts,
    schemaVersion: typeof version === "number" ? version : schemaVersion,
    title: textOf(stated["title"]) ?? "",
    uid: textOf(stated["uid"]) ?? "",
  };
}

/** The entries of `{ list: […] }` with their data sources, after those that must be there. */
function adoptList(
  holder: unknown,
  sources: AdoptedSources,
  required: readonly Members[],
): readonly Members[] {
  const list = objectsOf(isMembers(holder) ? holder["list"] : undefined);
  const missing = required.filter((entry) => !list.some((present) => present["name"] === entry["name"]));
  return [
    ...missing,
    ...list.map((entry) =>
      entry["datasource"] === undefined
        ? entry
        : { ...entry, datasource: sources.refOf(entry["datasource"]) },
    ),
  ];
}

function variableView(document: Members, site: CallSite | undefined): VariableView {
  return { name: textOf(document["name"]) ?? "", document, site };
}

function annotationQuery(annotation: Members, site: CallSite | undefined): readonly QueryView[] {
  const text = textOf(annotation["expr"]);
  if (text === undefined || text.trim() === "") return [];
  const name = `annotation ${textOf(annotation["name"]) ?? ""}`;
  return [{ name, text, origin: "raw", shape: undefined, site }];
}

function unknownSources(
  document: Members,
  sources: AdoptedSources,
  site: CallSite | undefined,
): readonly Finding[] {
  if (sources.unknown.size === 0) return [];
  return [
    {
      rule: "data-source",
      severity: "warning",
      message: `The document names data sources that the configuration lacks: ${quoteList([...sources.unknown])}.`,
      hint: "They must exist in Grafana, or add them to `dataSources` in dash.config.ts.",
      part: dashboardName(document),
      site,
    },
  ];
}
