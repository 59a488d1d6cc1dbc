import type { FieldConfigDocument } from "../schema/document.ts";
import type { Json, JsonObject } from "../schema/json.ts";
import { type FieldProperties, fieldMembers, fieldRules } from "./field-properties.ts";
import { copyJson, frozen, type JsonDraft } from "./json-draft.ts";
import {
  type Fault,
  type OptionRule,
  type OptionRules,
  type RulesFor,
  textRule,
  textsRule,
} from "./option-rules.ts";

/** The ways to choose the fields that an override changes. */
export interface FieldMatchers {
  /** The exact name of a field or series, as the panel shows it. */
  readonly name: string;
  /** Several exact names. */
  readonly names: readonly string[];
  /** A regular expression that matches a part of the name. */
  readonly regexp: string | RegExp;
  /** All fields of a query, by its `refId`. */
  readonly query: string;
  /** All fields that hold such values. */
  readonly type: "number" | "string" | "time" | "boolean";
  /** Any other matcher, as Grafana stores it: `{ id: "byValue", options: {…} }`. */
  readonly matcher: { readonly id: string; readonly options?: Json };
}

/** Exactly one of the {@link FieldMatchers}. */
export type FieldMatcher = {
  readonly [Name in keyof FieldMatchers]: Pick<FieldMatchers, Name> & {
    readonly [Other in Exclude<keyof FieldMatchers, Name>]?: never;
  };
}[keyof FieldMatchers];

/** What an override can change besides {@link FieldProperties} and the style of its panel type. */
export interface RawProperties {
  /** Any other property by Grafana's id, for example `{ "custom.lineStyle": {…} }`. */
  readonly properties?: JsonObject;
}

/** Other options for some of the fields: which ones, and what is different for them. */
export type FieldOverride<Style extends object = object> = FieldMatcher &
  FieldProperties &
  Style &
  RawProperties;

const matcherRules: RulesFor<FieldMatchers> = {
  name: textRule,
  names: textsRule,
  regexp: { opaque: true },
  query: textRule,
  type: { is: "text", words: ["number", "string", "time", "boolean"] },
  matcher: { is: "object" },
};

const matcherNames = Object.keys(matcherRules) as (keyof FieldMatchers)[];

/** The rule for overrides whose style has these rules. */
export function overridesRule(styleRules: OptionRules): OptionRule {
  const members: OptionRules = {
    ...matcherRules,
    ...fieldRules,
    ...styleRules,
    properties: { is: "object" },
  };
  return { is: "list", items: { is: "object", members, check: checkMatcher } };
}

function checkMatcher(override: unknown): Fault | undefined {
  const given = matcherNames.filter((name) => Object.hasOwn(override as object, name));
  if (given.length === 1) return undefined;
  return {
    fault:
      given.length === 0 ? "does not say which fields it is for" : `chooses fields by ${given.join(" and ")}`,
    hint: `Give exactly one of ${matcherNames.map((name) => `\`${name}\``).join(", ")}.`,
  };
}

/** The overrides as Grafana stores them; `customOf` writes the style of the panel type. */
export function overrideDocuments<Style extends object>(
  overrides: readonly FieldOverride<Style>[] | undefined,
  customOf: (style: Style) => JsonDraft,
): FieldConfigDocument["overrides"] {
  if (overrides === undefined) return none;
  return overrides.map((override) => ({
    matcher: matcherDocument(override),
    properties: [
      ...propertiesOf(fieldMembers(override), ""),
      ...propertiesOf(customOf(override), "custom."),
      ...propertiesOf(copyJson(override.properties ?? {}), ""),
    ],
  }));
}

const none: FieldConfigDocument["overrides"] = frozen([]);

function propertiesOf(
  members: JsonObject,
  prefix: string,
): FieldConfigDocument["overrides"][number]["properties"] {
  return Object.entries(members).map(([name, value]) => ({
    id: prefix + name,
    ...(value === undefined ? {} : { value }),
  }));
}

function matcherDocument(matcher: FieldMatcher): FieldConfigDocument["overrides"][number]["matcher"] {
  if (matcher.name !== undefined) return { id: "byName", options: matcher.name };
  if (matcher.names !== undefined) {
    return { id: "byNames", options: { mode: "include", names: [...matcher.names] } };
  }
  if (matcher.regexp !== undefined) return { id: "byRegexp", options: patternOf(matcher.regexp) };
  if (matcher.query !== undefined) return { id: "byFrameRefID", options: matcher.query };
  if (matcher.type !== undefined) return { id: "byType", options: matcher.type };
  return copyJson(matcher.matcher);
}

/** Grafana takes a text without slashes as the whole name. */
function patternOf(regexp: string | RegExp): string {
  if (typeof regexp !== "string") return String(regexp);
  return /^\/.*\/[a-z]*$/s.test(regexp) ? regexp : `/${regexp}/`;
}
