/**
 * The content hashes that stamps carry. They are made of what a store keeps untouched, so that the hash of what the
 * server has now, compared with the one in the newest stamp, tells whether anybody changed the object since. A
 * change here makes everything that was pushed before look edited.
 */
import { digest } from "../../base/hash.ts";
import { canonicalBytes, canonicalJson } from "../../compile/canonical.ts";
import type { DataSourceSettings, StoredFolder } from "../../grafana/model.ts";
import type { JsonObject } from "../../schema/json.ts";

const hashLength = 16;
/** All of SHA-256, in hexadecimal digits. */
const digestLength = 64;

/** A dashboard as it is hashed. */
export interface HashedDashboard {
  readonly uid: string;
  readonly folderUid: string;
  /** A clean document, see `clean-document.ts`. */
  readonly document: JsonObject;
}

/** The hash of a dashboard: of its document and the folder that it lies in. */
export function contentHash({ uid, folderUid, document }: HashedDashboard): string {
  return contentHashOfDigest(folderUid, digest(canonicalBytes({ ...document, uid }), digestLength));
}

/** The same, where the SHA-256 of the document's canonical text, with its uid, is at hand already. */
export function contentHashOfDigest(folderUid: string, textDigest: string): string {
  return digest(`${folderUid}\n${textDigest}`, hashLength);
}

/** The hash of a folder. */
export function folderHash({ title, parentUid }: Pick<StoredFolder, "title" | "parentUid">): string {
  return digest(canonicalJson({ parentUid, title }), hashLength);
}

/**
 * The hash of a data source, with references expanded. The default flag is no part of it: an object loses the flag
 * when another one gets it, without being edited.
 */
export function dataSourceHash(settings: DataSourceSettings): string {
  const { name, type, url, basicAuth, basicAuthUser, withCredentials, jsonData } = settings;
  return digest(
    canonicalJson({ basicAuth, basicAuthUser, jsonData, name, type, url, withCredentials }),
    hashLength,
  );
}
