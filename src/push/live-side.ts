/** What a running Grafana has of a project, as one side of a comparison. Reads only. */
import { compareText } from "../base/text.ts";
import { canonicalJson } from "../compile/canonical.ts";
import { dataSourceObject } from "../diff/documents/data-source-object.ts";
import type { Side, SideDashboard, SideObject } from "../diff/documents/side.ts";
import { projectKey } from "../grafana/stamp.ts";
import type { Grafana, StoredDataSource } from "../grafana/model.ts";
import type { JsonObject } from "../schema/json.ts";
import { cleanDocument } from "./compare/clean-document.ts";
import { mapPool } from "./pool.ts";
import { type FolderPaths, folderPaths } from "./prune/folder-paths.ts";

/** What is read. */
export interface LiveRequest {
  /** The sides that the code has: what they hold is read, and what the project pushed besides. */
  readonly sides: readonly Side[];
  /** The name of the project; without one only what the sides hold is read. */
  readonly project: string | undefined;
  /** What people call the Grafana. */
  readonly label: string;
  readonly concurrency: number;
  readonly signal: AbortSignal;
}

/** Reads the dashboards, folders and data sources of a project. */
export async function readLiveSide(grafana: Grafana, request: LiveRequest): Promise<Side> {
  const pool = { concurrency: request.concurrency, signal: request.signal };
  const paths = folderPaths(grafana.folders);
  const uids = await dashboardUids(grafana, request);
  const read = await mapPool(uids, pool, async (uid) => {
    const stored = await grafana.dashboards.read(uid);
    if (stored === undefined) return undefined;
    const { title, document, format } = stored;
    const folder = await paths(stored.folderUid);
    const text = canonicalJson({ ...cleanDocument(document), uid });
    return { uid, title, folder, folderUid: stored.folderUid, text, isConverted: format === "v2" };
  });
  const found = read.flatMap((dashboard) => dashboard ?? []);
  const folderUids = found.flatMap(({ folderUid }) => (folderUid === "" ? [] : [folderUid]));
  const folders = await mapPool(
    [...new Set([...idsOf(request.sides, "folder"), ...folderUids])],
    pool,
    (uid) => readFolder(grafana, uid, paths),
  );
  const dataSources = await mapPool(idsOf(request.sides, "data-source"), pool, (uid) =>
    grafana.dataSources.read(uid),
  );
  return {
    ref: { label: request.label, from: "server" },
    dashboards: found.map(toDashboard),
    objects: [
      ...folders.flatMap((folder) => folder ?? []),
      ...dataSources.flatMap((source) => (source === undefined ? [] : [toObject(source)])),
    ],
    notes: found.filter(({ isConverted }) => isConverted).map(({ title }) => conversionNote(title)),
  };
}

async function dashboardUids(grafana: Grafana, { sides, project }: LiveRequest): Promise<readonly string[]> {
  const own = sides.flatMap(({ dashboards }) => dashboards.map(({ uid }) => uid)).filter((uid) => uid !== "");
  const owned = project === undefined ? [] : await grafana.dashboards.owned(projectKey(project));
  return [...new Set([...own, ...owned.map(({ uid }) => uid)])].sort(compareText);
}

function idsOf(sides: readonly Side[], kind: "data-source" | "folder"): readonly string[] {
  const uids = sides.flatMap(({ objects }) =>
    objects.flatMap(({ ref }) => (ref.kind === kind && ref.uid !== "" ? [ref.uid] : [])),
  );
  return [...new Set(uids)].sort(compareText);
}

type FoundDashboard = Omit<SideDashboard, "document"> & { readonly folderUid: string };

function toDashboard({ uid, title, folder, text }: FoundDashboard): SideDashboard {
  return { uid, title, folder, text, document: () => JSON.parse(text) as JsonObject };
}

/** A folder of the code, or one that holds a dashboard; those around the latter are not the project's. */
async function readFolder(
  grafana: Grafana,
  uid: string,
  paths: FolderPaths,
): Promise<SideObject | undefined> {
  const stored = await grafana.folders.read(uid);
  if (stored === undefined) return undefined;
  const { title } = stored;
  return { ref: { kind: "folder", uid, title }, value: { title, path: [...(await paths(uid))] } };
}

/** Secrets never leave the server, so that nothing can be said of them. */
function toObject({ uid, name, type, url, isDefault, jsonData, ...others }: StoredDataSource): SideObject {
  const { basicAuth, basicAuthUser, withCredentials } = others;
  return dataSourceObject({
    name,
    uid,
    type,
    url,
    isDefault,
    basicAuth,
    basicAuthUser: basicAuth ? basicAuthUser : "",
    withCredentials,
    jsonData,
  });
}

function conversionNote(title: string): string {
  return `\`${title}\` is stored in Grafana's newer schema (v2): what is compared is Grafana's conversion of it.`;
}
