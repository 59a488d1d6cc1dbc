import { readdirSync, readFileSync } from "node:fs";
import { isObject, type Json, type JsonObject, memberOf } from "../../src/schema/json.ts";

/** A panel as far as its fields and lists are compared. */
export interface RealPanel {
  readonly type: string;
  readonly fields: JsonObject;
  readonly overrides: readonly JsonObject[];
  readonly transformations: readonly JsonObject[];
}

/** Plugins whose options dash does not know. */
export const foreignPlugins: ReadonlySet<string> = new Set(["geomap", "nodeGraph"]);

/** The dashboards that this project builds and those of its tests. */
export function realDashboards(): readonly JsonObject[] {
  return ["provisioning/dashboards", "test/fixtures/compile", "test/fixtures/live"]
    .flatMap(jsonFilesIn)
    .flatMap((file) => {
      const document = read(file);
      return Array.isArray(memberOf(document, "panels")) ? [document] : [];
    });
}

/** The panels of {@link realDashboards} and one of each kind that the authoring API makes. */
export function realPanels(): readonly RealPanel[] {
  const definitions = jsonFilesIn("test/fixtures/panels").map((file) => {
    const { type, fieldConfig, options, transformations, extra } = read(file);
    return panelOf({ ...(isObject(extra) ? extra : {}), type, fieldConfig, options, transformations });
  });
  return [
    ...definitions,
    ...realDashboards()
      .flatMap((document) => objectsAt(document, "panels"))
      .map(panelOf),
  ];
}

/** The objects of a list in a document. */
export function objectsAt(document: Json | undefined, ...path: readonly string[]): readonly JsonObject[] {
  const list = path.reduce(memberOf, document);
  return Array.isArray(list) ? (list as readonly Json[]).filter(isObject) : [];
}

function panelOf(document: JsonObject): RealPanel {
  const apart = [
    "id",
    "title",
    "type",
    "gridPos",
    "targets",
    "links",
    "transformations",
    "panels",
    "fieldConfig",
  ];
  const fields = Object.entries(document).filter(
    ([name, value]) => !apart.includes(name) && value !== undefined,
  );
  const defaults = memberOf(document["fieldConfig"], "defaults");
  if (isObject(defaults) && Object.keys(defaults).length > 0) fields.push(["fieldConfig", { defaults }]);
  return {
    type: document["type"] as string,
    fields: withoutEmpty(Object.fromEntries(fields)),
    overrides: objectsAt(document, "fieldConfig", "overrides"),
    transformations: objectsAt(document, "transformations"),
  };
}

/** A normal form has no empty objects. */
function withoutEmpty(object: JsonObject): JsonObject {
  const members = Object.entries(object).map(([name, value]) => [
    name,
    isObject(value) ? withoutEmpty(value) : value,
  ]);
  return Object.fromEntries(
    members.filter(([, value]) => !isObject(value) || Object.keys(value).length > 0),
  ) as JsonObject;
}

function jsonFilesIn(folder: string): readonly string[] {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return files
    .filter((file) => file.endsWith(".json"))
    .map((file) => `${folder}/${file}`)
    .sort();
}

function read(file: string): JsonObject {
  return JSON.parse(readFileSync(file, "utf8")) as JsonObject;
}
