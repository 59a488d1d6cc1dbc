import type { Json, JsonObject } from "../schema/json.ts";
import { toList, toObject, toText } from "./json-view.ts";

/** Versions of folder resources that are known to behave alike, in order of preference. */
const folderVersions = ["v1beta1", "v1"] as const;

/**
 * The version of folder resources to use, by the answer of `/apis`; `undefined` when folders or dashboards are not
 * served in a known version. The server's preferred version is of no interest: it is one that migrates documents.
 */
export function folderVersion(apis: JsonObject): string | undefined {
  const groups = toList(apis["groups"]).map(toObject);
  if (!versionsOf(groups, "dashboard.grafana.app").has("v0alpha1")) return undefined;
  const served = versionsOf(groups, "folder.grafana.app");
  return folderVersions.find((version) => served.has(version));
}

function versionsOf(groups: readonly JsonObject[], name: string): ReadonlySet<string> {
  const group = groups.find((each) => each["name"] === name);
  return new Set(toList(group?.["versions"]).map((entry: Json) => toText(toObject(entry)["version"])));
}
