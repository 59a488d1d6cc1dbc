/** Conversions between the versions of the resource `dashboards`, as far as clients can tell. */
import type { Json, JsonObject } from "../../../src/schema/json.ts";
import { isObject, textOf } from "./content.ts";

/** What a read in another version than the stored one gives. */
export interface Converted {
  readonly spec: JsonObject;
  readonly status?: JsonObject;
}

export const isV2 = (version: string): boolean => version.startsWith("v2");

/** The schema version that v1 and v1beta1 have. */
const newestSchema = 42;
/** The oldest schema version that the server can migrate. */
const oldestSchema = 13;

/** Whether a spec is one of the newer schema. */
export function looksLikeV2(spec: JsonObject): boolean {
  return isObject(spec["elements"]) || isObject(spec["layout"]);
}

/** Migrates a classic model as v1 and v1beta1 show it; `undefined` when it is too old for that. */
export function migrated(spec: JsonObject): JsonObject | undefined {
  const schemaVersion = typeof spec["schemaVersion"] === "number" ? spec["schemaVersion"] : 0;
  if (schemaVersion < oldestSchema) return undefined;
  return schemaVersion >= newestSchema ? spec : { ...spec, schemaVersion: newestSchema };
}

/** A stored spec in a wanted version. */
export function convert(spec: JsonObject, from: string, to: string): Converted {
  if (from === to) return { spec };
  const ok = { conversion: { failed: false, storedVersion: from } };
  if (isV2(from)) return isV2(to) ? { spec, status: ok } : { spec: fromV2(spec), status: ok };
  if (isV2(to)) return { spec: toV2(spec), status: ok };
  if (to === "v0alpha1") return { spec };
  const result = migrated(spec);
  if (result !== undefined) return { spec: result };
  const error = `schema version ${Number(spec["schemaVersion"] ?? 0)} is below the minimum ${oldestSchema}`;
  return { spec, status: { conversion: { failed: true, storedVersion: from, error } } };
}

/** A classic model in the v2 schema: panels become elements of a grid. */
export function toV2(spec: JsonObject): JsonObject {
  const panels = listOf(spec["panels"]).filter(isObject);
  const name = (panel: JsonObject): string => `panel-${Number(panel["id"] ?? 0)}`;
  return {
    title: textOf(spec["title"]),
    tags: spec["tags"] ?? [],
    annotations: [],
    cursorSync: "Off",
    preload: false,
    links: [],
    timeSettings: { from: "now-6h", to: "now", autoRefresh: textOf(spec["refresh"]) },
    variables: [],
    elements: Object.fromEntries(
      panels.map((panel) => [
        name(panel),
        {
          kind: "Panel",
          spec: {
            id: panel["id"] ?? 0,
            title: textOf(panel["title"]),
            links: [],
            vizConfig: { kind: "VizConfig", group: textOf(panel["type"]), version: "", spec: {} },
          },
        },
      ]),
    ),
    layout: {
      kind: "GridLayout",
      spec: {
        items: panels.map((panel) => ({
          kind: "GridLayoutItem",
          spec: { ...gridOf(panel["gridPos"]), element: { kind: "ElementReference", name: name(panel) } },
        })),
      },
    },
  };
}

function gridOf(grid: Json | undefined): JsonObject {
  const position = isObject(grid) ? grid : {};
  const { x = 0, y = 0, w = 12, h = 9 } = position;
  return { x, y, width: w, height: h };
}

function fromV2(spec: JsonObject): JsonObject {
  const elements = isObject(spec["elements"]) ? Object.values(spec["elements"]) : [];
  return {
    title: textOf(spec["title"]),
    tags: spec["tags"] ?? [],
    schemaVersion: newestSchema,
    panels: elements.filter(isObject).map((element) => {
      const inner = isObject(element["spec"]) ? element["spec"] : {};
      const viz = isObject(inner["vizConfig"]) ? inner["vizConfig"] : {};
      return { id: inner["id"] ?? 0, title: textOf(inner["title"]), type: textOf(viz["group"]) };
    }),
  };
}

function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}
