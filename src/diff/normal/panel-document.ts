import { isObject, type Json, type JsonObject } from "../../schema/json.ts";
import type { NormalPanel } from "./normal-form.ts";

/** A panel in its normal form as one object, as Grafana would write it; without its id and place. */
export function panelDocument(panel: NormalPanel): JsonObject {
  const { title, type, targets, overrides, transformations, links, fields } = panel;
  const { fieldConfig } = fields;
  const settings =
    overrides.length === 0 ? fieldConfig : { ...(isObject(fieldConfig) ? fieldConfig : {}), overrides };
  return {
    ...fields,
    title,
    type,
    ...(settings === undefined ? {} : { fieldConfig: settings }),
    ...list("targets", targets),
    ...list("transformations", transformations),
    ...list("links", links),
  };
}

function list(name: string, elements: readonly Json[]): JsonObject {
  return elements.length === 0 ? {} : { [name]: elements };
}

/** The normal form of a panel that was written by {@link panelDocument}; without id and place. */
export function panelOfDocument(document: JsonObject): NormalPanel {
  const { title, type, targets, transformations, links, fieldConfig, ...fields } = document;
  const { overrides, ...settings } = isObject(fieldConfig) ? fieldConfig : {};
  return {
    id: undefined,
    key: undefined,
    title: typeof title === "string" ? title : "",
    type: typeof type === "string" ? type : "",
    row: undefined,
    position: { x: 0, y: 0, w: 0, h: 0 },
    targets: objectList(targets),
    overrides: objectList(overrides),
    transformations: objectList(transformations),
    links: objectList(links),
    fields: Object.keys(settings).length === 0 ? fields : { ...fields, fieldConfig: settings },
  };
}

function objectList(value: Json | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? (value as readonly Json[]).filter(isObject) : [];
}
