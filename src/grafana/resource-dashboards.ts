import type { JsonObject } from "../schema/json.ts";
import { apiPath, type ApiPath } from "./api-path.ts";
import type { Connection } from "./connection.ts";
import { isV2Document, splitDocument } from "./dashboard-document.ts";
import { readHistory, readOldVersion } from "./history.ts";
import { toObject, toText } from "./json-view.ts";
import type {
  DashboardStore,
  DashboardWrite,
  ListedDashboard,
  Owner,
  StoredDashboard,
  WriteResult,
} from "./model.ts";
import { removeUnchanged } from "./remove.ts";
import { resourceRefusal } from "./resource-answers.ts";
import { listResources, metadataOfOne } from "./resource-list.ts";
import { readMetadata, refuseUnmarked, toMetadata, writtenVersion } from "./resource-metadata.ts";
import { searchDashboards } from "./search.ts";
import { formatMessage, stampTag } from "./stamp.ts";
import { toWriteResult, toWritten } from "./write-result.ts";

/** The version that stores documents as they are sent; v1 and later migrate them. */
const apiVersion = "dashboard.grafana.app/v0alpha1";

/** The dashboards by the resource API (Grafana 12 and later), in a namespace. */
export function resourceDashboards(connection: Connection, namespace: string): DashboardStore {
  const collection = apiPath`/apis/dashboard.grafana.app/v0alpha1/namespaces/${namespace}/dashboards`;
  const pathOf = (uid: string): ApiPath => `${collection}${apiPath`/${uid}`}` as ApiPath;
  const list = (): Promise<readonly JsonObject[]> =>
    listResources(connection, collection, { content: "metadata" });
  const read = async (uid: string): Promise<StoredDashboard | undefined> =>
    readDashboard(connection, pathOf(uid), uid);
  return {
    find: async (uids) => {
      const wanted = new Set(uids);
      const present = wanted.size === 0 ? [] : (await list()).map((item) => readMetadata(item).uid);
      return { found: new Set(present.filter((uid) => wanted.has(uid))), exact: true };
    },
    owned: async (project) => {
      // By the tag: what was pushed before an upgrade to 12, and not since.
      const [items, tagged] = await Promise.all([
        list(),
        searchDashboards(connection, { tag: stampTag(project) }),
      ]);
      return mergeOwned(items, tagged, project);
    },
    all: async () => {
      const [items, hits] = await Promise.all([list(), searchDashboards(connection)]);
      const titles = new Map(hits.map(({ uid, title }) => [uid, title]));
      return items.map((item) => toListed(item, titles));
    },
    read,
    history: (uid, limit) => readHistory(connection, uid, limit),
    readVersion: (uid, version) => readOldVersion(connection, uid, version),
    write: (write) => writeDashboard(connection, collection, write),
    remove: async (uid, base) =>
      removeUnchanged(connection, {
        path: pathOf(uid),
        base,
        read: () => read(uid),
        particular: resourceRefusal,
      }),
  };
}

function mergeOwned(
  items: readonly JsonObject[],
  tagged: readonly ListedDashboard[],
  project: string,
): readonly ListedDashboard[] {
  const titles = new Map(tagged.map(({ uid, title }) => [uid, title]));
  return items
    .filter((item) => {
      const { owner, uid } = readMetadata(item);
      return owner.kind === "dash" ? owner.project === project : owner.kind === "nobody" && titles.has(uid);
    })
    .map((item) => toListed(item, titles));
}

// A list of metadata tells no titles; what the search does not know yet goes by its uid.
function toListed(item: JsonObject, titles: ReadonlyMap<string, string>): ListedDashboard {
  const { uid, folderUid } = readMetadata(item);
  const title = titles.get(uid) ?? toText(toObject(item["spec"])["title"]);
  return { uid, title: title === "" ? uid : title, folderUid };
}

async function readDashboard(
  connection: Connection,
  path: ApiPath,
  uid: string,
): Promise<StoredDashboard | undefined> {
  const answer = await connection.maybeGet(path);
  if (answer === undefined) return undefined;
  const resource = toObject(answer);
  const { document, project } = splitDocument(resource["spec"]);
  const { owner, ...metadata } = readMetadata(resource);
  return {
    ...metadata,
    uid,
    title: toText(document["title"]),
    document,
    format: isStoredAsV2(resource) || isV2Document(document) ? "v2" : "classic",
    owner: withTagOf(owner, project),
  };
}

function isStoredAsV2(resource: JsonObject): boolean {
  const { storedVersion } = toObject(toObject(resource["status"])["conversion"]);
  return toText(storedVersion).startsWith("v2");
}

function withTagOf(owner: Owner, project: string | undefined): Owner {
  return owner.kind === "nobody" && project !== undefined ? { kind: "dash", project } : owner;
}

async function writeDashboard(
  connection: Connection,
  collection: ApiPath,
  write: DashboardWrite,
): Promise<WriteResult> {
  const { uid, document, message, stamp, base } = write;
  const unmarked = refuseUnmarked(base);
  if (unmarked !== undefined) return unmarked;
  const answer = await connection.write({
    method: base === undefined ? "POST" : "PUT",
    path: base === undefined ? collection : (`${collection}${apiPath`/${uid}`}` as ApiPath),
    accept: metadataOfOne,
    body: {
      apiVersion,
      kind: "Dashboard",
      metadata: toMetadata({ ...write, message: formatMessage(message, stamp) }),
      spec: document,
    },
  });
  return toWriteResult(answer, {
    written: (body) => {
      const written = writtenVersion(body);
      return toWritten(uid, written.uid, written.version);
    },
    particular: resourceRefusal,
  });
}
