import type { ProjectConfig } from "../config/read-config.ts";
import type { BundledDashboard, Bundle } from "../schema/bundle.ts";
import { provisionConfigMaps } from "./configmap.ts";
import { foldersOf } from "./folders.ts";
import { provisionGrafana } from "./grafana.ts";
import { provisionKubernetes } from "./kubernetes.ts";
import type { Provisioned } from "./output-file.ts";

/** What a bundle can be written as. */
export const formats = ["provisioning", "kubernetes", "configmap"] as const;

/** One of {@link formats}. */
export type Format = (typeof formats)[number];

const provisioners: Readonly<Record<Format, (bundle: Bundle, config: ProjectConfig) => Provisioned>> = {
  provisioning: (bundle, { project, mountPath }) => provisionGrafana(bundle, { project, mountPath }),
  kubernetes: (bundle) => provisionKubernetes(bundle),
  configmap: (bundle, { project }) => provisionConfigMaps(bundle, { project }),
};

/** The bundle of a project: its dashboards, the folders on the way to them, its data sources. */
export function bundleOf(dashboards: readonly BundledDashboard[], config: ProjectConfig): Bundle {
  return { dashboards, dataSources: config.dataSources, folders: foldersOf(dashboards) };
}

/** The files of a bundle in a format. */
export function provision(format: Format, bundle: Bundle, config: ProjectConfig): Provisioned {
  return provisioners[format](bundle, config);
}
