import { isObject, type Json, type JsonObject } from "../../schema/json.ts";
import type { GridPosition } from "../../schema/document.ts";
import type { NormalPanel } from "./normal-form.ts";

/** A panel in its normal form as one object, as Grafana would write it; without its id and place. */
export function panelDocument(panel: NormalPanel): JsonObject {
  const { title, type, targets, overrides, transformations, links, fields } = panel;
  const { fieldConfig } = fields;
  const settings =
    overrides.length === 0 ? fieldConfig : { ...(isObject(fieldConfig) ? fieldConfig : {}), overrides };
  return {
    title,
    type,
    ...fields,
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
  return { id: undefined, key: undefined, row: undefined, position: nowhere, ...panelParts(document) };
}

const nowhere: GridPosition = { x: 0, y: 0, w: 0, h: 0 };

/** A panel in its normal form, wherever it is. */
export type PanelParts = Omit<NormalPanel, "id" | "key" | "row" | "position">;

/** What of a panel has a member of its own in the normal form; everything else, and what is no such thing, is a field. */
export function panelParts({
  title,
  type,
  targets,
  transformations,
  links,
  fieldConfig,
  ...others
}: JsonObject): PanelParts {
  const { overrides, ...settings } = isObject(fieldConfig) ? fieldConfig : {};
  const fields: Record<string, Json | undefined> = { ...others };
  if (Object.keys(settings).length > 0) fields["fieldConfig"] = settings;
  else if (fieldConfig !== undefined && !isObject(fieldConfig)) fields["fieldConfig"] = fieldConfig;
  const list = (name: string, value: Json | undefined): readonly JsonObject[] => {
    if (Array.isArray(value) && (value as readonly Json[]).every(isObject))
      return value as readonly JsonObject[];
    if (value !== undefined) fields[name] = value;
    return [];
  };
  const text = (name: string, value: Json | undefined): string => {
    if (typeof value === "string") return value;
    if (value !== undefined) fields[name] = value;
    return "";
  };
  return {
    title: text("title", title),
    type: text("type", type),
    targets: list("targets", targets),
    overrides: list("overrides", overrides),
    transformations: list("transformations", transformations),
    links: list("links", links),
    fields,
  };
}
