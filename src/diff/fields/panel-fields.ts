import { panelDefaults } from "../../schema/defaults/panel-defaults.ts";
import { isSame, type Json, type JsonObject, memberOf } from "../../schema/json.ts";
import { worstImpact } from "../impact.ts";
import type { Change, Impact, JsonPath } from "../model.ts";
import { dataSource } from "./data-source.ts";
import { type Defaults, type Differences, findDifferences, ruleChange } from "./differences.ts";
import { fieldRules } from "./field-rules.ts";
import { optionRules } from "./option-rules.ts";
import {
  auto,
  below,
  cosmetic,
  data,
  flag,
  none,
  oneOf,
  presentation,
  type Rules,
  type RuleTree,
  ruleTree,
  text,
} from "./rules.ts";
import { joinFacts, stringWords, valueWords } from "./words.ts";

/** The plugins of a panel. */
export interface PanelTypes {
  readonly beforeType: string;
  readonly afterType: string;
}

/** The differences of a panel's settings. */
export interface PanelFields {
  /** What dash has words for, in the order in which people look at it. */
  readonly fields: readonly Change[];
  /** Everything else, by its JSON path. */
  readonly unknown: readonly Change[];
}

const rules: Rules = {
  description: cosmetic("description", text),
  libraryPanel: data("library panel", {
    absent: "none",
    words: (value) => valueWords(memberOf(value, "name") ?? memberOf(value, "uid") ?? value),
  }),
  datasource: data("data source", dataSource),
  // The step and the number of points decide what is averaged away.
  interval: data("min interval", auto),
  maxDataPoints: data("max data points", auto),
  timeFrom: data("time range", { absent: "the dashboard's" }),
  timeShift: data("time shift", none),
  timeCompare: data("time comparison", none),
  hideTimeOverride: cosmetic("time info hidden", flag),
  cacheTimeout: data("cache timeout", none),
  queryCachingTTL: data("query cache", { absent: "the data source's" }),
  // How many panels there are, and of what.
  repeat: data("repeat by", { ...none, words: (value) => `$${valueWords(value)}` }),
  repeatDirection: presentation("repeat direction", oneOf({ h: "horizontal", v: "vertical" }, "horizontal")),
  maxPerRow: presentation("max per row", { absent: "4" }),
  collapsed: presentation("row", oneOf({ true: "collapsed", false: "open" }, "open")),
  transparent: cosmetic("transparent background", flag),
  ...below("fieldConfig.defaults", fieldRules),
  ...below("options", optionRules),
};

const tree: RuleTree = ruleTree(rules);

/** The differences of the `fields` of two panels in their normal form. */
export function diffPanelFields(before: JsonObject, after: JsonObject, types: PanelTypes): PanelFields {
  const defaults = { before: panelDefaults(types.beforeType), after: panelDefaults(types.afterType) };
  const found = differences(before, after, defaults);
  return types.beforeType === types.afterType
    ? { fields: found.known, unknown: found.unknown }
    : folded(found, { before, after }, types);
}

function differences(before: JsonObject, after: JsonObject, defaults: Defaults): Differences {
  return findDifferences(before, after, { tree, defaults, unknownImpact });
}

function unknownImpact([first]: JsonPath): Impact {
  return first === "options" || first === "fieldConfig" ? "presentation" : "data";
}

interface Documents {
  readonly before: JsonObject;
  readonly after: JsonObject;
}

/** What each plugin has in its own way. */
const pluginParts: readonly { readonly path: readonly string[]; readonly label: string }[] = [
  { path: ["fieldConfig", "defaults", "custom"], label: "style" },
  { path: ["options"], label: "options" },
];

/** Another plugin has other options: what vanishes and what appears with it is one change, not fifty. */
function folded({ known, unknown }: Differences, sides: Documents, types: PanelTypes): PanelFields {
  const all = [...known, ...unknown];
  const parts = pluginParts.filter(({ path }) => all.some((change) => startsWith(change.path, path)));
  const isOwn = ({ path }: Change): boolean => !parts.some((part) => startsWith(path, part.path));
  return {
    fields: [
      ...known.filter(isOwn).map((change) => asBefore(change, types)),
      ...parts.map((part) => foldedPart(part, sides, known, types)),
    ],
    unknown: unknown.filter(isOwn),
  };
}

/** What one plugin does by itself, and what is written out for the other one, may be the same. */
function asBefore(change: Change, { beforeType, afterType }: PanelTypes): Change {
  const given = change.before ?? change.after;
  const absentFor = change.before === undefined ? beforeType : afterType;
  if (isOnBothSides(change) || !isSame(valueAt(panelDefaults(absentFor), change.path.map(String)), given)) {
    return change;
  }
  return { ...change, text: "as before", impact: "none" };
}

function foldedPart(
  { path, label }: (typeof pluginParts)[number],
  sides: Documents,
  known: readonly Change[],
  { beforeType, afterType }: PanelTypes,
): Change {
  const [before, after] = [valueAt(sides.before, path), valueAt(sides.after, path)];
  const shared = known.filter((change) => startsWith(change.path, path) && isOnBothSides(change));
  const words = joinFacts([
    `of ${stringWords(beforeType)} → of ${stringWords(afterType)}`,
    ...shared.map((change) => `${change.label} ${change.text}`),
  ]);
  const impact = worstImpact(["presentation", ...shared.map((change) => change.impact)]);
  return ruleChange({ label, impact, say: () => words }, path, { before, after });
}

function isOnBothSides({ before, after }: Change): boolean {
  return before !== undefined && after !== undefined;
}

function startsWith(path: JsonPath, start: JsonPath): boolean {
  return start.every((step, index) => path[index] === step);
}

function valueAt(value: Json | undefined, path: readonly string[]): Json | undefined {
  return path.reduce(memberOf, value);
}
