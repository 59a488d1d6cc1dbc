/** What dash knows of `fieldConfig.defaults`, and of the properties of overrides, which have the same names. */
import { color } from "./colors.ts";
import { links } from "./links.ts";
import { mappings } from "./mappings.ts";
import {
  auto,
  below,
  cosmetic,
  flag,
  none,
  presentation,
  type Rules,
  type RuleTree,
  ruleTree,
  text,
} from "./rules.ts";
import { styleRules } from "./style-rules.ts";
import { thresholds } from "./thresholds.ts";

/** By Grafana's names. */
export const fieldRules: Rules = {
  // Another unit is another meaning of the same number.
  unit: presentation("unit", none),
  decimals: presentation("decimals", auto),
  min: presentation("min", auto),
  max: presentation("max", auto),
  fieldMinMax: presentation("min and max of each field", flag),
  // Thresholds say which values are healthy.
  thresholds: presentation("thresholds", thresholds),
  mappings: presentation("value mappings", mappings),
  color: cosmetic("color", color),
  displayName: cosmetic("display name", text),
  displayNameFromDS: cosmetic("display name", text),
  description: cosmetic("field description", text),
  noValue: cosmetic("text without a value", text),
  filterable: cosmetic("filterable", flag),
  links: presentation("data links", links),
  ...below("custom", styleRules),
};

/** {@link fieldRules} as a tree, for overrides. */
export const fieldTree: RuleTree = ruleTree(fieldRules);
