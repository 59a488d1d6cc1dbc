/**
 * What makes no difference in Grafana (9.5 to 13) and is therefore left out of the comparison, on both sides alike. Each
 * says why it is safe, and each has a test. What is not listed is a difference.
 *
 * They concern the comparison only: what is built, pushed or printed as a file is whole. `push/` has a list of its own,
 * because there it matters which side lacks something.
 */
import type { Place, Position } from "../../schema/defaults/positions.ts";
import { isObject, isSame, type Json, type JsonObject, memberOf } from "../../schema/json.ts";

/** A member of an object of a document. */
export interface Member {
  readonly at: Position;
  readonly name: string;
  /** Its value, relaxed already. */
  readonly value: Json;
  /** The object as it stands in the document. */
  readonly parent: JsonObject;
  /** What the panel of a query asks, as it is compared. */
  readonly panelDataSource: Json | undefined;
}

/** A member that says nothing. */
export interface Relaxation {
  readonly name: string;
  /** What is left out, in words, for the documentation. */
  readonly what: string;
  /** Why Grafana makes it safe. */
  readonly why: string;
  /** The parts of a document that it is about. @default all */
  readonly places?: readonly Place[];
  /** Whether it leaves a member of such a part out. */
  readonly drops: (member: Member) => boolean;
}

/** What the server owns, and what only exports and saved copies hold. */
const serverMembers: Partial<Record<Place, readonly string[]>> = {
  dashboard: ["__elements", "__inputs", "__requires", "id", "iteration", "meta", "revision", "version"],
  panel: ["repeatByRow", "repeatIteration", "repeatedByRow", "scopedVars"],
  row: ["scopedVars"],
  variable: ["datasetId"],
};

/** What tells how something was edited. */
const editorMembers: Partial<Record<Place, readonly string[]>> = {
  dashboard: ["style"],
  panel: ["pluginVersion"],
  row: ["pluginVersion"],
  target: ["disableTextWrap", "editorMode", "fullMetaSearch", "includeNullMetadata", "key", "useBackend"],
};

/** What editors write out where a panel or a query says nothing, besides the defaults of plugins. */
const emptyMembers: Partial<Record<Place, JsonObject>> = {
  panel: { cacheTimeout: "", hideTimeOverride: false, interval: "", maxPerRow: 4, options: {}, targets: [] },
  row: { collapsed: false, title: "" },
  target: { legendFormat: "", hide: false },
  variable: { options: [], staticOptionsOrder: "before" },
};

/** The types of variables whose options and selection Grafana makes anew from their text or query. */
const computed: ReadonlySet<unknown> = new Set([
  "constant",
  "custom",
  "datasource",
  "interval",
  "query",
  "textbox",
]);

const has = (names: readonly string[] | undefined, name: string): boolean => names?.includes(name) === true;

