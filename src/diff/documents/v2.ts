/**
 * Documents of Grafana's newer schemas (v2alpha1, v2beta1, v2) as the classic documents that mean the same, so that
 * all dashboards are compared in one form. It follows Grafana's own conversion, which is lossy; here nothing is lost:
 * what classic documents cannot say is kept under its own name or, where there is none, under `v2`. Never throws.
 */
import { dashboardDefaults, linkDefaults } from "../../schema/defaults/document-defaults.ts";
import { isObject, isSame, type Json, type JsonObject, memberOf } from "../../schema/json.ts";
import { listAt, objectAt, orNothing, restOf, textAt, unlessEmpty, withoutDefaults } from "./leftovers.ts";
import { toAnnotation } from "./v2-annotations.ts";
import { toPanels } from "./v2-layout.ts";
import { toVariable } from "./v2-variables.ts";

/** The document in the classic form; a classic one is itself. */
export function toClassic(document: JsonObject): JsonObject {
  const { spec } = document;
  if (!isResource(document) || !isObject(spec)) return isV2Spec(document) ? fromSpec(document) : document;
  const uid = memberOf(document["metadata"], "name");
  const classic = isV2(document) ? fromSpec(spec) : spec;
  return uid === undefined ? classic : { ...classic, uid };
}

/** The schema of a document: `42` for a classic one, `v2beta1` for a newer one; nothing when it does not say. */
export function schemaOf(document: JsonObject): string | undefined {
  const version = /^dashboard\.grafana\.app\/(v[2-9]\w*)$/.exec(textAt(document, "apiVersion"))?.[1];
  if (version !== undefined) return version;
  if (isV2Spec(document)) return "v2";
  const number = document["schemaVersion"] ?? objectAt(document, "spec")["schemaVersion"];
  return typeof number === "number" ? String(number) : undefined;
}

/** Whether a document is of one of the newer schemas. */
export function isV2(document: JsonObject): boolean {
  if (!isResource(document)) return isV2Spec(document);
  return (
    /^dashboard\.grafana\.app\/v[2-9]/.test(textAt(document, "apiVersion")) ||
    isV2Spec(objectAt(document, "spec"))
  );
}

function isResource(document: JsonObject): boolean {
  return typeof document["apiVersion"] === "string" && Object.hasOwn(document, "spec");
}

function isV2Spec(spec: JsonObject): boolean {
  return isObject(spec["elements"]) && isObject(spec["layout"]);
}

const specShape = {
  annotations: "list",
  cursorSync: "any",
  description: "any",
  editable: "any",
  elements: "object",
  layout: "any",
  links: "list",
  liveNow: "any",
  preload: "any",
  revision: "any",
  tags: "any",
  timeSettings: "object",
  title: "any",
  uid: "any",
  variables: "list",
} as const;

function fromSpec(spec: JsonObject): JsonObject {
  const { panels, rest } = toPanels(spec["layout"], objectAt(spec, "elements"));
  const time = toTime(objectAt(spec, "timeSettings"));
  const variables = listAt(spec, "variables").map(toVariable);
  const annotations = listAt(spec, "annotations").map(toAnnotation);
  const { uid, title, description, editable, liveNow, preload, revision, tags } = spec;
  const members: JsonObject = {
    uid,
    title,
    description,
    editable,
    liveNow,
    preload,
    revision,
    tags,
    ...time.members,
    annotations: annotations.length === 0 ? undefined : { list: annotations },
    graphTooltip: toGraphTooltip(spec["cursorSync"]),
    links: listAt(spec, "links").map(toLink),
    panels,
    templating: variables.length === 0 ? undefined : { list: variables },
    v2: orNothing({ ...rest, ...time.rest, spec: restOf(spec, specShape) }),
  };
  return withoutDefaults(members, dashboardDefaults);
}

const cursorModes = ["Off", "Crosshair", "Tooltip"];

function toGraphTooltip(sync: Json | undefined): Json | undefined {
  const index = typeof sync === "string" ? cursorModes.indexOf(sync) : -1;
  return index < 0 ? sync : index;
}

function toLink(link: Json): Json {
  if (!isObject(link)) return link;
  return withoutDefaults({ ...link, icon: unlessEmpty(link["icon"]) }, linkDefaults);
}

const timeShape = {
  autoRefresh: "any",
  autoRefreshIntervals: "any",
  fiscalYearStartMonth: "any",
  from: "any",
  hideTimepicker: "any",
  nowDelay: "any",
  quickRanges: "any",
  timezone: "any",
  to: "any",
  weekStart: "any",
} as const;

function toTime(settings: JsonObject): { readonly members: JsonObject; readonly rest: JsonObject } {
  const { from, to, autoRefresh, timezone, weekStart, fiscalYearStartMonth } = settings;
  const standard = objectAt(dashboardDefaults, "time");
  const time = { from: unlessEmpty(from) ?? standard["from"], to: unlessEmpty(to) ?? standard["to"] };
  return {
    members: {
      time: isSame(time, standard) ? undefined : time,
      refresh: autoRefresh,
      // What the schema takes where nothing is said; in classic documents that is the preference of the user.
      timezone: timezone ?? "browser",
      weekStart,
      fiscalYearStartMonth,
      timepicker: unlessEmpty(toTimePicker(settings)),
    },
    rest: { timeSettings: restOf(settings, timeShape) },
  };
}

function toTimePicker(settings: JsonObject): JsonObject {
  const { hideTimepicker, nowDelay, autoRefreshIntervals, quickRanges } = settings;
  const members = {
    hidden: hideTimepicker,
    nowDelay,
    quick_ranges: quickRanges,
    refresh_intervals: unlessEmpty(autoRefreshIntervals),
  };
  return withoutDefaults(members, objectAt(dashboardDefaults, "timepicker"));
}
