import type { Json } from "../schema/json.ts";
import type { Answer } from "./answers.ts";
import { apiPath } from "./api-path.ts";
import type { Connection } from "./connection.ts";
import { readContents, removeEmptyFolder } from "./folder-contents.ts";
import { toList, toNumber, toObject, toText } from "./json-view.ts";
import type { FolderStore, FolderWrite, Owner, StoredFolder, WriteResult } from "./model.ts";
import { toRefused, toWriteResult, toWritten } from "./write-result.ts";

/** The folders by the classic API (all versions of Grafana); they can carry no stamp. */
export function classicFolders(connection: Connection): FolderStore {
  const read = (uid: string): Promise<StoredFolder | undefined> => readFolder(connection, uid);
  return {
    stamped: false,
    read,
    owned: () => Promise.resolve([]),
    contents: (uid) => readContents(connection, uid),
    write: (write) =>
      write.base === undefined
        ? createFolder(connection, write)
        : changeFolder(connection, write, write.base),
    remove: async (folder) =>
      removeEmptyFolder(connection, {
        path: apiPath`/api/folders/${folder.uid}`,
        base: folder,
        read: () => read(folder.uid),
      }),
  };
}

async function readFolder(connection: Connection, uid: string): Promise<StoredFolder | undefined> {
  const answer = await connection.maybeGet(apiPath`/api/folders/${uid}`);
  if (answer === undefined) return undefined;
  const folder = toObject(answer);
  const version = toNumber(folder["version"]);
  return {
    uid,
    title: toText(folder["title"]),
    parentUid: parentOf(folder["parentUid"], folder["parents"]),
    owner: ownerOf(toText(folder["managedBy"])),
    version,
    revision: String(version),
    updatedBy: toText(folder["updatedBy"]),
    updated: toText(folder["updated"]),
  };
}

function parentOf(parentUid: Json | undefined, parents: Json | undefined): string {
  return toText(parentUid) || toText(toObject(toList(parents).at(-1))["uid"]);
}

// From 12 on, the classic API tells the kind of manager, but not which one it is.
function ownerOf(manager: string): Owner {
  if (manager === "" || manager === "kubectl") return { kind: "nobody" };
  if (manager === "classic-file-provisioning") return { kind: "file", path: "" };
  return { kind: "tool", tool: manager, identity: "" };
}

async function createFolder(
  connection: Connection,
  { uid, title, parentUid }: FolderWrite,
): Promise<WriteResult> {
  const answer = await connection.write({
    method: "POST",
    path: apiPath`/api/folders`,
    body: { uid, title, ...(parentUid !== "" && { parentUid }) },
  });
  return toWriteResult(answer, {
    written: (body) => toWritten(uid, body["uid"], body["version"]),
    particular: folderRefusal,
  });
}

/** Moving knows no version, so the folder is read again before; renaming is refused by Grafana itself when stale. */
async function changeFolder(
  connection: Connection,
  write: FolderWrite,
  base: StoredFolder,
): Promise<WriteResult> {
  const { uid, title, parentUid } = write;
  const present = await readFolder(connection, uid);
  if (present === undefined) return { kind: "stale", message: "The folder was deleted meanwhile." };
  if (present.revision !== base.revision) {
    return { kind: "stale", message: "The folder was changed by somebody else meanwhile." };
  }
  let result: WriteResult = { kind: "written", version: present.version };
  if (present.title !== title) {
    result = await send(connection, uid, {
      method: "PUT",
      path: apiPath`/api/folders/${uid}`,
      body: { title, version: present.version, overwrite: false },
    });
  }
  if (result.kind !== "written" || present.parentUid === parentUid) return result;
  return send(connection, uid, {
    method: "POST",
    path: apiPath`/api/folders/${uid}/move`,
    body: { parentUid },
  });
}

async function send(
  connection: Connection,
  uid: string,
  call: Parameters<Connection["write"]>[0],
): Promise<WriteResult> {
  return toWriteResult(await connection.write(call), {
    written: (body) => toWritten(uid, body["uid"], body["version"]),
    particular: folderRefusal,
  });
}

function folderRefusal(answer: Answer): WriteResult | undefined {
  const isName = /same name|with that name already exists/i.test(answer.message);
  if (!isName || answer.status >= 500) return undefined;
  return toRefused(
    answer,
    "Before version 11.3, Grafana wants the titles of folders and dashboards to differ within a folder: rename one of the two.",
  );
}
