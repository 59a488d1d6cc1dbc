import type { JsonObject } from "../schema/json.ts";
import { type ApiPath, withQuery } from "./api-path.ts";
import type { Connection } from "./connection.ts";
import { toList, toObject, toText } from "./json-view.ts";

/** Asks for the metadata only; a server that does not know it answers whole objects. */
const metadataOnly = "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io,application/json";

/** The same for one object: what was written need not come back whole. */
export const metadataOfOne = "application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io,application/json";

/** How many objects a page has: so few that whole dashboards are still below the limit of an answer. */
const wholePage = 100;
/** How many objects a page has once the server has shown that it answers metadata only. */
const metadataPage = 1000;

/** More pages than any Grafana has: a server that never ends must not keep the program busy for ever. */
const mostPages = 2000;

/** What is read of the listed objects. */
export interface ListingOptions {
  readonly content: "whole" | "metadata";
}

/** Every resource of a collection, which is read page by page. */
export async function listResources(
  connection: Connection,
  path: ApiPath,
  { content }: ListingOptions,
): Promise<readonly JsonObject[]> {
  const items: JsonObject[] = [];
  let position = "";
  let limit = wholePage;
  for (let page = 0; page < mostPages; page++) {
    const query = { limit, continue: position === "" ? undefined : position };
    const accept = content === "metadata" ? metadataOnly : undefined;
    const list = toObject(await connection.get(withQuery(path, query), accept));
    for (const item of toList(list["items"])) items.push(toObject(item));
    if (toText(list["kind"]).startsWith("PartialObjectMetadata")) limit = metadataPage;
    const next = toText(toObject(list["metadata"])["continue"]);
    if (next === "" || next === position) break;
    position = next;
  }
  return items;
}
