/** Data sources, but for asking them something. */
import type { JsonObject } from "../../../src/schema/json.ts";
import { json, message, refuse, type Answer } from "./answer.ts";
import { integerMember, jsonBody, textMember } from "./body.ts";
import { isObject } from "./content.ts";
import type { DataSourceState } from "./contract.ts";
import { param, type Call, type Route } from "./route.ts";
import type { OrgState } from "./state.ts";
import type { World } from "./world.ts";

const notFound = message(404, "Data source not found");

/** The data source that a path names by uid or name. */
export function findDataSource(org: OrgState, by: "uid" | "name", value: string): DataSourceState {
  const source =
    by === "uid"
      ? org.dataSources.get(value)
      : [...org.dataSources.values()].find(({ name }) => name === value);
  return source ?? refuse(notFound);
}

/** Secrets are never told, only which are set. */
function describe({ org }: Call, source: DataSourceState): JsonObject {
  const { secrets, ...rest } = source;
  return {
    ...rest,
    orgId: org.id,
    typeLogoUrl: `public/app/plugins/datasource/${source.type}/img/logo.svg`,
    secureJsonFields: Object.fromEntries(Object.keys(secrets).map((name) => [name, true])),
  };
}

/** A list, sorted by name, tells less of each. */
function list(call: Call): Answer {
  const all = [...call.org.dataSources.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return json(
    200,
    all.map((source) => {
      const { secureJsonFields: _s, version: _v, withCredentials: _w, ...rest } = describe(call, source);
      const { basicAuthUser: _b, ...told } = rest;
      return { ...told, typeName: source.type };
    }),
  );
}

/** What a body says, with everything that it leaves out cleared; a name, a type and an access are required. */
function settingsOf(body: JsonObject): Omit<DataSourceState, "uid" | "id" | "version" | "secrets"> {
  const name = textMember(body, "name");
  const type = textMember(body, "type");
  const access = textMember(body, "access");
  if (name === "" || type === "" || access === "") refuse(message(400, "bad request data"));
  if (name.length > 190) refuse(message(400, "Validation error, name too long"));
  const url = textMember(body, "url");
  if (url !== "" && !URL.canParse(url)) refuse(message(400, "Validation error, invalid URL"));
  const jsonData = body["jsonData"] ?? {};
  if (!isObject(jsonData)) refuse(message(400, "bad request data"));
  return {
    name,
    type,
    access,
    url,
    user: textMember(body, "user"),
    database: textMember(body, "database"),
    basicAuth: body["basicAuth"] === true,
    basicAuthUser: textMember(body, "basicAuthUser"),
    withCredentials: body["withCredentials"] === true,
    isDefault: body["isDefault"] === true,
    jsonData,
    readOnly: false,
  };
}

function secretsOf(body: JsonObject): Readonly<Record<string, string>> {
  const given = body["secureJsonData"] ?? {};
  if (!isObject(given)) refuse(message(400, "bad request data"));
  return Object.fromEntries(Object.entries(given).map(([name]) => [name, textMember(given, name)]));
}

/** Stores a data source; only one of an organisation is the default. */
export function storeDataSource(org: OrgState, source: DataSourceState): void {
  if (source.isDefault) {
    for (const other of org.dataSources.values()) {
      if (other.isDefault) org.dataSources.set(other.uid, { ...other, isDefault: false });
    }
  }
  org.dataSources.set(source.uid, source);
}

/** Creates; name and uid must be free. */
function create(call: Call): Answer {
  const { world, org } = call;
  const body = jsonBody(call);
  const settings = settingsOf(body);
  const uid = textMember(body, "uid");
  if (isNameTaken(org, settings.name, "")) refuse(nameTaken);
  if (org.dataSources.has(uid)) {
    refuse(message(409, "data source with the same uid already exists"));
  }
  const source: DataSourceState = {
    ...settings,
    uid: uid === "" ? world.nextUid() : uid,
    id: world.nextId(),
    secrets: secretsOf(body),
    version: 1,
  };
  storeDataSource(org, source);
  return done(call, source, "Datasource added");
}

const nameTaken = message(409, "data source with the same name already exists");

function isNameTaken(org: OrgState, name: string, exceptUid: string): boolean {
  return [...org.dataSources.values()].some((other) => other.name === name && other.uid !== exceptUid);
}

function done(call: Call, source: DataSourceState, text: string): Answer {
  const { id, name } = source;
  return json(200, { datasource: describe(call, source), id, message: text, name });
}

/**
 * Replaces all but the secrets that the body does not name. A version below the stored one is refused, none counts as
 * no condition and makes the next version 1.
 */
function update(call: Call): Answer {
  const { world, org } = call;
  const before = findDataSource(org, "uid", param(call, "uid"));
  const body = jsonBody(call);
  const settings = settingsOf(body);
  if (before.readOnly) refuse(message(403, "Cannot update read-only data source"));
  const uid = textMember(body, "uid") || before.uid;
  if (uid !== before.uid) {
    world.unknown.push({ method: "PUT", path: call.path, why: "renames the uid of a data source" });
  }
  const version = integerMember(body, "version");
  if (version !== 0 && version < before.version) {
    refuse(message(409, "Datasource has already been updated by someone else. Please reload and try again"));
  }
  if (isNameTaken(org, settings.name, before.uid)) {
    refuse(world.profile.atLeast(10) ? nameTaken : message(500, "Failed to update datasource"));
  }
  const source: DataSourceState = {
    ...settings,
    uid: before.uid,
    id: before.id,
    secrets: { ...before.secrets, ...secretsOf(body) },
    version: version + 1,
  };
  storeDataSource(org, source);
  return done(call, source, "Datasource updated");
}

function remove(call: Call, source: DataSourceState): Answer {
  if (source.readOnly) refuse(message(403, "Cannot delete read-only data source"));
  call.org.dataSources.delete(source.uid);
  return json(200, { id: source.id, message: "Data source deleted" });
}

/** Numeric ids are not served from 13 on. */
function getById(call: Call): Answer {
  const id = Number(param(call, "id"));
  const source = [...call.org.dataSources.values()].find((each) => each.id === id);
  return source === undefined ? notFound : json(200, describe(call, source));
}

const byUid = (call: Call): DataSourceState => findDataSource(call.org, "uid", param(call, "uid"));
const byName = (call: Call): DataSourceState => findDataSource(call.org, "name", param(call, "name"));
const servesIds = ({ profile }: World): boolean => !profile.atLeast(13);
const read = ["datasources:read"];
const deletion = ["datasources:delete"];

export const dataSourceRoutes: readonly Route[] = [
  { method: "GET", path: "/api/datasources", actions: read, handle: list },
  { method: "POST", path: "/api/datasources", actions: ["datasources:create"], handle: create },
  {
    method: "GET",
    path: "/api/datasources/uid/:uid",
    actions: read,
    handle: (call) => json(200, describe(call, byUid(call))),
  },
  {
    method: "PUT",
    path: "/api/datasources/uid/:uid",
    actions: ["datasources:write"],
    handle: update,
  },
  {
    method: "DELETE",
    path: "/api/datasources/uid/:uid",
    actions: deletion,
    handle: (call) => remove(call, byUid(call)),
  },
  {
    method: "GET",
    path: "/api/datasources/name/:name",
    actions: read,
    handle: (call) => json(200, describe(call, byName(call))),
  },
  {
    method: "DELETE",
    path: "/api/datasources/name/:name",
    actions: deletion,
    handle: (call) => remove(call, byName(call)),
  },
  {
    method: "GET",
    path: "/api/datasources/id/:name",
    actions: ["datasources.id:read"],
    handle: (call) => json(200, { id: byName(call).id }),
  },
  { method: "GET", path: "/api/datasources/:id", served: servesIds, actions: read, handle: getById },
];