/** Members by the part that holds them, in words. */
function membersText(members: Partial<Record<Place, readonly string[]>>): string {
  const parts = Object.entries(members).map(
    ([place, names]) =>
      `${names.map((name) => `\`${name}\``).join(", ")} of a ${place === "target" ? "query" : place}`,
  );
  return parts.join("; ");
}

/** The documented list. */
export const relaxations: readonly Relaxation[] = [
  {
    name: "null",
    what: "any member that is `null`",
    why: "Grafana reads `null` and an absent member alike; its editor drops nulls on saving.",
    drops: ({ value }) => value === null,
  },
  {
    name: "server-members",
    what: membersText(serverMembers),
    why: "The server sets them on every save, or an export adds them for the import dialog; none is shown.",
    places: Object.keys(serverMembers) as Place[],
    drops: ({ at, name }) => has(serverMembers[at.place], name),
  },
  {
    name: "grafana-com-id",
    what: "`gnetId` of a dashboard",
    why: "The number of a dashboard on grafana.com tells where a copy came from.",
    places: ["dashboard"],
    drops: ({ name }) => name === "gnetId",
  },
  {
    name: "schema-version",
    what: "`schemaVersion`",
    why: "Grafana migrates older documents when it loads them. Told as one line of noise.",
    places: ["dashboard"],
    drops: ({ name }) => name === "schemaVersion",
  },
  {
    name: "editor-state",
    what: membersText(editorMembers),
    why: "The members record the version or the mode of the editor that saved, not what is shown.",
    places: Object.keys(editorMembers) as Place[],
    drops: ({ at, name }) => has(editorMembers[at.place], name),
  },
  {
    name: "default",
    what: "a member that has the value which Grafana takes without it",
    why: "Grafana understands the same where nothing is said; its editor writes defaults out on saving.",
    drops: ({ at, name, value }) => {
      const standard = memberOf(at.defaults, name) ?? memberOf(emptyMembers[at.place], name);
      return standard !== undefined && (isSame(bare(standard), value) || isEmptied(standard, value));
    },
  },
  {
    name: "refresh-off",
    what: "`refresh: false`",
    why: "Documents before schema 40 turn refreshing off by `false`; since then the text is empty.",
    places: ["dashboard"],
    drops: ({ name, value }) => name === "refresh" && value === false,
  },
  {
    name: "variable-options",
    what: "`options` of a variable",
    why: "The list of options is a copy of what the variable's query or text gives; Grafana makes it anew. Where a query is never run again the list stays.",
    places: ["variable"],
    drops: ({ name, parent }) =>
      name === "options" &&
      computed.has(parent["type"]) &&
      (parent["type"] !== "query" || (parent["refresh"] ?? 0) !== 0),
  },
  {
    name: "variable-selection",
    what: "`current` of a variable, and `selected` of its values",
    why: "A save keeps what the person had selected at that moment; it is where the next one starts, not what is shown.",
    places: ["variable", "selection"],
    drops: ({ at, name, parent }) =>
      (at.place === "variable" && name === "current" && computed.has(parent["type"])) ||
      (at.place === "selection" && name === "selected"),
  },
  {
    name: "variable-definition",
    what: "`definition` of a variable with a `query`",
    why: "The editor repeats the text of a variable's query in `definition`, for its list of variables.",
    places: ["variable"],
    drops: ({ name, parent }) => name === "definition" && parent["query"] !== undefined,
  },
  {
    name: "variable-query-editor",
    what: "`refId` and `qryType` in the query of a variable",
    why: "The editor of Prometheus variables names itself and its mode beside the query.",
    places: ["variable-query"],
    drops: ({ name }) => name === "refId" || name === "qryType",
  },
  {
    name: "range-query",
    what: "`range: true` of a query",
    why: "A Prometheus query that is neither instant nor range is a range query; the editor writes that out.",
    places: ["target"],
    drops: ({ name, value, parent }) => name === "range" && value === true && parent["instant"] !== true,
  },
  {
    name: "instant-only",
    what: "`range: false` of a query",
    why: "Beside `instant: true`, no `range` and `range: false` say the same.",
    places: ["target"],
    drops: ({ name, value }) => name === "range" && value === false,
  },
  {
    name: "target-data-source",
    what: "`datasource` of a query that is the one of its panel",
    why: "The editor repeats the panel's data source in each query.",
    places: ["target"],
    drops: ({ name, value, panelDataSource }) => name === "datasource" && isSame(value, panelDataSource),
  },
  {
    name: "first-threshold",
    what: "`value` of the first step of thresholds",
    why: "Grafana takes the first step of thresholds as the lowest, whatever value it has (null before 12, 0 since).",
    places: ["first-step"],
    drops: ({ name }) => name === "value",
  },
  {
    name: "threshold-index",
    what: "`index` of the first step of thresholds",
    why: "The editor before 8 numbered the steps; their order says the same.",
    places: ["first-step"],
    drops: ({ name }) => name === "index",
  },
  {
    name: "built-in-annotation",
    what: "`datasource` of Grafana's own annotations",
    why: "Grafana names the data source of its own annotations in several ways; it has one only.",
    places: ["built-in-annotation"],
    drops: ({ name }) => name === "datasource",
  },
  {
    name: "row-data",
    what: "`datasource`, `targets`, `fieldConfig`, `options` and `transparent` of a row",
    why: "The editor of 9 and 10 gives rows a data source and a query; a row shows nothing.",
    places: ["row"],
    drops: ({ name }) => ["datasource", "fieldConfig", "options", "targets", "transparent"].includes(name),
  },
];

const byPlace = new Map<Place, readonly Relaxation[]>();

/** Those that are about a part of a document; they are asked about every member of every document. */
export function relaxationsAt(place: Place): readonly Relaxation[] {
  const known = byPlace.get(place);
  if (known !== undefined) return known;
  const found = relaxations.filter(({ places }) => places?.includes(place) ?? true);
  byPlace.set(place, found);
  return found;
}

const bareDefaults = new WeakMap<object, Json>();

/** A default as it is compared: without the nulls in its lists. */
function bare(standard: Json): Json {
  if (!Array.isArray(standard)) return standard;
  const known = bareDefaults.get(standard);
  if (known !== undefined) return known;
  const made = (standard as readonly Json[]).map((element) =>
    isObject(element)
      ? Object.fromEntries(Object.entries(element).filter(([, value]) => value !== null))
      : element,
  );
  bareDefaults.set(standard, made);
  return made;
}

/** Whether nothing is left of an object because all of its members were defaults. */
function isEmptied(standard: Json, value: Json): boolean {
  return isObject(value) && isObject(standard) && Object.keys(value).length === 0;
}
