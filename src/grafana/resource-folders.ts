import type { JsonObject } from "../schema/json.ts";
import type { Answer } from "./answers.ts";
import { apiPath, type ApiPath } from "./api-path.ts";
import type { Connection } from "./connection.ts";
import { readContents, removeEmptyFolder } from "./folder-contents.ts";
import { toObject, toText } from "./json-view.ts";
import type { FolderStore, FolderWrite, StoredFolder, WriteResult } from "./model.ts";
import { resourceRefusal } from "./resource-answers.ts";
import { listResources } from "./resource-list.ts";
import { readMetadata, refuseUnmarked, toMetadata, writtenVersion } from "./resource-metadata.ts";
import { toStale, toWriteResult, toWritten } from "./write-result.ts";

/** Where the folders are. */
export interface FolderResources {
  readonly namespace: string;
  /** The served version that is used: `v1beta1` or `v1`. */
  readonly version: string;
}

/** The folders by the resource API (Grafana 12 and later), stamped by their annotations. */
export function resourceFolders(
  connection: Connection,
  { namespace, version }: FolderResources,
): FolderStore {
  const collection = apiPath`/apis/folder.grafana.app/${version}/namespaces/${namespace}/folders`;
  const pathOf = (uid: string): ApiPath => `${collection}${apiPath`/${uid}`}` as ApiPath;
  const read = async (uid: string): Promise<StoredFolder | undefined> => {
    const answer = await connection.maybeGet(pathOf(uid));
    return answer === undefined ? undefined : toFolder(toObject(answer));
  };
  return {
    stamped: true,
    read,
    owned: async (project) => {
      const folders = (await listResources(connection, collection, { content: "whole" })).map(toFolder);
      return folders.filter(({ owner }) => owner.kind === "dash" && owner.project === project);
    },
    contents: (uid) => readContents(connection, uid),
    write: async (write) => {
      const { uid, base } = write;
      const unmarked = refuseUnmarked(base);
      if (unmarked !== undefined) return unmarked;
      const call =
        base === undefined
          ? ({ method: "POST", path: collection } as const)
          : ({ method: "PUT", path: pathOf(uid) } as const);
      return writeFolder(connection, { ...call, body: toResource(write, version) }, uid);
    },
    remove: async (folder) =>
      removeEmptyFolder(connection, {
        path: pathOf(folder.uid),
        base: folder,
        read: () => read(folder.uid),
        particular: removeRefusal,
      }),
  };
}

function toFolder(resource: JsonObject): StoredFolder {
  const { folderUid, stamp, metadata, ...rest } = readMetadata(resource);
  const spec = toObject(resource["spec"]);
  const description = toText(spec["description"]);
  const kept = { ...metadata, ...(description !== "" && { description }) };
  return {
    ...rest,
    title: toText(spec["title"]),
    parentUid: folderUid,
    ...(stamp && { hash: stamp.hash }),
    ...(Object.keys(kept).length > 0 && { metadata: kept }),
  };
}

function toResource({ uid, title, parentUid, stamp, base }: FolderWrite, version: string): JsonObject {
  const description = base?.metadata?.["description"];
  return {
    apiVersion: `folder.grafana.app/${version}`,
    kind: "Folder",
    metadata: toMetadata({ uid, folderUid: parentUid, stamp, base }),
    spec: { title, ...(description !== undefined && { description }) },
  };
}

async function writeFolder(
  connection: Connection,
  call: Parameters<Connection["write"]>[0],
  uid: string,
): Promise<WriteResult> {
  return toWriteResult(await connection.write(call), {
    written: (body) => {
      const written = writtenVersion(body);
      return toWritten(uid, written.uid, written.version);
    },
    particular: (answer) => missingParent(answer, uid) ?? resourceRefusal(answer),
  });
}

// Folders lie in folders, so that the answer does not tell by its kind which of the two is missing.
function missingParent(answer: Answer, uid: string): WriteResult | undefined {
  if (answer.status !== 404 || answer.body === undefined) return undefined;
  const { name } = toObject(toObject(answer.body)["details"]);
  const isItself = toText(name) === uid || answer.message.includes(`"${uid}"`);
  return isItself ? toStale(answer, "The folder was deleted meanwhile.") : undefined;
}

function removeRefusal(answer: Answer): WriteResult | undefined {
  if (answer.status === 400 && /not empty/i.test(answer.message)) {
    return toStale(answer, "The folder is not empty.");
  }
  return resourceRefusal(answer);
}
