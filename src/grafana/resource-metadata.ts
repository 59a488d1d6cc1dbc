/**
 * The metadata of resources (Grafana 12 and later): who manages an object, where it lies, and what dash leaves there.
 * The names are those of `pkg/apimachinery/utils/meta.go` in Grafana's source.
 */
import type { Json, JsonObject } from "../schema/json.ts";
import { toNumber, toObject, toText, toTexts } from "./json-view.ts";
import type { LastChange, Owner, Revision, WriteResult } from "./model.ts";
import { readMessage, type Stamp } from "./stamp.ts";

const keys = {
  folder: "grafana.app/folder",
  message: "grafana.app/message",
  manager: "grafana.app/managedBy",
  managerId: "grafana.app/managerId",
  allowsEdits: "grafana.app/managerAllowsEdits",
  suspended: "grafana.app/managerSuspended",
  sourcePath: "grafana.app/sourcePath",
  sourceChecksum: "grafana.app/sourceChecksum",
  sourceTimestamp: "grafana.app/sourceTimestamp",
  createdBy: "grafana.app/createdBy",
  updatedBy: "grafana.app/updatedBy",
  updated: "grafana.app/updatedTimestamp",
  savedFromUi: "grafana.app/saved-from-ui",
  grantPermissions: "grafana.app/grant-permissions",
} as const;

/** Annotations that dash or the server sets anew with every write; all others belong to others, and are kept. */
const replaced: ReadonlySet<string> = new Set(Object.values(keys));

/** Grafana knows a few kinds of managers only; this is the one for tools that write through the API. */
const managerKind = "kubectl";
const managerPrefix = "dash:";

/** A resource's metadata, as far as dash needs it. */
export interface ResourceMetadata extends LastChange, Revision {
  readonly uid: string;
  /** The folder that it lies in; empty at the root. */
  readonly folderUid: string;
  readonly owner: Owner;
  readonly stamp?: Stamp;
}

/** Reads the `metadata` of a resource. */
export function readMetadata(resource: JsonObject): ResourceMetadata {
  const metadata = toObject(resource["metadata"]);
  const annotations = toTexts(metadata["annotations"]);
  const owner = ownerOf(annotations);
  const stamp = stampOf(annotations, owner);
  const kept = keptMetadata(annotations, toTexts(metadata["labels"]));
  return {
    uid: toText(metadata["name"]),
    folderUid: annotations[keys.folder] ?? "",
    owner,
    ...(stamp && { stamp }),
    version: toNumber(metadata["generation"]),
    revision: toText(metadata["resourceVersion"]),
    ...(kept && { metadata: kept }),
    updatedBy: annotations[keys.updatedBy] ?? annotations[keys.createdBy] ?? "",
    updated: annotations[keys.updated] ?? toText(metadata["creationTimestamp"]),
  };
}

/** What a write puts into the metadata. */
export interface WrittenMetadata {
  readonly uid: string;
  /** Empty for the root. */
  readonly folderUid: string;
  readonly stamp: Stamp;
  /** The version message. */
  readonly message?: string;
  readonly source?: string;
  readonly base?: Revision | undefined;
}

/** The result for a write onto a base without a mark of its state: the server would replace any state with it. */
export function refuseUnmarked(base: Revision | undefined): WriteResult | undefined {
  if (base === undefined || base.revision !== "") return undefined;
  return { kind: "stale", message: "It is not known which state of the object would be replaced." };
}

/** The `metadata` of a resource to be created, or to replace its base. */
export function toMetadata({ uid, folderUid, stamp, message, source, base }: WrittenMetadata): JsonObject {
  const isNewAtRoot = base === undefined && folderUid === "";
  const labels = base?.metadata?.["labels"];
  return {
    name: uid,
    ...(base && { resourceVersion: base.revision }),
    ...(labels !== undefined && { labels }),
    annotations: {
      ...toTexts(base?.metadata?.["annotations"]),
      ...(folderUid !== "" && { [keys.folder]: folderUid }),
      ...(message !== undefined && { [keys.message]: message }),
      [keys.manager]: managerKind,
      [keys.managerId]: `${managerPrefix}${stamp.project}`,
      [keys.allowsEdits]: "true",
      ...(source !== undefined && { [keys.sourcePath]: source }),
      [keys.sourceChecksum]: stamp.hash,
      // As the classic API does by itself: without it only administrators see what lies at the root.
      ...(isNewAtRoot && { [keys.grantPermissions]: "default" }),
    },
  };
}

function ownerOf(annotations: Readonly<Record<string, string>>): Owner {
  const manager = annotations[keys.manager] ?? "";
  const identity = annotations[keys.managerId] ?? "";
  if (manager === "") return { kind: "nobody" };
  if (manager === managerKind && identity.startsWith(managerPrefix)) {
    return { kind: "dash", project: identity.slice(managerPrefix.length) };
  }
  if (manager === "classic-file-provisioning") {
    return { kind: "file", path: annotations[keys.sourcePath] ?? "" };
  }
  return { kind: "tool", tool: manager, identity };
}

// The checksum outlives saves in the UI, the message may be of any of them: only one with that hash tells the push.
function stampOf(annotations: Readonly<Record<string, string>>, owner: Owner): Stamp | undefined {
  const hash = annotations[keys.sourceChecksum] ?? "";
  if (owner.kind !== "dash" || hash === "") return undefined;
  const said = readMessage(annotations[keys.message] ?? "");
  return { project: owner.project, hash, push: said?.hash === hash ? said.push : "" };
}

function keptMetadata(
  annotations: Readonly<Record<string, string>>,
  labels: Readonly<Record<string, string>>,
): JsonObject | undefined {
  const others = Object.entries(annotations).filter(([name]) => !replaced.has(name));
  const kept = {
    ...(others.length > 0 && { annotations: Object.fromEntries(others) }),
    ...(Object.keys(labels).length > 0 && { labels }),
  };
  return Object.keys(kept).length === 0 ? undefined : kept;
}

/** The name and the version of a resource that a write answered with. */
export function writtenVersion(body: JsonObject): { readonly uid: Json; readonly version: Json } {
  const { name, generation } = toObject(body["metadata"]);
  return { uid: name ?? null, version: generation ?? null };
}
