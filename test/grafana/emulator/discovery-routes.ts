/** Which resources are served, by group and version. */
import type { JsonObject } from "../../../src/schema/json.ts";
import { json, type Answer } from "./answer.ts";
import { param, type Call, type Route } from "./route.ts";
import { status } from "./status.ts";
import { hasResourceApi, type World } from "./world.ts";

function groupsOf({ profile }: World): readonly JsonObject[] {
  return [
    describeGroup("dashboard.grafana.app", profile.dashboardVersions),
    describeGroup("folder.grafana.app", profile.folderVersions),
    describeGroup("playlist.grafana.app", ["v0alpha1"]),
  ];
}

function describeGroup(name: string, versionNames: readonly string[]): JsonObject {
  const versions = versionNames.map((version) => ({ groupVersion: `${name}/${version}`, version }));
  return { name, versions, preferredVersion: versions[0] ?? {} };
}

function listGroups({ world }: Call): Answer {
  return json(200, { kind: "APIGroupList", apiVersion: "v1", groups: groupsOf(world) });
}

const absent = status(404, "NotFound", "the server could not find the requested resource");

function oneGroup(call: Call): Answer {
  const group = groupsOf(call.world).find(({ name }) => name === param(call, "group"));
  return group === undefined ? absent : json(200, { kind: "APIGroup", apiVersion: "v1", ...group });
}

const kinds: Readonly<Record<string, { readonly name: string; readonly kind: string }>> = {
  "dashboard.grafana.app": { name: "dashboards", kind: "Dashboard" },
  "folder.grafana.app": { name: "folders", kind: "Folder" },
  "playlist.grafana.app": { name: "playlists", kind: "Playlist" },
};

function oneVersion(call: Call): Answer {
  const name = param(call, "group");
  const groupVersion = `${name}/${param(call, "version")}`;
  const group = groupsOf(call.world).find((each) => each["name"] === name);
  const resource = kinds[name];
  if (group === undefined || resource === undefined || !JSON.stringify(group).includes(`"${groupVersion}"`)) {
    return absent;
  }
  const verbs = ["create", "delete", "get", "list", "patch", "update"];
  return json(200, {
    kind: "APIResourceList",
    apiVersion: "v1",
    groupVersion,
    resources: [{ ...resource, singularName: resource.kind.toLowerCase(), namespaced: true, verbs }],
  });
}

export const discoveryRoutes: readonly Route[] = [
  { method: "GET", path: "/apis", served: hasResourceApi, handle: listGroups },
  { method: "GET", path: "/apis/:group", served: hasResourceApi, handle: oneGroup },
  { method: "GET", path: "/apis/:group/:version", served: hasResourceApi, handle: oneVersion },
];
