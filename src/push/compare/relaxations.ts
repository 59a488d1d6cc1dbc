/**
 * The differences between the code and the server that are none: what Grafana and its editor add, drop or rewrite by
 * themselves when somebody saves a dashboard. Each says why it is safe, and each has a test. What is not listed is a
 * difference; what the code says must be there.
 *
 * They concern the comparison only: what is sent is the whole document, and what dash wrote and nobody touched is
 * compared exactly (see `decide.ts`).
 */
import type { Place, Position } from "../../schema/defaults/positions.ts";
import { type Json, type JsonObject, memberOf } from "../../schema/json.ts";

/** One member that is not the same on both sides; `undefined` stands for one that is not there. */
export interface Difference {
  readonly at: Position;
  readonly member: string;
  readonly code: Json | undefined;
  readonly server: Json | undefined;
  /** The object of the code that the member belongs to. */
  readonly parent: JsonObject;
  /** Whether the second value says all that the first one says. */
  readonly covers: (wanted: Json, present: Json) => boolean;
}

/** A difference that is none. */
export interface Relaxation {
  readonly name: string;
  /** Why Grafana makes it safe. */
  readonly why: string;
  readonly allows: (difference: Difference) => boolean;
}

/** What the editor leaves out of panels (`PanelModel.getSaveModel`, 9.5 to 11; the scene serialiser since). */
const droppedFromPanels: JsonObject = {
  description: "",
  links: [],
  options: {},
  title: "",
  transformations: [],
  transparent: false,
};

/** What the editor leaves out of dashboards. */
const droppedFromDashboards: JsonObject = {
  description: "",
  liveNow: false,
  preload: false,
  refresh: "",
  timepicker: {},
  weekStart: "",
};

const droppedMembers: Partial<Record<Place, JsonObject>> = {
  panel: droppedFromPanels,
  row: droppedFromPanels,
  dashboard: droppedFromDashboards,
};

/** Members that tell how something was edited, never what is shown. */
const editorMembers: Partial<Record<Place, readonly string[]>> = {
  dashboard: ["iteration", "revision", "style"],
  panel: ["pluginVersion"],
  row: ["pluginVersion"],
  target: ["editorMode", "key", "useBackend", "fullMetaSearch", "includeNullMetadata", "disableTextWrap"],
};

/** The types of variables whose options say nothing of their own; `groupby` and `switch` have only them. */
const copiesOptions: ReadonlySet<unknown> = new Set([
  "constant",
  "custom",
  "datasource",
  "interval",
  "query",
  "textbox",
]);

/** The documented list. */
export const relaxations: readonly Relaxation[] = [
  {
    name: "null",
    why: "Grafana reads `null` and an absent member alike; its editor drops nulls on saving.",
    allows: ({ code, server }) => (code ?? null) === null && (server ?? null) === null,
  },
  {
    name: "default",
    why: "The editor writes the defaults of dashboards, variables, links and panel plugins out on saving.",
    allows: ({ at, member, code, server, covers }) => {
      const standard = code === undefined ? memberOf(at.defaults, member) : undefined;
      if (standard === undefined || server === undefined) return false;
      return covers(server, standard) || covers(standard, server);
    },
  },
  {
    name: "dropped-default",
    why: "The editor leaves members out that have their default value; Grafana fills them in when it loads.",
    allows: ({ at, member, code, server }) => {
      const dropped = memberOf(droppedMembers[at.place], member);
      return (
        server === undefined && dropped !== undefined && JSON.stringify(dropped) === JSON.stringify(code)
      );
    },
  },
  {
    name: "schema-version",
    why: "Grafana migrates older documents when it loads them; saving writes the newer number.",
    allows: ({ at, member, code, server }) =>
      at.place === "dashboard" &&
      member === "schemaVersion" &&
      typeof server === "number" &&
      (code === undefined || (typeof code === "number" && server > code)),
  },
  {
    name: "time-zone",
    why: "The schema of dashboards has `browser` as its default (10 and later), which is filled in where nothing is said. An empty text is another setting: what the user or the organisation prefers.",
    allows: ({ at, member, code, server }) =>
      at.place === "dashboard" && member === "timezone" && code === undefined && server === "browser",
  },
  {
    name: "editor-state",
    why: "The members record the version or the mode of the editor that saved, not what is shown.",
    allows: ({ at, member, server }) =>
      server !== undefined && editorMembers[at.place]?.includes(member) === true,
  },
  {
    name: "variable-options",
    why: "The list of a variable's options is a copy of what its query or its text gives; Grafana makes it anew. Other variables, and queries that are never run again, keep their values there.",
    allows: ({ at, member, parent }) =>
      at.place === "variable" &&
      member === "options" &&
      copiesOptions.has(parent["type"]) &&
      (parent["type"] !== "query" || parent["refresh"] !== 0),
  },
  {
    name: "variable-selection",
    why: "A save keeps what the person had selected, when the code selects nothing; `selected` is a display state.",
    allows: ({ at, member, code, server }) =>
      (at.place === "variable" && member === "current" && code === undefined) ||
      (at.place === "selection" && (member === "selected" || (code === undefined && server !== undefined))),
  },
  {
    name: "variable-definition",
    why: "The editor repeats the text of a variable's query in `definition`, for its list of variables.",
    allows: ({ at, member, code }) =>
      at.place === "variable" && member === "definition" && code === undefined,
  },
  {
    name: "variable-query",
    why: "The editor of Prometheus variables names itself in `refId` and `qryType`, and wraps a text into an object.",
    allows: ({ at, member, code, server }) =>
      (at.place === "variable-query" && (member === "refId" || member === "qryType")) ||
      (at.place === "variable" &&
        member === "query" &&
        typeof code === "string" &&
        memberOf(server, "query") === code),
  },
  {
    name: "range-query",
    why: "A Prometheus query that is neither instant nor range is a range query; the editor writes that out.",
    allows: ({ at, member, code, server, parent }) =>
      at.place === "target" &&
      member === "range" &&
      code === undefined &&
      server === true &&
      parent["instant"] !== true,
  },
  {
    name: "target-data-source",
    why: "The editor repeats the panel's data source in each query.",
    allows: ({ at, member, code, server, covers }) => {
      const own = memberOf(at.panel, "datasource");
      return (
        at.place === "target" &&
        member === "datasource" &&
        code === undefined &&
        server !== undefined &&
        own !== undefined &&
        covers(server, own)
      );
    },
  },
  {
    name: "first-threshold",
    why: "Grafana takes the first step of thresholds as the lowest, whatever value it has (null before 12, 0 since).",
    allows: ({ at, member }) => at.place === "first-step" && member === "value",
  },
  {
    name: "built-in-annotation",
    why: "Grafana names the data source of its own annotations in several ways; it has one only.",
    allows: ({ at, member, code }) =>
      at.place === "built-in-annotation" && member === "datasource" && code === undefined,
  },
  {
    name: "row-data",
    why: "The editor of 9 and 10 gives rows a data source and a query; a row shows nothing.",
    allows: ({ at, member, code }) =>
      at.place === "row" && (member === "datasource" || member === "targets") && code === undefined,
  },
];
