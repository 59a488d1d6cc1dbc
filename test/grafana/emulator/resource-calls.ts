/** The calls that every kind of resource has. */
import type { JsonObject } from "../../../src/schema/json.ts";
import { json, jsonText, notServed, refuse, type Answer } from "./answer.ts";
import { parse } from "./body.ts";
import { isObject, textOf } from "./content.ts";
import { jsonPatch, mergePatch } from "./json-patch.ts";
import { checkManager, checkRepository } from "./managers.ts";
import { folderScopes, isAllowed } from "./permissions.ts";
import { draftOf, isDryRun, metadataOf, resourceBody } from "./resource-draft.ts";
import type { Draft, ResourceKind, ResourceRecord } from "./resource-kind.ts";
import { listAnswer, objectText, wantsPartial } from "./resource-object.ts";
import { param, type Call, type Route } from "./route.ts";
import { namespaceOf } from "./server-routes.ts";
import { status } from "./status.ts";
import { hasResourceApi } from "./world.ts";

/** The version of the path; versions that are not served are 404, other organisations' namespaces 403. */
export function checkedVersion(call: Call, group: string, versions: readonly string[]): string {
  const { world } = call;
  if (!hasResourceApi(world)) {
    world.unknown.push({ method: call.method, path: call.path, why: "no resources are served" });
    return refuse(notServed(call.path));
  }
  const version = param(call, "version");
  if (!versions.includes(version)) {
    refuse(status(404, "NotFound", "the server could not find the requested resource"));
  }
  if (param(call, "namespace") !== namespaceOf(call.org.id)) {
    refuse(status(403, "Forbidden", `${group} is forbidden: namespace mismatch`));
  }
  return version;
}

export function forbid(group: string, plural: string, name: string): never {
  return refuse(
    status(403, "Forbidden", `${plural}.${group} "${name}" is forbidden: access denied`, {
      name,
      group,
      kind: plural,
    }),
  );
}

/** All routes of a kind. */
export function routesOf<Stored extends ResourceRecord>(kind: ResourceKind<Stored>): readonly Route[] {
  const collection = `/apis/${kind.group}/:version/namespaces/:namespace/${kind.plural}`;
  const item = `${collection}/:name`;
  const writing = ["dryRun", "fieldValidation", "fieldManager"];
  return [
    {
      method: "GET",
      path: collection,
      query: ["limit", "continue", "labelSelector", "fieldSelector"],
      handle: (call) => list(call, kind),
    },
    { method: "POST", path: collection, query: writing, handle: (call) => create(call, kind) },
    { method: "GET", path: item, handle: (call) => get(call, kind) },
    { method: "PUT", path: item, query: writing, handle: (call) => replace(call, kind) },
    { method: "PATCH", path: item, query: [...writing, "force"], handle: (call) => patch(call, kind) },
    {
      method: "DELETE",
      path: item,
      query: ["dryRun", "gracePeriodSeconds", "propagationPolicy", "forceDeleteRules"],
      handle: (call) => remove(call, kind),
    },
  ];
}

/** Sorted by name, in pages. */
function list<Stored extends ResourceRecord>(call: Call, kind: ResourceKind<Stored>): Answer {
  const version = checkedVersion(call, kind.group, kind.versions(call.world.profile));
  if (!isAllowed(call.caller, `${kind.plural}:read`, [])) forbid(kind.group, kind.plural, "");
  const special = kind.selected(call, version);
  if (special !== undefined) return special;
  const partial = wantsPartial(call);
  const items = [...kind.all(call.org).values()]
    .filter((record) => isAllowed(call.caller, `${kind.plural}:read`, kind.scopes(call.org, record)))
    .toSorted((a, b) => (a.uid < b.uid ? -1 : 1));
  const { group } = kind;
  return listAnswer(
    call,
    { group, kind: kind.kind, version },
    {
      items,
      text: (record) =>
        objectText(
          call,
          { group, kind: kind.kind, version },
          {
            record,
            spec: partial ? undefined : kind.render(record, version),
          },
        ),
    },
  );
}

/** The object of the path; `undefined` when it is not there. */
function find<Stored extends ResourceRecord>(
  call: Call,
  kind: ResourceKind<Stored>,
  verb: "read" | "write" | "delete",
): Stored | undefined {
  const name = param(call, "name");
  const record = kind.all(call.org).get(name);
  const scopes = record === undefined ? [] : kind.scopes(call.org, record);
  if (!isAllowed(call.caller, `${kind.plural}:${verb}`, scopes)) forbid(kind.group, kind.plural, name);
  return record;
}

function missing({ group, plural }: { group: string; plural: string }, name: string): never {
  return refuse(
    status(404, "NotFound", `${plural}.${group} "${name}" not found`, { name, group, kind: plural }),
  );
}

/** The stored object of the path, in the version of the path. */
export function get<Stored extends ResourceRecord>(call: Call, kind: ResourceKind<Stored>): Answer {
  const version = checkedVersion(call, kind.group, kind.versions(call.world.profile));
  const record = find(call, kind, "read") ?? missing(kind, param(call, "name"));
  const spec = wantsPartial(call) ? undefined : kind.render(record, version);
  return jsonText(200, objectText(call, { ...kind, version }, { record, spec }));
}

