/** What the code wants a Grafana to have, in the terms of that Grafana: its folders, its organisation, its limits. */
import { DashError } from "../../base/dash-error.ts";
import type { DataSourceSettings, GrafanaFacts } from "../../grafana/model.ts";
import { folderKey, folderUid } from "../../provision/folders.ts";
import type { BundledDataSource, BundledFolder, Bundle } from "../../schema/bundle.ts";
import type { JsonObject } from "../../schema/json.ts";
import { desiredContent } from "./desired-content.ts";

/** A folder as the code wants it. */
export interface DesiredFolder {
  readonly object: "folder";
  readonly uid: string;
  readonly title: string;
  /** Empty at the root. */
  readonly parentUid: string;
}

/** A data source as the code wants it. */
export interface DesiredDataSource {
  readonly object: "data-source";
  readonly uid: string;
  readonly title: string;
  /** With references; `isDefault` is what the code would like. */
  readonly settings: DataSourceSettings;
  /** With references. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Whether the default flag is taken from another data source. */
  readonly claimsDefault: boolean;
}

/** A dashboard as the code wants it. */
export interface DesiredDashboard {
  readonly object: "dashboard";
  readonly uid: string;
  readonly title: string;
  /** Empty for the root. */
  readonly folderUid: string;
  /** The file of the project that it comes from. */
  readonly source?: string | undefined;
  /** The clean document to be sent. Made anew by each call, so that a thousand of them are never held at once. */
  readonly document: () => JsonObject;
  /** The content hash of document and folder. */
  readonly hash: () => string;
  /** Whether the code says a refresh that this Grafana would not keep. */
  readonly isRefreshRaised: () => boolean;
}

/** An object as the code wants it. */
export type Desired = DesiredFolder | DesiredDataSource | DesiredDashboard;

/** All that the code wants. */
export interface DesiredState {
  /** Parents first. */
  readonly folders: readonly DesiredFolder[];
  readonly dataSources: readonly DesiredDataSource[];
  readonly dashboards: readonly DesiredDashboard[];
}

/** What is wanted of a Grafana, in the bundle's order. */
export function desiredState(
  bundle: Bundle,
  facts: GrafanaFacts,
  files: ReadonlyMap<string, string>,
): DesiredState {
  const layout = layoutFolders(bundle.folders, facts.nestedFolders);
  return {
    folders: layout.needed(bundle.dashboards.map(({ folder }) => folder)),
    dataSources: bundle.dataSources.map((source) => desiredDataSource(source, facts)),
    dashboards: bundle.dashboards.map((dashboard) => {
      const folderUid = layout.uidOf(dashboard.folder);
      return {
        object: "dashboard",
        uid: dashboard.uid,
        title: dashboard.title.trim(),
        folderUid,
        source: files.get(dashboard.uid),
        ...desiredContent(dashboard, facts, folderUid),
      };
    }),
  };
}

interface FolderLayout {
  readonly uidOf: (path: readonly string[]) => string;
  readonly needed: (paths: readonly (readonly string[])[]) => readonly DesiredFolder[];
}

/**
 * Where folders cannot be nested, a folder in a folder is one at the root, named by its whole path as provisioning
 * files name it; paths that read alike share a folder.
 */
function layoutFolders(folders: readonly BundledFolder[], nested: boolean): FolderLayout {
  const keyOf = (path: readonly string[]): string => (nested ? folderKey(path) : joinTitles(path));
  const uids = new Map<string, string>();
  for (const { path, uid } of folders) if (!uids.has(keyOf(path))) uids.set(keyOf(path), uid);
  const uidOf = (path: readonly string[]): string =>
    path.length === 0 ? "" : (uids.get(keyOf(path)) ?? folderUid(path));
  const needed = (paths: readonly (readonly string[])[]): readonly DesiredFolder[] => {
    const found = new Map<string, DesiredFolder>();
    const all = nested ? paths.flatMap(prefixes) : paths.filter((path) => path.length > 0);
    for (const path of [...all].sort((left, right) => left.length - right.length)) {
      const uid = uidOf(path);
      if (!found.has(uid))
        found.set(uid, desiredFolder(uid, path, nested ? uidOf(path.slice(0, -1)) : undefined));
    }
    return [...found.values()];
  };
  return { uidOf, needed };
}

function desiredFolder(uid: string, path: readonly string[], parentUid: string | undefined): DesiredFolder {
  const title = parentUid === undefined ? joinTitles(path) : (path.at(-1) ?? "");
  return { object: "folder", uid, title: title.trim(), parentUid: parentUid ?? "" };
}

/** The paths of the folders on the way to a folder, and its own. */
function prefixes(path: readonly string[]): readonly (readonly string[])[] {
  return path.map((_, index) => path.slice(0, index + 1));
}

/** The titles of a path as one title. */
export function joinTitles(path: readonly string[]): string {
  return path.join(" / ");
}

function desiredDataSource(source: BundledDataSource, { orgId }: GrafanaFacts): DesiredDataSource {
  if (source.orgId !== undefined && source.orgId !== orgId) {
    throw new DashError("config-invalid", {
      message: `The data source \`${source.name}\` belongs to organisation \`${source.orgId}\`, but the push goes to organisation \`${orgId}\`.`,
      hint: "Push with `--org`, or give the environment a data source with the other `orgId`.",
    });
  }
  return {
    object: "data-source",
    uid: source.uid,
    title: source.title,
    settings: {
      uid: source.uid,
      name: source.title,
      type: source.type,
      url: source.url,
      isDefault: source.isDefault,
      basicAuth: source.basicAuth ?? false,
      basicAuthUser: source.basicAuthUser ?? "",
      withCredentials: source.withCredentials ?? false,
      jsonData: source.jsonData,
    },
    secrets: source.secureJsonData,
    claimsDefault: source.claimsDefault === true,
  };
}
