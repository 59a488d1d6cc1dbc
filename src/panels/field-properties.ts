import type { Json, JsonObject } from "../schema/json.ts";
import type { Unit } from "../schema/units.ts";
import { colorDocument, colorRule, type FieldColor } from "./color.ts";
import { type JsonDraft, put } from "./json-draft.ts";
import { type DataLink, dataLinksRule, linkDocuments } from "./links.ts";
import { type Mappings, mappingsDocument, mappingsRule } from "./mappings.ts";
import { numberRule, type RulesFor, textRule } from "./option-rules.ts";
import { type Thresholds, thresholdsDocument, thresholdsRule } from "./thresholds.ts";

/** How values are shown, for a whole panel or for the fields of an override. */
export interface FieldProperties {
  /** What one unit of the value is. @default the unit of the queries when they agree, else a plain number */
  readonly unit?: Unit;
  /** The number of decimals. @default as many as the value needs */
  readonly decimals?: number;
  /** The least value of the axis or gauge, in the unit. @default from the values */
  readonly min?: number;
  /** The greatest value of the axis or gauge, in the unit. @default from the values */
  readonly max?: number;
  /** The name of the fields; `${__field.labels.job}` is filled in. @default the query's legend */
  readonly displayName?: string;
  /** The text that is shown when there is no value. @default "-" or what suits the panel type */
  readonly noValue?: string;
  /** How values get their colour; a text is one fixed colour. @default what suits the panel type */
  readonly color?: FieldColor;
  /** Where values change their colour. @default green throughout */
  readonly thresholds?: Thresholds;
  /** What is shown instead of certain values. @default nothing */
  readonly mappings?: Mappings;
  /** Links on the values. @default none */
  readonly dataLinks?: readonly DataLink[];
}

/** The rules for {@link FieldProperties}. */
export const fieldRules: RulesFor<FieldProperties> = {
  unit: textRule,
  decimals: { is: "number", whole: true },
  min: numberRule,
  max: numberRule,
  displayName: textRule,
  noValue: textRule,
  color: colorRule,
  thresholds: thresholdsRule,
  mappings: mappingsRule,
  dataLinks: dataLinksRule,
};

/** What fields have when the properties do not say otherwise. */
export interface FieldBase {
  readonly color?: JsonObject | undefined;
  readonly custom?: JsonObject | undefined;
  readonly mappings?: Json;
  readonly thresholds?: JsonObject;
  readonly unit?: string | undefined;
}

/** The members that the properties set, by Grafana's names and in their order, upon a base. */
export function fieldMembers(properties: FieldProperties, base: FieldBase = {}): JsonDraft {
  const { color, mappings, thresholds } = properties;
  const members: JsonDraft = {};
  put(members, "color", color === undefined ? base.color : colorDocument(color));
  put(members, "custom", base.custom);
  put(members, "decimals", properties.decimals);
  put(members, "displayName", properties.displayName);
  if (properties.dataLinks !== undefined) members["links"] = linkDocuments(properties.dataLinks);
  put(members, "mappings", mappings === undefined ? base.mappings : mappingsDocument(mappings));
  put(members, "max", properties.max);
  put(members, "min", properties.min);
  put(members, "noValue", properties.noValue);
  put(members, "thresholds", thresholds === undefined ? base.thresholds : thresholdsDocument(thresholds));
  put(members, "unit", properties.unit ?? base.unit);
  return members;
}
