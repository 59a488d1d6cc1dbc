/** The body of a write under `/apis`, with the checks that all kinds share. */
import type { JsonObject } from "../../../src/schema/json.ts";
import { refuse } from "./answer.ts";
import { parse } from "./body.ts";
import { isObject, textOf } from "./content.ts";
import type { Draft, ResourceKind, ResourceRecord } from "./resource-kind.ts";
import { param, type Call } from "./route.ts";
import { uidFault } from "./rules.ts";
import { namespaceOf } from "./server-routes.ts";
import { status } from "./status.ts";
import { messageAnnotation } from "./storing.ts";

const bad = (text: string): never => refuse(status(400, "BadRequest", text));

/** The body as an object. */
export function resourceBody(call: Call): JsonObject {
  const type = (call.headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json") {
    refuse(status(415, "UnsupportedMediaType", "the body of the request was in an unknown format"));
  }
  const value = parse(call.text);
  return isObject(value) ? value : bad("couldn't get version/kind; json parse error");
}

/** The member `metadata` of an object. */
export function metadataOf(body: JsonObject): JsonObject {
  const metadata = body["metadata"];
  return isObject(metadata) ? metadata : {};
}

/** What a write wants; the name of the path, where there is one, must be that of the body. */
export function draftOf<Stored extends ResourceRecord>(
  call: Call,
  kind: ResourceKind<Stored>,
  body: JsonObject,
): Draft {
  const version = param(call, "version");
  checkType(kind, body, version);
  const metadata = metadataOf(body);
  const namespace = textOf(metadata["namespace"]);
  if (namespace !== "" && namespace !== namespaceOf(call.org.id)) {
    bad("the namespace of the provided object does not match the namespace sent on the request");
  }
  const { folder, message, annotations } = annotationsOf(metadata);
  if (message.length > 500) bad("message too long, max 500 characters");
  const spec = body["spec"];
  return {
    name: nameOf(call, metadata),
    folderUid: folder,
    message,
    annotations,
    labels: stringsOf(metadata["labels"], (key) => !key.startsWith("grafana.app/")),
    spec: isObject(spec) ? spec : {},
    version,
    dryRun: isDryRun(call),
  };
}

export function isDryRun({ query }: Call): boolean {
  const dryRun = query.get("dryRun");
  if (dryRun !== null && dryRun !== "All") bad(`Invalid value for dryRun: ${dryRun}`);
  return dryRun === "All";
}

function checkType(
  { group, kind }: { group: string; kind: string },
  body: JsonObject,
  version: string,
): void {
  if (body["apiVersion"] !== `${group}/${version}`) {
    bad("the API version in the data does not match the expected API version");
  }
  if (body["kind"] !== kind) bad(`the kind in the data does not match the expected kind ${kind}`);
}

/** The name: of the body, of the path, or made by the server when the body asks for that. */
function nameOf(call: Call, metadata: JsonObject): string {
  const inPath = call.params.get("name");
  const own = textOf(metadata["name"]);
  if (inPath !== undefined) {
    if (own !== "" && own !== inPath) {
      bad("the name of the object does not match the name on the URL");
    }
    return inPath;
  }
  const prefix = textOf(metadata["generateName"]);
  const name = own === "" && prefix !== "" ? `${prefix}${call.world.nextUid()}` : own;
  if (name === "") {
    refuse(status(422, "Invalid", "name or generateName is required"));
  }
  const fault = uidFault(name);
  return fault === undefined ? name : bad(fault);
}

const setByServer = new Set([
  "grafana.app/createdBy",
  "grafana.app/updatedBy",
  "grafana.app/updatedTimestamp",
  "grafana.app/grant-permissions",
  "grafana.app/folder",
]);

function annotationsOf(metadata: JsonObject): {
  readonly folder: string;
  readonly message: string;
  readonly annotations: Readonly<Record<string, string>>;
} {
  const given = stringsOf(metadata["annotations"], () => true);
  return {
    folder: given["grafana.app/folder"] ?? "",
    message: given[messageAnnotation] ?? "",
    annotations: Object.fromEntries(Object.entries(given).filter(([key]) => !setByServer.has(key))),
  };
}

function stringsOf(value: unknown, keeps: (key: string) => boolean): Readonly<Record<string, string>> {
  if (!isObject(value)) return {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, text]) => (keeps(key) ? [[key, textOf(text)]] : [])),
  );
}
