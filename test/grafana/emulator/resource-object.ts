/** Objects and lists as `/apis` shows them. */
import type { JsonObject } from "../../../src/schema/json.ts";
import { jsonText, type Answer } from "./answer.ts";
import type { RenderedSpec, ResourceKind, ResourceRecord } from "./resource-kind.ts";
import type { Call } from "./route.ts";
import { namespaceOf } from "./server-routes.ts";

type Named = Pick<ResourceKind<ResourceRecord>, "group" | "kind">;

/** Who did something, as annotations name it. */
function identityOf(login: string): string {
  if (login.startsWith("sa-")) return `service-account:${login}`;
  return login === "Anonymous" ? "access-policy:provisioning" : `user:u-${login}`;
}

/** What the server adds to the annotations of the client. */
function annotationsOf(record: ResourceRecord): JsonObject {
  return {
    ...record.annotations,
    ...(record.folderUid === "" ? {} : { "grafana.app/folder": record.folderUid }),
    "grafana.app/createdBy": identityOf(record.createdBy),
    "grafana.app/updatedBy": identityOf(record.updatedBy),
    "grafana.app/updatedTimestamp": record.updated,
  };
}

function metadataOf({ org }: Call, record: ResourceRecord): JsonObject {
  return {
    name: record.uid,
    namespace: namespaceOf(org.id),
    uid: `00000000-0000-4000-8000-${String(record.id).padStart(12, "0")}`,
    resourceVersion: record.resourceVersion,
    generation: record.version,
    creationTimestamp: record.created.replace(/\.\d+Z$/, "Z"),
    labels: { ...record.labels, "grafana.app/deprecatedInternalID": String(record.id) },
    annotations: annotationsOf(record),
  };
}

/** One object as text; without a spec only its metadata. */
export function objectText(
  call: Call,
  { group, kind, version }: Named & { readonly version: string },
  { record, spec }: { readonly record: ResourceRecord; readonly spec: RenderedSpec | undefined },
): string {
  const metadata = metadataOf(call, record);
  if (spec === undefined) {
    return JSON.stringify({ kind: "PartialObjectMetadata", apiVersion: "meta.k8s.io/v1", metadata });
  }
  const head = JSON.stringify({ kind, apiVersion: `${group}/${version}`, metadata });
  const status = spec.status === undefined ? "" : `,"status":${JSON.stringify(spec.status)}`;
  return `${head.slice(0, -1)},"spec":${spec.text}${status}}`;
}

/** Whether the caller wants metadata only. */
export function wantsPartial({ headers }: Call): boolean {
  return /as=PartialObjectMetadata/.test(headers.accept ?? "");
}

/** A page of items, with the token of the next one; items are in their order. */
export function listAnswer<Item>(
  call: Call,
  { group, kind, version }: Named & { readonly version: string },
  { items, text }: { readonly items: readonly Item[]; readonly text: (item: Item) => string },
): Answer {
  const start = Number(Buffer.from(call.query.get("continue") ?? "", "base64url").toString()) || 0;
  const limit = Number(call.query.get("limit") ?? "") || Infinity;
  const end = Math.min(items.length, start + limit);
  const metadata = {
    resourceVersion: call.world.nextResourceVersion(),
    ...(end < items.length
      ? {
          continue: Buffer.from(String(end)).toString("base64url"),
          remainingItemCount: items.length - end,
        }
      : {}),
  };
  const head = wantsPartial(call)
    ? { kind: "PartialObjectMetadataList", apiVersion: "meta.k8s.io/v1", metadata }
    : { kind: `${kind}List`, apiVersion: `${group}/${version}`, metadata };
  const texts = items.slice(start, end).map(text);
  return jsonText(200, `${JSON.stringify(head).slice(0, -1)},"items":[${texts.join(",")}]}`);
}
