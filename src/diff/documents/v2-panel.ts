/** Elements of v2 documents as classic panels. */
import type { GridPosition } from "../../schema/document.ts";
import { isObject, type Json, type JsonObject, memberOf } from "../../schema/json.ts";
import {
  listAt,
  objectAt,
  orNothing,
  present,
  restOf,
  unlessEmpty,
  unlessFalse,
  without,
  withoutDefaults,
} from "./leftovers.ts";
import { panelDataSource, toTarget } from "./v2-query.ts";

/** What the layout says of the panel that it places. */
export interface PanelPlace {
  readonly gridPos: GridPosition;
  readonly repeat?: Json | undefined;
  readonly conditionalRendering?: Json | undefined;
  /** What classic documents have no member for. */
  readonly rest?: Json | undefined;
}

/** An element as a classic panel. */
export function toPanel(element: Json, place: PanelPlace): JsonObject {
  const kind = memberOf(element, "kind");
  const placed = {
    gridPos: { ...place.gridPos },
    ...toRepeat(place.repeat),
    conditionalRendering: place.conditionalRendering ?? undefined,
  };
  const rest = { item: place.rest, repeat: repeatRest(place.repeat) };
  if (kind === "Panel") return present({ ...ownPanel(element, rest), ...placed });
  if (kind === "LibraryPanel") return present({ ...libraryPanel(element, rest), ...placed });
  return present({ ...placed, v2: orNothing({ ...rest, element }) });
}

/** What a layout says of repeating, as members of a classic panel or row. */
export function toRepeat(repeat: Json | undefined): JsonObject {
  if (!isObject(repeat)) return {};
  return {
    repeat: unlessEmpty(repeat["value"]),
    repeatDirection: unlessEmpty(repeat["direction"]),
    maxPerRow: unlessEmpty(repeat["maxPerRow"]),
  };
}

/** What classic documents cannot say of repeating. */
export function repeatRest(repeat: Json | undefined): Json | undefined {
  return restOf(repeat, { mode: { is: "variable" }, value: "any", direction: "any", maxPerRow: "any" });
}

function libraryPanel(element: Json, rest: JsonObject): JsonObject {
  const spec = objectAt(element, "spec");
  return {
    id: spec["id"] ?? undefined,
    title: unlessEmpty(spec["title"]),
    type: "library-panel-ref",
    libraryPanel: spec["libraryPanel"],
    v2: orNothing({
      ...rest,
      element: restOf(element, { kind: "text", spec: "object" }),
      spec: restOf(spec, { id: "any", title: "any", libraryPanel: "any" }),
    }),
  };
}

const panelShape = {
  id: "any",
  title: "any",
  description: "any",
  subtitle: "any",
  transparent: "any",
  links: "list",
  data: "object",
  vizConfig: "object",
} as const;

function ownPanel(element: Json, rest: JsonObject): JsonObject {
  const spec = objectAt(element, "spec");
  const data = toData(spec["data"]);
  const view = toView(spec["vizConfig"]);
  return {
    id: spec["id"] ?? undefined,
    title: unlessEmpty(spec["title"]),
    description: unlessEmpty(spec["description"]),
    subtitle: unlessEmpty(spec["subtitle"]),
    transparent: unlessFalse(spec["transparent"]),
    links: unlessEmpty(listAt(spec, "links").map(toPanelLink)),
    ...data.members,
    ...view.members,
    v2: orNothing({
      ...rest,
      element: restOf(element, { kind: "text", spec: "object" }),
      spec: restOf(spec, panelShape),
      ...data.rest,
      ...view.rest,
    }),
  };
}

/** Members of the panel, and what classic documents have no member for. */
interface Converted {
  readonly members: JsonObject;
  readonly rest: JsonObject;
}

const queryOptions = [
  "cacheTimeout",
  "hideTimeOverride",
  "interval",
  "maxDataPoints",
  "queryCachingTTL",
  "timeCompare",
  "timeFrom",
  "timeShift",
  "timeTo",
];
const queryOptionsShape = Object.fromEntries(queryOptions.map((name) => [name, "any" as const]));

function toData(data: Json | undefined): Converted {
  const group = objectAt(data, "spec");
  const options = objectAt(group, "queryOptions");
  const targets = listAt(group, "queries").map(toTarget);
  return {
    members: {
      ...Object.fromEntries(queryOptions.map((name) => [name, unlessFalse(unlessEmpty(options[name]))])),
      datasource: panelDataSource(targets),
      targets: unlessEmpty(targets),
      transformations: unlessEmpty(listAt(group, "transformations").map(toTransformation)),
    },
    rest: {
      data: restOf(data, { kind: { is: "QueryGroup" }, spec: "object" }),
      group: restOf(group, { queries: "list", transformations: "list", queryOptions: "object" }),
      queryOptions: restOf(options, queryOptionsShape),
    },
  };
}

function toTransformation(transformation: Json): JsonObject {
  if (!isObject(transformation)) return { v2: transformation };
  const spec = objectAt(transformation, "spec");
  const { kind } = transformation;
  const isNamed = kind === "Transformation";
  const id = (isNamed ? transformation["group"] : undefined) ?? spec["id"] ?? (isNamed ? undefined : kind);
  return present({
    ...without(spec, ["id", "disabled", "v2"]),
    id,
    disabled: unlessFalse(spec["disabled"]),
    v2: orNothing({
      transformation: restOf(transformation, {
        // Before v2 the kind is the id.
        kind: { is: isNamed ? "Transformation" : (id ?? null) },
        spec: "object",
        ...(isNamed && { group: "any" }),
      }),
      id: spec["id"] === id ? undefined : spec["id"],
      v2: spec["v2"],
    }),
  });
}

function toView(config: Json | undefined): Converted {
  const kind = memberOf(config, "kind");
  const isNamed = kind === "VizConfig";
  const spec = objectAt(config, "spec");
  const version = isNamed ? memberOf(config, "version") : spec["pluginVersion"];
  return {
    members: {
      type: (isNamed ? memberOf(config, "group") : kind) ?? undefined,
      pluginVersion: unlessEmpty(version),
      options: unlessEmpty(spec["options"]),
      fieldConfig: toFieldConfig(spec["fieldConfig"]),
    },
    rest: {
      vizConfig: restOf(config, {
        kind: "any",
        spec: "object",
        ...(isNamed && { group: "any", version: "any" }),
      }),
      view: restOf(spec, { options: "any", fieldConfig: "any", ...(!isNamed && { pluginVersion: "any" }) }),
    },
  };
}

/** Thresholds, mappings and overrides are written alike in both; only what says nothing is left out. */
function toFieldConfig(config: Json | undefined): Json | undefined {
  if (!isObject(config)) return config ?? undefined;
  const { defaults, overrides, ...others } = config;
  return orNothing({ ...others, defaults: unlessEmpty(defaults), overrides: unlessEmpty(overrides) });
}

function toPanelLink(link: Json): Json {
  return isObject(link) ? withoutDefaults(link, { targetBlank: false }) : link;
}
