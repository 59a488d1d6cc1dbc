/** Tells what a parsed document is, by what it says and not by the name of its file. */
import { isObject, type Json, type JsonObject, memberOf } from "../../schema/json.ts";
import { toAlertRules } from "./alert-rules.ts";
import { toDataSources } from "./data-sources.ts";
import type { FolderHint, Provider } from "./folder-places.ts";
import { listAt, objectAt, textAt } from "./leftovers.ts";
import type { SideObject } from "./side.ts";
import { isV2 } from "./v2.ts";

/** What a document is. */
export type Found =
  | { readonly kind: "dashboard"; readonly document: JsonObject; readonly folder: FolderHint | undefined }
  | {
      readonly kind: "folder";
      readonly uid: string;
      readonly title: string;
      /** The uid of the folder around; empty for the root. */
      readonly parent: string;
      readonly object: SideObject;
    }
  | { readonly kind: "provider"; readonly provider: Provider }
  | { readonly kind: "object"; readonly object: SideObject }
  /** A file within the file. */
  | { readonly kind: "text"; readonly name: string; readonly text: string; readonly folder: FolderHint };

/** What is in a document; nothing when it is not known at all, an empty list when it is known to be something else. */
export function recognize(value: Json): readonly Found[] | undefined {
  if (Array.isArray(value)) return recognizeAll(value as readonly Json[]);
  if (!isObject(value)) return [];
  for (const recognizer of recognizers) {
    const found = recognizer(value);
    if (found !== undefined) return found;
  }
  return undefined;
}

type Recognizer = (value: JsonObject) => readonly Found[] | undefined;

const recognizers: readonly Recognizer[] = [
  resourceList,
  configMap,
  folder,
  prometheusRule,
  resource,
  envelope,
  dashboard,
  provisioning,
  somethingElse,
];

function recognizeAll(values: readonly Json[]): readonly Found[] | undefined {
  const found = values.map(recognize).filter((each) => each !== undefined);
  return found.length === 0 && values.some(isObject) ? undefined : found.flat();
}

function kindOf(value: JsonObject, group: string): string | undefined {
  const isOfGroup = textAt(value, "apiVersion").startsWith(`${group}/`);
  return isOfGroup ? textAt(value, "kind") : undefined;
}

/** Elements of a list of one kind may leave out what the list says. */
function resourceList(value: JsonObject): readonly Found[] | undefined {
  const kind = textAt(value, "kind");
  if (!kind.endsWith("List") || !Array.isArray(value["items"])) return undefined;
  const common = kind === "List" ? {} : { apiVersion: value["apiVersion"], kind: kind.slice(0, -4) };
  const items = listAt(value, "items").map((item) => (isObject(item) ? { ...common, ...item } : item));
  return recognizeAll(items) ?? [];
}

/** What the sidecar of Grafana's chart puts into files. */
function configMap(value: JsonObject): readonly Found[] | undefined {
  if (value["kind"] !== "ConfigMap" || value["apiVersion"] !== "v1") return undefined;
  const annotations = objectAt(value["metadata"], "annotations");
  const folder = { title: textAt(annotations, "grafana_folder") };
  return Object.entries(objectAt(value, "data")).flatMap(([name, text]): readonly Found[] =>
    typeof text === "string" ? [{ kind: "text", name, text, folder }] : [],
  );
}

function folder(value: JsonObject): readonly Found[] | undefined {
  if (kindOf(value, "folder.grafana.app") !== "Folder") return undefined;
  const spec = objectAt(value, "spec");
  const uid = textAt(value["metadata"], "name");
  const title = textAt(spec, "title");
  const parent = folderOf(value);
  const object: SideObject = {
    ref: { kind: "folder", uid, title },
    value: { ...spec, ...(parent !== "" && { parent }) },
  };
  return [{ kind: "folder", uid, title, parent, object }];
}

function folderOf(value: JsonObject): string {
  return textAt(objectAt(value["metadata"], "annotations"), "grafana.app/folder");
}

/** What the Prometheus operator reads. */
function prometheusRule(value: JsonObject): readonly Found[] | undefined {
  if (kindOf(value, "monitoring.coreos.com") !== "PrometheusRule") return undefined;
  return objectsOf(toAlertRules(objectAt(value, "spec")) ?? []);
}

