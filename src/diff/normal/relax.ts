/** Walks through a part of a document and leaves out what the relaxations allow. Nothing is changed in place. */
import {
  elementPosition,
  memberPosition,
  plainPosition,
  type Position,
} from "../../schema/defaults/positions.ts";
import { isObject, type Json, type JsonObject, memberOf } from "../../schema/json.ts";
import { relaxationsAt } from "./relaxations.ts";
import { type DataSourceNames, toDataSource } from "./data-source-ref.ts";

/** What relaxing needs to know, and what it notes. */
export interface RelaxContext {
  readonly dataSources: DataSourceNames;
  /** The names of relaxations that were used are added. */
  readonly used: Set<string>;
  /** The plugins of data sources, by uid, are added. */
  readonly types: Map<string, string>;
}

/** The object without what makes no difference at its position. */
export function relaxObject(object: JsonObject, at: Position, context: RelaxContext): JsonObject {
  return relaxMembers(object, { at, holder: "" }, context);
}

/** Where an object is: its position, and the member that holds it. */
interface Spot {
  readonly at: Position;
  readonly holder: string;
}

function relaxMembers(object: JsonObject, { at, holder }: Spot, context: RelaxContext): JsonObject {
  const relaxed: Record<string, Json> = {};
  const panelDataSource = panelSource(at, context);
  const candidates = relaxationsAt(at.place);
  for (const name of Object.keys(object)) {
    const given = object[name];
    if (given === undefined) continue;
    const value = relaxMember(
      { value: given, name, called: calledOf(object, name) },
      { at, holder },
      context,
    );
    const member = { at, name, value, parent: object, panelDataSource };
    const reason = candidates.find(({ drops }) => drops(member));
    if (reason === undefined) put(relaxed, name, value);
    else context.used.add(reason.name);
  }
  return relaxed;
}

/** JSON may have a member `__proto__`, which is no prototype. */
function put(object: Record<string, Json>, name: string, value: Json): void {
  if (name !== "__proto__") object[name] = value;
  else Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
}

/** An override keeps thresholds, mappings and colours as the value of a property with that name. */
function calledOf({ id }: JsonObject, name: string): string {
  return name === "value" && typeof id === "string" ? id : name;
}

function panelSource({ place, panel }: Position, { dataSources }: RelaxContext): Json | undefined {
  const source = place === "target" ? (panel?.["datasource"] ?? undefined) : undefined;
  return source === undefined ? undefined : toDataSource(source, dataSources);
}

interface GivenMember {
  readonly value: Json;
  readonly name: string;
  /** What it is by its meaning. */
  readonly called: string;
}

function relaxMember({ value, name, called }: GivenMember, spot: Spot, context: RelaxContext): Json {
  const { at } = spot;
  if (name === "datasource" && value !== null) return dataSource(value, context);
  if (at.place === "variable" && name === "query") return variableQuery(value, context);
  if (Array.isArray(value)) return relaxList(value as readonly Json[], name, spot, context);
  return isObject(value)
    ? relaxMembers(value, { at: memberPosition(at, name), holder: called }, context)
    : value;
}

function dataSource(value: Json, { dataSources, types }: RelaxContext): Json {
  const uid = memberOf(value, "uid");
  const type = memberOf(value, "type");
  if (typeof uid === "string" && typeof type === "string") types.set(uid, type);
  return toDataSource(value, dataSources);
}

function relaxList(list: readonly Json[], name: string, { at, holder }: Spot, context: RelaxContext): Json {
  const position = elementPosition(at, name, holder);
  return list.map((element, index) => {
    if (Array.isArray(element))
      return relaxList(element as readonly Json[], "", { at: plainPosition, holder: name }, context);
    return isObject(element)
      ? relaxMembers(element, { at: position(element, index), holder: name }, context)
      : element;
  });
}

/** The editor of Prometheus variables (10 and later) wraps the text of a query into an object. */
function variableQuery(value: Json, context: RelaxContext): Json {
  if (!isObject(value)) return value;
  const query = relaxMembers(
    value,
    { at: { place: "variable-query", defaults: undefined }, holder: "query" },
    context,
  );
  const names = Object.keys(query);
  return names.length === 1 && typeof query["query"] === "string" ? query["query"] : query;
}
