import { slugOf } from "./slug.ts";
import type { World } from "./world.ts";

/** The address of a dashboard, with the subpath but without host. */
export function dashboardPath(
  world: World,
  { uid, title }: { readonly uid: string; readonly title: string },
): string {
  return `${world.subpath}/d/${uid}/${slugOf(title)}`;
}

/** The address of a folder, with the subpath but without host. */
export function folderPath(
  world: World,
  { uid, title }: { readonly uid: string; readonly title: string },
): string {
  return `${world.subpath}/dashboards/f/${uid}/${slugOf(title)}`;
}
