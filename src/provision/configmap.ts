/**
 * ConfigMaps for Grafana's sidecar (kiwigrid/k8s-sidecar, as the Helm charts `grafana` and `kube-prometheus-stack` set
 * it up): one for each dashboard, so that a change touches one small object, and one for the data sources. The
 * data sources' secrets are references to environment variables of Grafana, so that no Secret is needed.
 */
import type { Problem } from "../base/problem.ts";
import { compareText, plural, slug } from "../base/text.ts";
import type { Bundle, BundledDashboard } from "../schema/bundle.ts";
import { formatDataSources, generatedComment } from "./data-sources.ts";
import { findFolderProblems } from "./folders.ts";
import { takeName, takenNames, type TakenNames } from "./names.ts";
import type { OutputFile, Provisioned } from "./output-file.ts";
import { formatYaml, textBlock } from "./yaml.ts";

/** How the ConfigMaps are named. */
export interface ConfigMapOptions {
  /** What every name starts with. @default "dash" */
  readonly project?: string;
  /** The namespace of the objects. @default none, so that `kubectl --namespace` decides */
  readonly namespace?: string;
}

/** The most bytes that Kubernetes stores in one ConfigMap. */
const sizeLimit = 1024 * 1024;

/** The most bytes of annotations of an object; `kubectl apply` keeps a copy of the whole object in one. */
const annotationLimit = 256 * 1024;

/** The bundle as ConfigMaps for Grafana's sidecar. */
export function provisionConfigMaps(bundle: Bundle, options: ConfigMapOptions = {}): Provisioned {
  const project =
    slug(options.project ?? "dash")
      .slice(0, 40)
      .replace(/-+$/, "") || "dash";
  const taken = takenNames();
  const files: OutputFile[] = [];
  const problems: Problem[] = [...findFolderProblems(bundle.folders)];
  for (const dashboard of [...bundle.dashboards].sort((a, b) => compareText(a.uid, b.uid))) {
    const tooLarge = findSizeProblem(dashboard);
    if (tooLarge !== undefined) problems.push(tooLarge);
    if (tooLarge?.severity === "error") continue;
    const name = objectName(dashboard.uid, `${project}-dashboard`, taken);
    files.push({ path: `dashboards/${name}.yaml`, content: formatDashboard(dashboard, name, options) });
  }
  problems.push(...bundle.folders.flatMap(({ path }) => findDirectoryProblem(path)));
  if (bundle.dataSources.length > 0) {
    files.push({
      path: "datasources.yaml",
      content: formatConfigMap({
        name: `${project}-datasources`,
        label: "grafana_datasource",
        data: { [`${project}.yaml`]: formatDataSources(bundle.dataSources) },
        options,
      }),
    });
  }
  return { files: files.sort((left, right) => compareText(left.path, right.path)), problems };
}

function formatDashboard(dashboard: BundledDashboard, name: string, options: ConfigMapOptions): string {
  return formatConfigMap({
    name,
    label: "grafana_dashboard",
    ...(dashboard.folder.length === 0 ? {} : { folder: directoryName(dashboard.folder) }),
    data: { [dataKey(dashboard)]: dashboard.json },
    options,
  });
}

function formatConfigMap(parts: {
  readonly name: string;
  readonly label: string;
  readonly folder?: string;
  readonly data: Readonly<Record<string, string>>;
  readonly options: ConfigMapOptions;
}): string {
  const { name, label, folder, data, options } = parts;
  return formatYaml(
    {
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: {
        name,
        ...(options.namespace === undefined ? {} : { namespace: options.namespace }),
        labels: { [label]: "1" },
        ...(folder === undefined ? {} : { annotations: { grafana_folder: folder } }),
      },
      data: Object.fromEntries(Object.entries(data).map(([key, text]) => [key, textBlock(text)])),
    },
    generatedComment,
  );
}

/** A name of at most 63 lower-case letters, digits and hyphens (RFC 1123), from a uid that may hold others. */
function objectName(uid: string, prefix: string, taken: TakenNames): string {
  const stem = `${prefix}-${slug(uid)}`;
  return takeName(taken, {
    ...(slug(uid) === uid && stem.length <= 63 ? { wish: stem } : {}),
    stem,
    identity: uid,
    limit: 63,
  });
}

/** The name of the file that the sidecar writes. */
function dataKey(dashboard: BundledDashboard): string {
  return `${dashboard.uid.replace(/[^\w-]/g, "-")}.json`;
}

/**
 * The directory that the sidecar puts the dashboard into; with `foldersFromFilesStructure` Grafana takes its name as
 * the folder's title. A slash would start another directory, and Grafana skips directories that start with a dot.
 */
function directoryName(path: readonly string[]): string {
  const name = path
    .join(" - ")
    .replaceAll(/[/\\]/g, "-")
    .replace(/^[.\s]+/, "")
    .trim();
  return name || "-";
}

function findSizeProblem(dashboard: BundledDashboard): Problem | undefined {
  const size = Buffer.byteLength(dashboard.json) + dataKey(dashboard).length;
  const at = { part: dashboard.uid };
  const subject = `The dashboard \`${dashboard.uid}\` has ${plural(size, "byte")}`;
  if (size > sizeLimit) {
    return {
      rule: "configmap-size",
      severity: "error",
      message: `${subject}; a ConfigMap holds ${sizeLimit}.`,
      hint: "Split the dashboard, or use the format `provisioning` with a volume.",
      at,
    };
  }
  if (size <= annotationLimit * 0.9) return undefined;
  return {
    rule: "configmap-size",
    severity: "warning",
    message: `${subject}, too many for \`kubectl apply\`, which keeps a copy in an annotation of ${annotationLimit}.`,
    hint: "Use `kubectl apply --server-side`.",
    at,
  };
}

function findDirectoryProblem(path: readonly string[]): readonly Problem[] {
  const name = directoryName(path);
  if (path.length === 1 && name === path[0]) return [];
  return [
    {
      rule: "configmap-folder",
      severity: "info",
      message: `The folder \`${path.join(" / ")}\` is written as \`${name}\`, because the sidecar makes a directory of it.`,
      at: { part: path.join(" / ") },
    },
  ];
}
