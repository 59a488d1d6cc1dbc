/**
 * The content hashes that stamps carry. They are made of what a store keeps untouched, so that the hash of what the
 * server has now, compared with the one in the newest stamp, tells whether anybody changed the object since. A
 * change here makes everything that was pushed before look edited.
 */
import { digest } from "../base/hash.ts";
import { canonicalJson } from "../compile/canonical.ts";
import type { DataSourceSettings, StoredFolder } from "../grafana/model.ts";
import type { JsonObject } from "../schema/json.ts";

const hashLength = 16;

/** The hash of a dashboard: of a clean document (see `clean-document.ts`) and the folder that it lies in. */
export function contentHash(dashboard: {
  readonly folderUid: string;
  readonly document: JsonObject;
}): string {
  const { folderUid, document } = dashboard;
  return contentHashOfText(folderUid, canonicalJson(document));
}

/** The same of a clean document's canonical text, where that is at hand already. */
export function contentHashOfText(folderUid: string, canonicalText: string): string {
  return digest(`${folderUid}\n${canonicalText}`, hashLength);
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
