/**
 * Files for Grafana's own provisioning (9.5 to 13), ready to be mounted at `/etc/grafana/provisioning`:
 *
 *     datasources/<project>.yaml
 *     dashboards/<project>.yaml          one provider for each folder
 *     dashboards/<folder uid>/<dashboard uid>.json
 *
 * A provider reads its directory with everything below it, so that no directory lies in another. A dashboard's file
 * path is its identity: a name here must not change without need, or Grafana deletes and creates it again.
 */
import type { Problem } from "../base/problem.ts";
import { compareText } from "../base/text.ts";
import type { Bundle, BundledDashboard } from "../schema/bundle.ts";
import { formatDataSources, generatedComment } from "./data-sources.ts";
import { findFolderProblems, folderKey, folderUid, folderUidsByKey } from "./folders.ts";
import { literalText } from "./interpolation.ts";
import { takeFileStem, takenNames } from "./names.ts";
import type { OutputFile, Provisioned } from "./output-file.ts";
import { formatYaml, type YamlValue } from "./yaml.ts";

/** Where and for whom Grafana reads the files. */
export interface GrafanaOptions {
  /** The name of the YAML files and of the providers; projects that share one Grafana need different ones. @default "dash" */
  readonly project?: string;
  /** The folder of Grafana's machine that the files are mounted at. @default "/etc/grafana/provisioning" */
  readonly mountPath?: string;
  /** The numeric id of the organisation that gets the dashboards. @default 1 */
  readonly orgId?: number;
}

/** The directory of dashboards in Grafana's root; no folder has this uid because Grafana reserves it. */
const rootDirectory = "general";

/** One folder of Grafana with the dashboards in it. */
interface Provider {
  /** Empty for the root. */
  readonly title: string;
  readonly directory: string;
  readonly dashboards: BundledDashboard[];
}

/** The bundle as provisioning files of Grafana. */
export function provisionGrafana(bundle: Bundle, options: GrafanaOptions = {}): Provisioned {
  const project = takeFileStem(takenNames(), options.project ?? "dash");
  const providers = providersOf(bundle);
  const files: OutputFile[] = providers.flatMap(dashboardFiles);
  if (providers.length > 0) {
    files.push({ path: `dashboards/${project}.yaml`, content: formatProviders(providers, project, options) });
  }
  if (bundle.dataSources.length > 0) {
    files.push({ path: `datasources/${project}.yaml`, content: formatDataSources(bundle.dataSources) });
  }
  return {
    files: files.sort((left, right) => compareText(left.path, right.path)),
    problems: [...findFolderProblems(bundle.folders), ...findNestedFolders(bundle)],
  };
}

/**
 * One provider for each folder of Grafana. Providers create folders at the root only (true nesting came in the course
 * of 13), so a nested folder is named by its whole path, `A / B`; paths that read alike share a provider, because
 * Grafana up to 11.2 finds the folder by its title.
 */
function providersOf(bundle: Bundle): readonly Provider[] {
  const uids = folderUidsByKey(bundle.folders);
  const providers = new Map<string, Provider>();
  const dashboards = [...bundle.dashboards].sort(
    (left, right) => left.folder.length - right.folder.length || compareText(left.uid, right.uid),
  );
  for (const dashboard of dashboards) {
    const path = dashboard.folder;
    const title = path.join(" / ");
    const directory = path.length === 0 ? rootDirectory : (uids.get(folderKey(path)) ?? folderUid(path));
    const provider = providers.get(title) ?? { title, directory, dashboards: [] };
    provider.dashboards.push(dashboard);
    providers.set(title, provider);
  }
  return [...providers.values()].sort((left, right) => compareText(left.directory, right.directory));
}

function dashboardFiles(provider: Provider): readonly OutputFile[] {
  const taken = takenNames();
  return provider.dashboards.map((dashboard) => ({
    path: `dashboards/${provider.directory}/${takeFileStem(taken, dashboard.uid)}.json`,
    content: dashboard.encoded ?? dashboard.json,
  }));
}

function formatProviders(
  providers: readonly Provider[],
  project: string,
  { mountPath = "/etc/grafana/provisioning", orgId = 1 }: GrafanaOptions,
): string {
  const entries = providers.map(({ title, directory }): YamlValue => ({
    name: `${project}/${directory}`,
    orgId,
    type: "file",
    folder: literalText(title),
    ...(title === "" ? {} : { folderUid: directory }),
    disableDeletion: false,
    allowUiUpdates: false,
    updateIntervalSeconds: 10,
    options: {
      path: literalText(`${mountPath.replace(/\/+$/, "")}/dashboards/${directory}`),
      foldersFromFilesStructure: false,
    },
  }));
  return formatYaml({ apiVersion: 1, providers: entries }, generatedComment);
}

function findNestedFolders(bundle: Bundle): readonly Problem[] {
  const nested = bundle.folders.filter((folder) => folder.path.length > 1);
  if (nested.length === 0) return [];
  const names = nested.map((folder) => `\`${folder.path.join(" / ")}\``).join(", ");
  return [
    {
      rule: "folder-nesting",
      severity: "info",
      message: `File provisioning of Grafana before 13 cannot nest folders: ${names} become folders of that name.`,
      hint: "Use `npx dash build --format kubernetes` for nested folders.",
      at: {},
    },
  ];
}
