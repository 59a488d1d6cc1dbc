import type { Json, JsonObject } from "../schema/json.ts";
import type { Answer } from "./answers.ts";
import { apiPath } from "./api-path.ts";
import type { Connection } from "./connection.ts";
import { readHealth } from "./health.ts";
import { isJsonObject, toList, toNumber, toObject, toText } from "./json-view.ts";
import type { DataSourceStore, DataSourceWrite, Owner, StoredDataSource, WriteResult } from "./model.ts";
import { isGone } from "./remove.ts";
import type { Stamp } from "./stamp.ts";
import { toRefused, toWriteResult, toWritten } from "./write-result.ts";

/** The data sources of the organisation; all versions of Grafana serve them alike. */
export function dataSources(connection: Connection): DataSourceStore {
  return {
    read: async (uid) => {
      const answer = await connection.maybeGet(apiPath`/api/datasources/uid/${uid}`);
      return answer === undefined ? undefined : toDataSource(toObject(answer));
    },
    list: async () =>
      toList(await connection.get(apiPath`/api/datasources`)).map((entry) => toDataSource(toObject(entry))),
    write: (write) =>
      write.base === undefined ? create(connection, write) : replace(connection, write, write.base),
    remove: (uid) => remove(connection, uid),
    health: (uid) => readHealth(connection, uid),
  };
}

function toDataSource(entry: JsonObject): StoredDataSource {
  const { jsonData, stamp } = splitJsonData(entry["jsonData"]);
  const readOnly = entry["readOnly"] === true;
  return {
    uid: toText(entry["uid"]),
    name: toText(entry["name"]),
    type: toText(entry["type"]),
    url: toText(entry["url"]),
    isDefault: entry["isDefault"] === true,
    basicAuth: entry["basicAuth"] === true,
    basicAuthUser: toText(entry["basicAuthUser"]),
    withCredentials: entry["withCredentials"] === true,
    jsonData,
    version: toNumber(entry["version"]),
    readOnly,
    secrets: namesOfSecrets(entry["secureJsonFields"]),
    owner: ownerOf(readOnly, stamp),
    ...(stamp && { hash: stamp.hash }),
  };
}

function namesOfSecrets(fields: Json | undefined): readonly string[] {
  return Object.entries(toObject(fields))
    .filter(([, isSet]) => isSet === true)
    .map(([name]) => name)
    .toSorted();
}

// Grafana does not tell the path of a data source's file.
function ownerOf(readOnly: boolean, stamp: Stamp | undefined): Owner {
  if (readOnly) return { kind: "file", path: "" };
  return stamp === undefined ? { kind: "nobody" } : { kind: "dash", project: stamp.project };
}

function splitJsonData(stored: Json | undefined): {
  readonly jsonData: JsonObject;
  readonly stamp?: Stamp;
} {
  const { dash, ...jsonData } = toObject(stored);
  if (!isJsonObject(dash) || toText(dash["project"]) === "") return { jsonData: toObject(stored) };
  const stamp = {
    project: toText(dash["project"]),
    hash: toText(dash["hash"]),
    push: toText(dash["push"]),
  };
  return { jsonData, stamp };
}

async function create(connection: Connection, write: DataSourceWrite): Promise<WriteResult> {
  const { uid } = write.settings;
  return send(connection, write, {
    method: "POST",
    path: apiPath`/api/datasources`,
    body: { uid, ...contentOf(write) },
  });
}

/** Grafana accepts any version that is not older, and clears what is left out: so the present state is read first. */
async function replace(
  connection: Connection,
  write: DataSourceWrite,
  base: StoredDataSource,
): Promise<WriteResult> {
  const { uid } = write.settings;
  const path = apiPath`/api/datasources/uid/${uid}`;
  const answer = await connection.maybeGet(path);
  if (answer === undefined) return { kind: "stale", message: "The data source was deleted meanwhile." };
  const present = toObject(answer);
  if (toNumber(present["version"]) !== base.version) {
    return { kind: "stale", message: "The data source was changed by somebody else meanwhile." };
  }
  const kept = { user: toText(present["user"]), database: toText(present["database"]) };
  // A uid in the body could only rename the data source.
  const body = { ...kept, ...contentOf(write), version: base.version };
  return send(connection, write, { method: "PUT", path, body });
}

function contentOf({ settings, secrets, stamp }: DataSourceWrite): JsonObject {
  const { uid: _uid, jsonData, ...fields } = settings;
  const { project, hash, push } = stamp;
  return {
    ...fields,
    access: "proxy",
    jsonData: { ...jsonData, dash: { project, hash, push } },
    // Secrets that are left out keep their stored value.
    ...(Object.keys(secrets).length > 0 && { secureJsonData: { ...secrets } }),
  };
}

async function send(
  connection: Connection,
  { settings, secrets }: DataSourceWrite,
  call: {
    readonly method: "POST" | "PUT";
    readonly path: ReturnType<typeof apiPath>;
    readonly body: JsonObject;
  },
): Promise<WriteResult> {
  const answer = await connection.write({ ...call, secrets: Object.values(secrets) });
  return toWriteResult(answer, {
    written: (body) => {
      const written = toObject(body["datasource"]);
      return toWritten(settings.uid, written["uid"], written["version"]);
    },
    particular: (refusal) => (call.method === "PUT" ? updateRefusal(refusal) : undefined),
  });
}

function updateRefusal(answer: Answer): WriteResult | undefined {
  if (answer.status === 409 && /same name|already exists/i.test(answer.message)) {
    return toRefused(answer, "Another data source has that name: choose another one.");
  }
  return readOnlyRefusal(answer);
}

function readOnlyRefusal(answer: Answer): WriteResult | undefined {
  if (answer.status !== 403 || !/read-only/i.test(answer.message)) return undefined;
  return toRefused(answer, "It comes from a provisioning file: change it there.");
}

async function remove(connection: Connection, uid: string): Promise<WriteResult> {
  const gone: WriteResult = { kind: "written", version: 0 };
  const path = apiPath`/api/datasources/uid/${uid}`;
  return toWriteResult(await connection.write({ method: "DELETE", path }), {
    written: () => gone,
    particular: (answer) => (isGone(answer) ? gone : readOnlyRefusal(answer)),
  });
}
