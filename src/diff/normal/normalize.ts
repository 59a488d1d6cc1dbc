/** From a classic document to the form in which dashboards are compared. */
import {
  annotationPosition,
  dashboardPosition,
  linkPosition,
  variablePosition,
} from "../../schema/defaults/positions.ts";
import { isObject, type Json, type JsonObject, memberOf } from "../../schema/json.ts";
import type { DefinitionSources } from "../documents/side.ts";
import type { DataSourceNames } from "./data-source-ref.ts";
import type { NormalDashboard } from "./normal-form.ts";
import { inReadingOrder, type KnownPanel, type KnownPanels, normalPanel } from "./normal-panels.ts";
import { type RelaxContext, relaxObject } from "./relax.ts";

/** A dashboard ready to be compared, with what was left out. */
export interface Normalized {
  readonly dashboard: NormalDashboard;
  readonly schemaVersion: string | undefined;
  /** The versions of the plugins that saved the panels, in the order of the panels. */
  readonly pluginVersions: readonly (string | undefined)[];
  /** The names of the relaxations that left something out, besides the panels. */
  readonly relaxed: ReadonlySet<string>;
  /** The same for each panel, in their order. */
  readonly relaxedPanels: readonly ReadonlySet<string>[];
  /** The plugins of data sources, by uid, as far as the document tells. */
  readonly dataSourceTypes: ReadonlyMap<string, string>;
}

/** What normalising needs besides the document. */
export interface NormalizeRequest {
  /** A classic document, or a v2 one that was converted. */
  readonly document: JsonObject;
  /** The version of its schema, which converting drops. @default its `schemaVersion` */
  readonly schema?: string | undefined;
  readonly dataSources?: DataSourceNames;
  readonly sources?: DefinitionSources | undefined;
  /** Panels of the other side, which are mostly the same; panels of this side are added. @default none */
  readonly known?: KnownPanels | undefined;
}

/** Members that have a list of their own in the normal form. */
const listed = ["annotations", "links", "panels", "templating"];

/** The normal form of a dashboard. Never throws: what is no list where one belongs stays among the settings. */
export function normalizeDashboard(request: NormalizeRequest): Normalized {
  const { document, schema, dataSources, sources, known = new Map<string, KnownPanel>() } = request;
  const used = new Set<string>();
  const types = new Map<string, string>();
  const context: RelaxContext = { dataSources: dataSources ?? new Map<string, string>(), used, types };
  const { members, lists } = takeLists(document);
  const placed = inReadingOrder(lists.panels, context);
  const panels = placed.map((panel) => normalPanel(panel, context, { sources, known }));
  return {
    dashboard: {
      settings: sortedTags(relaxObject(members, dashboardPosition, context)),
      variables: lists.variables.map((variable) => relaxObject(variable, variablePosition, context)),
      annotations: annotationsOf(lists.annotations, context),
      links: lists.links.map((link) => relaxObject(link, linkPosition, context)),
      panels: panels.map(({ panel }) => panel),
    },
    schemaVersion: schema ?? schemaText(document),
    pluginVersions: placed.map(({ document: { pluginVersion } }) =>
      typeof pluginVersion === "string" ? pluginVersion : undefined,
    ),
    relaxed: used,
    relaxedPanels: panels.map(({ relaxed }) => relaxed),
    dataSourceTypes: types,
  };
}

interface Lists {
  readonly panels: readonly JsonObject[];
  readonly variables: readonly JsonObject[];
  readonly annotations: readonly JsonObject[];
  readonly links: readonly JsonObject[];
}

/** The lists, and the document without them; a list that holds anything but objects is left where it is. */
function takeLists(document: JsonObject): { readonly members: JsonObject; readonly lists: Lists } {
  const lists: Lists = {
    panels: objectsOf(document["panels"]) ?? [],
    variables: objectsOf(memberOf(document["templating"], "list")) ?? [],
    annotations: objectsOf(memberOf(document["annotations"], "list")) ?? [],
    links: objectsOf(document["links"]) ?? [],
  };
  const members = Object.fromEntries(
    Object.entries(document).flatMap(([name, value]): readonly (readonly [string, Json | undefined])[] => {
      if (!listed.includes(name)) return [[name, value]];
      const rest = remainder(name, value);
      return rest === undefined ? [] : [[name, rest]];
    }),
  );
  return { members, lists };
}

/** What of a listed member is not in its list. */
function remainder(name: string, value: Json | undefined): Json | undefined {
  if (name === "panels" || name === "links") return objectsOf(value) === undefined ? value : undefined;
  if (!isObject(value)) return value;
  const { list, ...others } = value;
  const rest = objectsOf(list) === undefined && list !== undefined ? { ...others, list } : others;
  return Object.keys(rest).length === 0 ? undefined : rest;
}

/** The list when all of its elements are objects. */
export function objectsOf(value: Json | undefined): readonly JsonObject[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const list = value as readonly Json[];
  return list.every(isObject) ? list : undefined;
}

/** Grafana adds its own annotations to every dashboard; an entry that says no more than that is none. */
function annotationsOf(list: readonly JsonObject[], context: RelaxContext): readonly JsonObject[] {
  return list
    .map((annotation) => relaxObject(annotation, annotationPosition(annotation), context))
    .filter((annotation) => {
      const { builtIn, ...others } = annotation;
      const isBare = builtIn === 1 && Object.keys(others).length === 0;
      if (isBare) context.used.add("built-in-annotation");
      return !isBare;
    });
}

/** Tags are a set: Grafana searches by them and shows them sorted nowhere in particular. */
function sortedTags(settings: JsonObject): JsonObject {
  const { tags } = settings;
  if (!Array.isArray(tags) || !tags.every((tag) => typeof tag === "string")) return settings;
  return { ...settings, tags: [...new Set(tags as readonly string[])].sort() };
}

function schemaText({ schemaVersion }: JsonObject): string | undefined {
  return typeof schemaVersion === "number" ? String(schemaVersion) : undefined;
}