/** A new object: its name must be free, and it must not claim to have a state already. */
function create<Stored extends ResourceRecord>(call: Call, kind: ResourceKind<Stored>): Answer {
  checkedVersion(call, kind.group, kind.versions(call.world.profile));
  const body = resourceBody(call);
  const draft = draftOf(call, kind, body);
  requireCreation(call, kind, draft);
  if (textOf(metadataOf(body)["resourceVersion"]) !== "") {
    refuse(status(400, "BadRequest", "resourceVersion should not be set on objects to be created"));
  }
  const { group, plural } = kind;
  const { name } = draft;
  if (kind.all(call.org).has(name)) {
    const details = { name, group, kind: plural };
    refuse(status(409, "AlreadyExists", `${plural}.${group} "${name}" already exists`, details));
  }
  return write(call, kind, { draft, before: undefined });
}

function requireCreation<Stored extends ResourceRecord>(
  call: Call,
  { group, plural }: ResourceKind<Stored>,
  { name, folderUid }: Draft,
): void {
  const scopes = folderScopes(call.org, folderUid);
  if (!isAllowed(call.caller, `${plural}:create`, scopes)) forbid(group, plural, name);
}

/** A whole object in place of the stored one; without a resourceVersion whatever its state is. */
function replace<Stored extends ResourceRecord>(call: Call, kind: ResourceKind<Stored>): Answer {
  checkedVersion(call, kind.group, kind.versions(call.world.profile));
  const before = find(call, kind, "write");
  const body = resourceBody(call);
  return replaceWith(call, kind, { before, body });
}

function replaceWith<Stored extends ResourceRecord>(
  call: Call,
  kind: ResourceKind<Stored>,
  { before, body }: { readonly before: Stored | undefined; readonly body: JsonObject },
): Answer {
  const draft = draftOf(call, kind, body);
  const wanted = textOf(metadataOf(body)["resourceVersion"]);
  if (before === undefined) {
    if (wanted !== "") missing(kind, draft.name);
    requireCreation(call, kind, draft);
  } else {
    if (wanted !== "" && wanted !== before.resourceVersion) conflict(kind, draft.name);
    if (before.folderUid !== draft.folderUid) requireCreation(call, kind, draft);
    checkManager(call, before, draft);
  }
  return write(call, kind, { draft, before });
}

function conflict({ group, plural }: { group: string; plural: string }, name: string): never {
  const text =
    `Operation cannot be fulfilled on ${plural}.${group} "${name}": the object has been modified; ` +
    "please apply your changes to the latest version and try again";
  return refuse(status(409, "Conflict", text, { name, group, kind: plural }));
}

/** A change of the stored object, in either standard form. */
function patch<Stored extends ResourceRecord>(call: Call, kind: ResourceKind<Stored>): Answer {
  const version = checkedVersion(call, kind.group, kind.versions(call.world.profile));
  const before = find(call, kind, "write") ?? missing(kind, param(call, "name"));
  const text = objectText(call, { ...kind, version }, { record: before, spec: kind.render(before, version) });
  const { status: _status, ...stored } = JSON.parse(text) as JsonObject;
  const change = parse(call.text);
  const type = call.headers["content-type"] ?? "";
  const body =
    type === "application/merge-patch+json" && isObject(change)
      ? mergePatch(stored, change)
      : type === "application/json-patch+json" && Array.isArray(change)
        ? jsonPatch(stored, change)
        : refuse(status(415, "UnsupportedMediaType", "the body of the request was in an unknown format"));
  if (!isObject(body)) return refuse(status(422, "Invalid", "the patch does not apply"));
  return replaceWith(call, kind, { before, body });
}

interface Write<Stored> {
  readonly draft: Draft;
  readonly before: Stored | undefined;
}

/** Checks, and stores unless it is a dry run. */
function write<Stored extends ResourceRecord>(
  call: Call,
  kind: ResourceKind<Stored>,
  { draft: wanted, before }: Write<Stored>,
): Answer {
  checkRepository(wanted);
  const draft = kind.check(call, wanted, before);
  const code = before === undefined ? 201 : 200;
  const named = { ...kind, version: draft.version };
  if (draft.dryRun) {
    const spec = { text: JSON.stringify(draft.spec) };
    return jsonText(code, objectText(call, named, { record: wouldBe(call, draft, before), spec }));
  }
  const record = kind.store(call, draft);
  const spec = wantsPartial(call) ? undefined : kind.render(record, draft.version);
  return jsonText(code, objectText(call, named, { record, spec }));
}

/** What an object would look like; its generation and resourceVersion mean nothing. */
function wouldBe(call: Call, draft: Draft, before: ResourceRecord | undefined): ResourceRecord {
  const now = call.world.now();
  const { login } = call.caller;
  return {
    uid: draft.name,
    id: before?.id ?? 0,
    folderUid: draft.folderUid,
    version: before?.version ?? 1,
    resourceVersion: before?.resourceVersion ?? "",
    annotations: draft.annotations,
    labels: draft.labels,
    created: before?.created ?? now,
    createdBy: before?.createdBy ?? login,
    updated: now,
    updatedBy: login,
  };
}

/** Deletes; a precondition on the resourceVersion makes it conditional. */
function remove<Stored extends ResourceRecord>(call: Call, kind: ResourceKind<Stored>): Answer {
  checkedVersion(call, kind.group, kind.versions(call.world.profile));
  const name = param(call, "name");
  const record = find(call, kind, "delete") ?? missing(kind, name);
  const options = parse(call.text);
  const preconditions = isObject(options) ? options["preconditions"] : undefined;
  const wanted = isObject(preconditions) ? textOf(preconditions["resourceVersion"]) : "";
  if (wanted !== "" && wanted !== record.resourceVersion) conflict(kind, name);
  checkRepository(record);
  kind.checkRemoval(call, record);
  if (!isDryRun(call)) kind.remove(call.org, record);
  const details = { name, group: kind.group, kind: kind.plural };
  return json(200, { kind: "Status", apiVersion: "v1", metadata: {}, status: "Success", details });
}
