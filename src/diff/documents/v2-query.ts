/** Queries of v2 documents: of panels, variables and annotations, in the spelling of v2alpha1 and in that of v2beta1 and v2. */
import { isObject, type Json, type JsonObject, memberOf } from "../../schema/json.ts";
import { objectAt, orNothing, present, restOf, textAt, without } from "./leftovers.ts";

/** A query apart from who asks it. */
export interface ClassicQuery {
  /** What is asked, as the plugin of the data source reads it. */
  readonly spec: JsonObject;
  readonly datasource: JsonObject | undefined;
  /** What classic documents have no member for. */
  readonly rest: JsonObject | undefined;
}

/** The query of an object, and the data source that v2alpha1 names beside it. */
export function readQuery(query: Json | undefined, beside: Json | undefined): ClassicQuery {
  const isNamed = memberOf(query, "kind") === "DataQuery";
  const type = textAt(query, isNamed ? "group" : "kind");
  const source = memberOf(query, "datasource");
  const inside = isNamed ? { uid: memberOf(source, "name") } : {};
  return {
    spec: objectAt(query, "spec"),
    datasource: dataSourceRef({ ...inside, ...(isObject(beside) ? beside : {}) }, type),
    rest: orNothing({
      query: restOf(query, {
        spec: "object",
        // v2alpha1 names the type of the data source twice.
        kind: isNamed ? "text" : { is: memberOf(beside, "type") ?? type },
        ...(isNamed && { group: "text", datasource: "object", version: { is: "v0" } }),
      }),
      dataSource: isNamed ? restOf(source, { name: "any" }) : undefined,
      beside: isObject(beside) ? undefined : (beside ?? undefined),
    }),
  };
}

/** The reference to a data source of what v2 documents say in two ways; `type` where they do not name the kind itself. */
export function dataSourceRef(source: JsonObject, type: string): JsonObject | undefined {
  const named = source["type"] ?? undefined;
  return orNothing({
    ...source,
    type: named ?? (type === "" ? undefined : type),
    uid: source["uid"] === "" || source["uid"] === null ? undefined : source["uid"],
  });
}

/** A query of a panel as a classic target. */
export function toTarget(query: Json): JsonObject {
  if (!isObject(query)) return { v2: query };
  const spec = objectAt(query, "spec");
  const { spec: asked, datasource, rest } = readQuery(spec["query"], spec["datasource"]);
  const { refId, hidden } = spec;
  const shape = { query: "object", datasource: "object", refId: "any", hidden: "any" } as const;
  return present({
    ...without(asked, reserved),
    refId: refId ?? undefined,
    hide: hidden === false || hidden === null ? undefined : hidden,
    datasource,
    v2: orNothing({
      ...rest,
      target: restOf(query, { kind: { is: "PanelQuery" }, spec: "object" }),
      spec: restOf(spec, shape),
      asked: restOf(asked, { ...anyOf(asked), ...(refId !== undefined && { refId: { is: refId } }) }),
    }),
  });
}

const reserved = ["refId", "hide", "datasource", "v2"];

/** All members of a query but those that stand beside it as well. */
function anyOf(asked: JsonObject): Readonly<Record<string, "any">> {
  return Object.fromEntries(Object.keys(without(asked, reserved)).map((name) => [name, "any"]));
}

const mixed: JsonObject = { type: "mixed", uid: "-- Mixed --" };
const dashboardUid = "-- Dashboard --";
const expressionUid = "__expr__";

/** The data source that Grafana writes for the whole panel: the one of its queries, or that they are mixed. */
export function panelDataSource(targets: readonly JsonObject[]): JsonObject | undefined {
  const all = targets.map((target) => objectAt(target, "datasource"));
  // Expressions work on the other queries; the panel is of the data source that those ask.
  const asked = all.filter((source) => source["uid"] !== expressionUid && source["type"] !== expressionUid);
  const sources = asked.length > 0 ? asked : all;
  const [first] = sources;
  if (first === undefined || Object.keys(first).length === 0) return undefined;
  const isShared = sources.every(
    (source) => source["uid"] === first["uid"] && source["type"] === first["type"],
  );
  if (!isShared || (sources.length > 1 && first["uid"] === dashboardUid)) return mixed;
  return first["uid"] === dashboardUid ? { type: "datasource", uid: dashboardUid } : first;
}
