import { projectOfTag } from "../../grafana/stamp.ts";
import type { Json, JsonObject } from "../../schema/json.ts";

/** What the server owns of a document, and gives anew whenever it is read. */
const serverMembers = ["id", "uid", "version"];

/**
 * The document as it is compared, hashed and sent: without `id`, `uid`, `version` and dash's own tags, the title and
 * the tags without surrounding blanks, as the server stores them. An empty list of tags
 * is left out: where dash's mark is a tag, a document without any comes back with an empty list.
 */
export function cleanDocument(document: JsonObject): JsonObject {
  const { title, tags } = document;
  const clean: Record<string, Json | undefined> = { ...document };
  for (const member of serverMembers) delete clean[member];
  if (typeof title === "string") clean["title"] = title.trim();
  if (Array.isArray(tags)) {
    const others = cleanTags(tags as readonly Json[]);
    if (others.length > 0) clean["tags"] = others;
    else delete clean["tags"];
  }
  return clean;
}

function cleanTags(tags: readonly Json[]): readonly Json[] {
  return tags
    .map((tag) => (typeof tag === "string" ? tag.trim() : tag))
    .filter((tag) => typeof tag !== "string" || projectOfTag(tag) === undefined);
}
