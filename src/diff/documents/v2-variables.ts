/** Variables of v2 documents in the classic form. Members of equal name and meaning are taken over as they are. */
import { variableDefaults } from "../../schema/defaults/document-defaults.ts";
import { isObject, type Json, type JsonObject, memberOf } from "../../schema/json.ts";
import {
  objectAt,
  orNothing,
  present,
  restOf,
  type Shape,
  textAt,
  unlessEmpty,
  without,
  withoutDefaults,
} from "./leftovers.ts";
import { dataSourceRef, readQuery } from "./v2-query.ts";

/** A variable in the classic form. */
export function toVariable(variable: Json): JsonObject {
  if (!isObject(variable)) return { v2: variable };
  const spec = objectAt(variable, "spec");
  const kind = textAt(variable, "kind");
  const { type, convert } = (Object.hasOwn(kinds, kind) ? kinds[kind] : undefined) ?? unknownKind;
  const { members, shape = kindShape, rest } = convert(spec, variable);
  const all: JsonObject = {
    ...without(spec, reserved),
    hide: code(hideCodes, spec["hide"]),
    refresh: code(refreshCodes, spec["refresh"]),
    sort: code(sortCodes, spec["sort"]),
    current: toCurrent(spec["current"]),
    options: unlessEmpty(spec["options"]),
    staticOptions: unlessEmpty(spec["staticOptions"]),
    ...members,
    type: type ?? unlessEmpty(kind),
    v2: orNothing({
      variable: restOf(variable, { ...shape, kind: "text", spec: "object" }),
      type: spec["type"],
      v2: spec["v2"],
      ...rest,
    }),
  };
  return withoutDefaults(all, variableDefaults);
}

/** Members that mean something else in the classic form. */
const reserved = ["type", "v2"];

/** What is special about a kind of variable. */
interface Converted {
  readonly members: JsonObject;
  /** What is understood beside `spec`. */
  readonly shape?: Shape;
  readonly rest?: JsonObject | undefined;
}

interface Kind {
  readonly type: string | undefined;
  readonly convert: (spec: JsonObject, variable: JsonObject) => Converted;
}

const kindShape: Shape = {};

const unknownKind: Kind = { type: undefined, convert: () => ({ members: {} }) };

const kinds: Readonly<Record<string, Kind>> = {
  QueryVariable: { type: "query", convert: toQueryVariable },
  CustomVariable: { type: "custom", convert: () => ({ members: {} }) },
  TextVariable: { type: "textbox", convert: () => ({ members: {} }) },
  ConstantVariable: { type: "constant", convert: toConstant },
  DatasourceVariable: { type: "datasource", convert: toDataSourceVariable },
  IntervalVariable: { type: "interval", convert: toInterval },
  AdhocVariable: { type: "adhoc", convert: toFilterVariable },
  GroupByVariable: { type: "groupby", convert: toFilterVariable },
  SwitchVariable: { type: "switch", convert: toSwitch },
};

function toQueryVariable(spec: JsonObject): Converted {
  const query = readQuery(spec["query"], spec["datasource"]);
  return { members: { query: toQuery(query.spec), datasource: query.datasource }, rest: query.rest };
}

/** Queries that classic documents hold as a text are wrapped by Grafana when it converts them. */
function toQuery(spec: JsonObject): Json | undefined {
  const { __legacyStringValue: text, ...others } = spec;
  return typeof text === "string" && Object.keys(others).length === 0 ? text : unlessEmpty(spec);
}

/** Constants are never shown; classic documents have to say so. */
function toConstant({ hide }: JsonObject): Converted {
  return { members: hide === "dontHide" || hide === undefined ? { hide: 2 } : {} };
}

function toDataSourceVariable({ pluginId, query }: JsonObject): Converted {
  return {
    members: { pluginId: undefined, query: pluginId },
    rest: { query },
  };
}

function toInterval(spec: JsonObject): Converted {
  const { auto_min: min, auto_count: count } = spec;
  // What Grafana writes when the classic document says nothing.
  return { members: { auto_min: unlessEmpty(min), auto_count: count === 0 ? undefined : count } };
}

function toFilterVariable(spec: JsonObject, variable: JsonObject): Converted {
  const { datasource: beside, group } = variable;
  const inside = spec["datasource"];
  const named = { uid: memberOf(beside, "name"), ...(isObject(inside) ? inside : {}) };
  return {
    members: {
      datasource: dataSourceRef(named, typeof group === "string" ? group : ""),
      filters: unlessEmpty(spec["filters"]),
      baseFilters: unlessEmpty(spec["baseFilters"]),
      defaultKeys: unlessEmpty(spec["defaultKeys"]),
    },
    shape: { group: "text", datasource: "object" },
    rest: orNothing({
      dataSource: restOf(beside, { name: "any" }),
      inside: isObject(inside) ? undefined : inside,
    }),
  };
}

/** Classic documents have the two values as options. */
function toSwitch({ enabledValue, disabledValue, current, options }: JsonObject): Converted {
  const choices = [enabledValue, disabledValue].map((value) => present({ text: value, value }));
  return {
    members: {
      enabledValue: undefined,
      disabledValue: undefined,
      current: typeof current === "string" ? { text: current, value: current } : current,
      options: choices,
    },
    rest: { options },
  };
}

function toCurrent(current: Json | undefined): Json | undefined {
  const isUnset = memberOf(current, "text") === "" && memberOf(current, "value") === "";
  return isUnset && restOf(current, { text: "any", value: "any" }) === undefined
    ? undefined
    : unlessEmpty(current);
}

const hideCodes = ["dontHide", "hideLabel", "hideVariable", "inControlsMenu"];
const refreshCodes = ["never", "onDashboardLoad", "onTimeRangeChanged"];
const sortCodes = [
  "disabled",
  "alphabeticalAsc",
  "alphabeticalDesc",
  "numericalAsc",
  "numericalDesc",
  "alphabeticalCaseInsensitiveAsc",
  "alphabeticalCaseInsensitiveDesc",
  "naturalAsc",
  "naturalDesc",
];

/** The number that classic documents have for a word; the word itself when there is none. */
function code(words: readonly string[], word: Json | undefined): Json | undefined {
  const index = typeof word === "string" ? words.indexOf(word) : -1;
  return index < 0 ? word : index;
}
