import type { Query } from "../queries/expression.ts";
import type { FieldConfigDocument } from "../schema/document.ts";
import type { Json, JsonObject } from "../schema/json.ts";
import { type FieldProperties, fieldMembers, fieldRules } from "./field-properties.ts";
import { frozen, type JsonDraft } from "./json-draft.ts";
import type { OptionRule, OptionRules } from "./option-rules.ts";
import { type FieldOverride, overrideDocuments, overridesRule } from "./overrides.ts";
import { unitOf } from "./panel-queries.ts";
import { noThresholds } from "./thresholds.ts";

/** How values are shown, and what is different for some of the fields. */
export interface FieldOptions<Style extends object = object> extends FieldProperties {
  /** Other options for some of the fields; a later override wins. @default none */
  readonly overrides?: readonly FieldOverride<Style>[];
}

/** The rules for {@link FieldOptions} whose overrides can also change a style with these rules. */
export function fieldOptionRules(
  styleRules: OptionRules,
): typeof fieldRules & { readonly overrides: OptionRule } {
  return { ...fieldRules, overrides: overridesRule(styleRules) };
}

/** What a panel type brings along for its fields. */
export interface FieldDefaults<Style extends object> {
  /** The way of colouring that Grafana starts with. @default the plugin's own */
  readonly color?: JsonObject;
  /** The custom options of the panel type. @default none */
  readonly custom?: JsonObject | undefined;
  /** Writes the style of an override as custom options. @default there is none */
  readonly customOf?: (style: Style) => JsonDraft;
}

/** The way of colouring that most charts start with: each series has the next colour of the palette. */
export const paletteColor: JsonObject = frozen({ mode: "palette-classic" });

/** The way of colouring that single values start with. */
export const thresholdsColor: JsonObject = frozen({ mode: "thresholds" });

const noMappings: Json = frozen([]);

/**
 * The configuration of a panel's fields: what the author set. Styles that were not set are left out: every version of
 * Grafana (9.5 to 13) fills in its plugin's own defaults on load, and files stay readable.
 */
export function fieldConfig<Style extends object>(
  options: FieldOptions<Style>,
  queries: readonly Query[],
  defaults: FieldDefaults<Style>,
): FieldConfigDocument {
  const base = {
    color: defaults.color,
    custom: isEmpty(defaults.custom) ? undefined : defaults.custom,
    mappings: noMappings,
    thresholds: noThresholds,
    unit: unitOf(queries),
  };
  return {
    defaults: fieldMembers(options, base),
    overrides: overrideDocuments(options.overrides, defaults.customOf ?? noCustom),
  };
}

/** Of a panel type that shows no fields. */
export const noFieldConfig: FieldConfigDocument = frozen({ defaults: {}, overrides: [] });

function noCustom(): JsonDraft {
  return {};
}

function isEmpty(object: JsonObject | undefined): boolean {
  return object === undefined || Object.keys(object).length === 0;
}
