import type { JsonObject } from "../schema/json.ts";
import type { Answer } from "./answers.ts";
import { apiPath } from "./api-path.ts";
import type { Connection } from "./connection.ts";
import { isV2Document, splitDocument, withStampTag } from "./dashboard-document.ts";
import { readHistory, readOldVersion } from "./history.ts";
import { toNumber, toObject, toText } from "./json-view.ts";
import type {
  DashboardStore,
  DashboardWrite,
  Owner,
  Revision,
  StoredDashboard,
  WriteResult,
} from "./model.ts";
import { removeUnchanged } from "./remove.ts";
import { searchDashboards, searchUids } from "./search.ts";
import { formatMessage, stampTag } from "./stamp.ts";
import { toRefused, toStale, toWriteResult, toWritten } from "./write-result.ts";

/** The dashboards by the classic API (all versions of Grafana). */
export function classicDashboards(connection: Connection, isSearchExact: boolean): DashboardStore {
  const read = (uid: string): Promise<StoredDashboard | undefined> => readDashboard(connection, uid);
  return {
    find: async (uids) => ({
      found: new Set((await searchUids(connection, uids)).map(({ uid }) => uid)),
      exact: isSearchExact,
    }),
    owned: (project) => searchDashboards(connection, { tag: stampTag(project) }),
    all: () => searchDashboards(connection),
    read,
    history: (uid, limit) => readHistory(connection, uid, limit),
    readVersion: (uid, version) => readOldVersion(connection, uid, version),
    write: (write) => writeDashboard(connection, write),
    remove: async (uid, base) =>
      removeUnchanged(connection, {
        path: apiPath`/api/dashboards/uid/${uid}`,
        base,
        read: () => read(uid),
        particular: provisionedRefusal,
      }),
  };
}

async function readDashboard(connection: Connection, uid: string): Promise<StoredDashboard | undefined> {
  const answer = await connection.maybeGet(apiPath`/api/dashboards/uid/${uid}`);
  if (answer === undefined) return undefined;
  const { dashboard, meta: metaValue } = toObject(answer);
  const meta = toObject(metaValue);
  const { document, project } = splitDocument(dashboard);
  const version = toNumber(meta["version"]) || toNumber(toObject(dashboard)["version"]);
  const isV2 = toText(meta["apiVersion"]).startsWith("v2") || isV2Document(document);
  return {
    uid,
    title: toText(document["title"]),
    folderUid: toText(meta["folderUid"]),
    document,
    format: isV2 ? "v2" : "classic",
    owner: ownerOf(meta, project),
    version,
    revision: String(version),
    updatedBy: toText(meta["updatedBy"]),
    updated: toText(meta["updated"]),
  };
}

function ownerOf(meta: JsonObject, project: string | undefined): Owner {
  // `provisioned` is false where the provider allows edits in the UI, but the file still wins at its next change.
  const path = toText(meta["provisionedExternalId"]);
  if (meta["provisioned"] === true || path !== "") return { kind: "file", path };
  return project === undefined ? { kind: "nobody" } : { kind: "dash", project };
}

async function writeDashboard(connection: Connection, write: DashboardWrite): Promise<WriteResult> {
  const { uid, folderUid, document, stamp, message, base } = write;
  const answer = await connection.write({
    method: "POST",
    path: apiPath`/api/dashboards/db`,
    body: {
      dashboard: { ...withStampTag(document, stamp.project), uid, ...versionOf(base) },
      // Without it the dashboard would move to the root.
      folderUid,
      message: formatMessage(message, stamp),
      overwrite: false,
    },
  });
  return toWriteResult(answer, {
    written: (body) => toWritten(uid, body["uid"], body["version"]),
    particular: saveRefusal,
  });
}

function versionOf(base: Revision | undefined): { readonly version?: number } {
  return base === undefined ? {} : { version: base.version };
}

function saveRefusal(answer: Answer): WriteResult | undefined {
  const status = toText(toObject(answer.body)["status"]);
  if (status === "name-exists" || status === "name-match") {
    return toRefused(
      answer,
      "Before version 11.3, Grafana wants titles to differ within a folder, and from the titles of folders: rename one of the two.",
    );
  }
  if (status === "plugin-dashboard") return toRefused(answer, "Use another uid: plugins keep theirs.");
  if (answer.status === 404 && /dashboard not found/i.test(answer.message)) {
    return toStale(answer, "It was deleted meanwhile.");
  }
  return provisionedRefusal(answer);
}

function provisionedRefusal(answer: Answer): WriteResult | undefined {
  if (answer.status !== 400 || !/provisioned/i.test(answer.message)) return undefined;
  return toRefused(answer, "It comes from a provisioning file: change it there.");
}
