/** What Grafana's UI makes of a document when a person saves it. */
import type { Json, JsonObject } from "../../../src/schema/json.ts";
import { isObject } from "./content.ts";
import type { Profile } from "./profile.ts";

const builtinAnnotation: JsonObject = {
  builtIn: 1,
  datasource: { type: "grafana", uid: "-- Grafana --" },
  enable: true,
  hide: true,
  iconColor: "rgba(0, 211, 255, 1)",
  name: "Annotations & Alerts",
  type: "dashboard",
};

/**
 * Nulls removed, the schema version raised, the builtin annotation, defaults of the dashboard, of panels and of
 * variables written out.
 */
export function savedByUi(document: JsonObject, profile: Profile): JsonObject {
  const clean = withoutNulls(document) as JsonObject;
  const schemaVersion = typeof clean["schemaVersion"] === "number" ? clean["schemaVersion"] : 0;
  return {
    editable: true,
    fiscalYearStartMonth: 0,
    graphTooltip: 0,
    links: [],
    tags: [],
    timepicker: {},
    timezone: "browser",
    ...clean,
    annotations: withBuiltin(clean["annotations"]),
    panels: listOf(clean["panels"]).map((panel) => savedPanel(panel, profile)),
    schemaVersion: Math.max(schemaVersion, profile.schemaVersion),
    templating: { list: listOf(member(clean["templating"], "list")).map(savedVariable) },
  };
}

function withBuiltin(annotations: Json | undefined): JsonObject {
  const list = listOf(member(annotations, "list"));
  const has = list.some((entry) => isObject(entry) && entry["builtIn"] === 1);
  return { list: has ? list : [builtinAnnotation, ...list] };
}

function savedPanel(panel: Json, profile: Profile): Json {
  if (!isObject(panel)) return panel;
  if (panel["type"] === "row") {
    return { ...panel, panels: listOf(panel["panels"]).map((inner) => savedPanel(inner, profile)) };
  }
  const fieldConfig = isObject(panel["fieldConfig"]) ? panel["fieldConfig"] : {};
  const defaults = isObject(fieldConfig["defaults"]) ? fieldConfig["defaults"] : {};
  return {
    ...panel,
    fieldConfig: { overrides: [], ...fieldConfig, defaults: { mappings: [], ...defaults } },
    options: isObject(panel["options"]) ? panel["options"] : {},
    pluginVersion: profile.version,
  };
}

function savedVariable(variable: Json): Json {
  if (!isObject(variable) || variable["type"] !== "query") return variable;
  return { options: [], ...variable, current: variable["current"] ?? { text: "a", value: "a" } };
}

function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

function member(value: Json | undefined, name: string): Json | undefined {
  return isObject(value) ? value[name] : undefined;
}

function withoutNulls(value: Json): Json {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) =>
      inner === null || inner === undefined ? [] : [[key, withoutNulls(inner)]],
    ),
  );
}
