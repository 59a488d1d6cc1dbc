import type { Json, JsonObject } from "../schema/json.ts";
import { toList, toObject } from "./json-view.ts";
import { projectOfTag, stampTag } from "./stamp.ts";

/** A dashboard's document apart from what the server and dash add to it. */
export interface SplitDocument {
  readonly document: JsonObject;
  /** The project that dash's tag names. */
  readonly project: string | undefined;
}

/** Takes `id`, `uid`, `version` and dash's own tag out of a stored document; the rest is not copied. */
export function splitDocument(stored: Json | undefined): SplitDocument {
  const { id: _id, uid: _uid, version: _version, ...document } = toObject(stored);
  const tags = toList(document["tags"]);
  const project = projectOfTags(tags);
  if (project === undefined) return { document, project };
  const others = tags.filter((tag) => typeof tag !== "string" || projectOfTag(tag) === undefined);
  return { document: { ...document, tags: others }, project };
}

/** The document with dash's tag, for servers that keep no other mark. */
export function withStampTag(document: JsonObject, project: string): JsonObject {
  return { ...document, tags: [...toList(document["tags"]), stampTag(project)] };
}

/** Whether a document is in the newer schema, which a classic one cannot be compared with. */
export function isV2Document(document: JsonObject): boolean {
  return document["elements"] !== undefined && document["layout"] !== undefined;
}

function projectOfTags(tags: readonly Json[]): string | undefined {
  for (const tag of tags) {
    const project = typeof tag === "string" ? projectOfTag(tag) : undefined;
    if (project !== undefined) return project;
  }
  return undefined;
}
