/** The kind `Folder` of `folder.grafana.app`. */
import { json, refuse, type Answer } from "./answer.ts";
import { textOf } from "./content.ts";
import { countContents } from "./folder-routes.ts";
import { repositoryFolderStatus } from "./managers.ts";
import { folderScopes, isAllowed } from "./permissions.ts";
import { checkedVersion, forbid, routesOf } from "./resource-calls.ts";
import type { Draft, ResourceKind } from "./resource-kind.ts";
import { param, type Call, type Route } from "./route.ts";
import { isReservedFolderUid, placeFault } from "./rules.ts";
import { removeFolder, type FolderRecord } from "./state.ts";
import { status } from "./status.ts";
import { storeFolder } from "./storing.ts";

const group = "folder.grafana.app";

const bad = (text: string, id?: string): never =>
  refuse(status(400, "BadRequest", text, id === undefined ? {} : { uid: id }));

/** Title, reserved names, parent, depth; titles need not be unique. */
function check(call: Call, draft: Draft, before: FolderRecord | undefined): Draft {
  const { world, org } = call;
  if (textOf(draft.spec["title"]).trim() === "") bad("folder title cannot be empty");
  if (isReservedFolderUid(world, draft.name)) bad("invalid uid for folder provided", "folder.invalid-uid");
  const parentUid = draft.folderUid;
  if (parentUid !== "" && !org.folders.has(parentUid) && !draft.dryRun) {
    refuse(status(404, "NotFound", `folders.${group} "${parentUid}" not found`));
  }
  if (parentUid === draft.name) bad("folder cannot be its own parent", "folder.cannot-be-parent-of-itself");
  const fault = placeFault(world, org, { uid: before?.uid ?? "", parentUid });
  if (fault === "circular") bad("cannot move folder under its own descendant", "folder.circular-reference");
  if (fault === "depth") {
    bad(
      `folder max depth exceeded, max depth is ${world.profile.maxFolderDepth}`,
      "folder.maximum-depth-reached",
    );
  }
  const foreign = repositoryFolderStatus(call, parentUid);
  return foreign === undefined ? draft : refuse(foreign);
}

function store(call: Call, draft: Draft): FolderRecord {
  return storeFolder(call.world, call.org, {
    uid: draft.name,
    title: textOf(draft.spec["title"]).trim(),
    description: textOf(draft.spec["description"]),
    parentUid: draft.folderUid,
    by: call.caller.login,
    annotations: draft.annotations,
    labels: draft.labels,
  });
}

/** Only an empty folder is deleted this way. */
function checkRemoval(call: Call, record: FolderRecord): void {
  if (Object.keys(countContents(call, record.uid)).length === 0) return;
  bad("Folder cannot be deleted: folder is not empty", "folder.not-empty");
}

export const folderKind: ResourceKind<FolderRecord> = {
  group,
  plural: "folders",
  kind: "Folder",
  versions: ({ folderVersions }) => folderVersions,
  all: (org) => org.folders,
  scopes: (org, { uid }) => folderScopes(org, uid),
  render: ({ title, description }) => ({
    text: JSON.stringify({ title, ...(description === "" ? {} : { description }) }),
  }),
  check,
  store,
  checkRemoval,
  remove: (org, { uid }) => removeFolder(org, uid),
  selected: () => undefined,
};

const resources: Readonly<Record<string, { readonly group: string; readonly resource: string }>> = {
  alertrule: { group: "rules.alerting.grafana.app", resource: "alertrules" },
  dashboard: { group: "dashboard.grafana.app", resource: "dashboards" },
  folder: { group, resource: "folders" },
};

/** How much lies in a folder at any depth. */
function counts(call: Call): Answer {
  const version = checkedVersion(call, group, folderKind.versions(call.world.profile));
  const name = param(call, "name");
  if (!isAllowed(call.caller, "folders:read", folderScopes(call.org, name))) forbid(group, "folders", name);
  if (!call.org.folders.has(name)) {
    refuse(status(404, "NotFound", `folders.${group} "${name}" not found`));
  }
  const entries = Object.entries(countContents(call, name));
  return json(200, {
    kind: "DescendantCounts",
    apiVersion: `${group}/${version}`,
    counts: entries.map(([kind, count]) => ({ ...resources[kind], count })),
  });
}

export const folderResourceRoutes: readonly Route[] = [
  ...routesOf(folderKind),
  {
    method: "GET",
    path: `/apis/${group}/:version/namespaces/:namespace/folders/:name/counts`,
    handle: counts,
  },
];