function resource(value: JsonObject): readonly Found[] | undefined {
  const kind = kindOf(value, "dashboard.grafana.app");
  if (kind !== "Dashboard" || !isObject(value["spec"])) return undefined;
  const { apiVersion, spec } = value;
  const uid = textAt(value["metadata"], "name");
  // Only what people write: the server adds more with every save.
  const document = isV2(value)
    ? { apiVersion, kind, metadata: { name: uid }, spec }
    : { ...spec, uid: uid || spec["uid"] };
  return [{ kind: "dashboard", document, folder: { uid: folderOf(value) } }];
}

/** What the classic API answers, and what it is sent. */
function envelope(value: JsonObject): readonly Found[] | undefined {
  const { dashboard: inner, meta } = value;
  if (!isObject(inner) || !isDashboard(inner)) return undefined;
  if (memberOf(meta, "isFolder") === true) return [];
  const uid = textAt(value, "folderUid") || textAt(meta, "folderUid");
  const title = textAt(meta, "folderTitle");
  // What Grafana calls its root, which has no uid.
  const isRoot = uid === "" && /^(?:General|Dashboards)?$/.test(title);
  const hint = title === "" || isRoot ? { uid } : { uid, title };
  return [{ kind: "dashboard", document: fromEnvelope(inner, meta), folder: hint }];
}

/** Servers that store a dashboard in a newer schema may answer with its bare content. */
function fromEnvelope(inner: JsonObject, meta: Json | undefined): JsonObject {
  if (!isV2(inner) || typeof inner["apiVersion"] === "string") return inner;
  const { uid, id: _id, version: _version, ...spec } = inner;
  const version = textAt(meta, "apiVersion");
  return {
    apiVersion: `dashboard.grafana.app/${/^v[2-9]/.test(version) ? version : "v2"}`,
    kind: "Dashboard",
    metadata: { name: uid ?? "" },
    spec,
  };
}

function dashboard(value: JsonObject): readonly Found[] | undefined {
  return isDashboard(value) ? [{ kind: "dashboard", document: value, folder: undefined }] : undefined;
}

function isDashboard(value: JsonObject): boolean {
  if (isV2(value)) return true;
  if (typeof value["title"] !== "string") return false;
  return (
    Array.isArray(value["panels"]) ||
    Array.isArray(value["rows"]) ||
    typeof value["schemaVersion"] === "number" ||
    isObject(value["templating"])
  );
}

/** Files of Grafana's provisioning, and rules of Prometheus. */
function provisioning(value: JsonObject): readonly Found[] | undefined {
  const rules = toAlertRules(value);
  const dataSources = toDataSources(value);
  const providers = toProviders(value);
  const known = provisioningNames.some((name) => Object.hasOwn(value, name));
  if (rules === undefined && dataSources === undefined && providers === undefined && !known) return undefined;
  return [...objectsOf([...(rules ?? []), ...(dataSources ?? [])]), ...(providers ?? [])];
}

/** What is provisioned as well and is not compared. */
const provisioningNames = [
  "contactPoints",
  "deleteDatasources",
  "deleteRules",
  "muteTimes",
  "policies",
  "resetPolicies",
];

function objectsOf(objects: readonly SideObject[]): readonly Found[] {
  return objects.map((object) => ({ kind: "object", object }));
}

function toProviders(value: JsonObject): readonly Found[] | undefined {
  const { providers } = value;
  if (!Array.isArray(providers)) return undefined;
  return (providers as readonly Json[]).filter(isProvider).map((provider): Found => {
    const options = objectAt(provider, "options");
    return {
      kind: "provider",
      provider: {
        title: textAt(provider, "folder").replaceAll("$$", "$"),
        path: (textAt(options, "path") || textAt(options, "folder")).replaceAll("$$", "$"),
        isByDirectory: options["foldersFromFilesStructure"] === true,
      },
    };
  });
}

function isProvider(provider: Json): boolean {
  return isObject(provider) && isObject(provider["options"]);
}

/** Members of files that lie beside dashboards and are none: packages, schemas, lock files, manifests, other resources. */
const otherNames = [
  "$schema",
  "compilerOptions",
  "dependencies",
  "devDependencies",
  "lockfileVersion",
  "formatVersion",
];

function somethingElse(value: JsonObject): readonly Found[] | undefined {
  const isResource = typeof value["apiVersion"] === "string" && typeof value["kind"] === "string";
  const isManifest = isObject(value["files"]) && typeof value["about"] === "string";
  const isEmpty = Object.keys(value).length === 0;
  const isOther = otherNames.some((name) => Object.hasOwn(value, name));
  return isResource || isManifest || isEmpty || isOther ? [] : undefined;
}
