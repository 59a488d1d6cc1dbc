/**
 * Manifests of Grafana's resource API (12 and newer): one file for each folder and dashboard. They are resources of
 * Grafana, not of the cluster it may run in; `configmap.ts` makes those.
 */
import type { Problem } from "../base/problem.ts";
import { compareText } from "../base/text.ts";
import type { Bundle, BundledDashboard, BundledFolder } from "../schema/bundle.ts";
import type { JsonObject } from "../schema/json.ts";
import { generatedComment } from "./data-sources.ts";
import { findFolderProblems, folderKey, folderUid, folderUidsByKey, maxFolderDepth } from "./folders.ts";
import { takeFileStem, takenNames } from "./names.ts";
import type { OutputFile, Provisioned } from "./output-file.ts";
import { formatYaml, type YamlValue } from "./yaml.ts";

/** How and for whom the manifests are written. */
export interface KubernetesOptions {
  /** The namespace that stands for the organisation: `default` for the first, `org-2` for the second. @default "default" */
  readonly namespace?: string;
  /** @default "json" */
  readonly syntax?: "json" | "yaml";
}

/** The bundle as manifests of Grafana's resource API. */
export function provisionKubernetes(bundle: Bundle, options: KubernetesOptions = {}): Provisioned {
  const uids = folderUidsByKey(bundle.folders);
  const uidOf = (path: readonly string[]): string => uids.get(folderKey(path)) ?? folderUid(path);
  const { namespace = "default", syntax = "json" } = options;
  const folders = bundle.folders.map((folder) => folderManifest(folder, namespace, uidOf));
  const dashboards = bundle.dashboards.map((dashboard) => dashboardManifest(dashboard, namespace, uidOf));
  const files = [
    ...manifestFiles("folders", folders, syntax),
    ...manifestFiles("dashboards", dashboards, syntax),
  ];
  return {
    files: files.sort((left, right) => compareText(left.path, right.path)),
    problems: [
      ...findFolderProblems(bundle.folders),
      ...bundle.folders.flatMap(findDeepFolder),
      ...findDataSources(bundle),
    ],
  };
}

interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace: string;
    readonly annotations?: { readonly "grafana.app/folder": string };
  };
  readonly spec: JsonObject;
}

type UidOf = (path: readonly string[]) => string;

function folderManifest(folder: BundledFolder, namespace: string, uidOf: UidOf): Manifest {
  return {
    apiVersion: "folder.grafana.app/v1beta1",
    kind: "Folder",
    metadata: { name: folder.uid, namespace, ...inFolder(folder.path.slice(0, -1), uidOf) },
    spec: { title: folder.title },
  };
}

function dashboardManifest(dashboard: BundledDashboard, namespace: string, uidOf: UidOf): Manifest {
  // The server keeps these three outside the spec: the uid is the name, the version is the generation.
  const { id: _id, uid: _uid, version: _version, ...spec } = JSON.parse(dashboard.json) as JsonObject;
  return {
    apiVersion: "dashboard.grafana.app/v1beta1",
    kind: "Dashboard",
    metadata: { name: dashboard.uid, namespace, ...inFolder(dashboard.folder, uidOf) },
    spec,
  };
}

function inFolder(path: readonly string[], uidOf: UidOf): Pick<Manifest["metadata"], "annotations"> {
  return path.length === 0 ? {} : { annotations: { "grafana.app/folder": uidOf(path) } };
}

function manifestFiles(
  directory: string,
  manifests: readonly Manifest[],
  syntax: "json" | "yaml",
): readonly OutputFile[] {
  const taken = takenNames();
  const sorted = [...manifests].sort((left, right) => compareText(left.metadata.name, right.metadata.name));
  return sorted.map((manifest) => ({
    path: `${directory}/${takeFileStem(taken, manifest.metadata.name)}.${syntax}`,
    content: formatManifest(manifest, syntax),
  }));
}

function formatManifest(manifest: Manifest, syntax: "json" | "yaml"): string {
  if (syntax === "json") return `${JSON.stringify(manifest, undefined, 2)}\n`;
  return formatYaml(manifest as unknown as YamlValue, generatedComment);
}

function findDeepFolder(folder: BundledFolder): readonly Problem[] {
  if (folder.path.length <= maxFolderDepth) return [];
  const name = folder.path.join(" / ");
  return [
    {
      rule: "folder-depth",
      severity: "error",
      message: `The folder \`${name}\` is ${folder.path.length} levels deep; Grafana allows ${maxFolderDepth}.`,
      hint: "Use fewer levels.",
      at: { part: name },
    },
  ];
}

function findDataSources({ dataSources }: Bundle): readonly Problem[] {
  if (dataSources.length === 0) return [];
  return [
    {
      rule: "format-data-sources",
      severity: "info",
      message: "Grafana's resource API has no data sources, so the manifests have none.",
      hint: "Use the format `provisioning` or `configmap` for the data sources.",
      at: {},
    },
  ];
}
