import type { SideRef } from "../../diff/model.ts";
import { dataSourceObject } from "../../diff/documents/data-source-object.ts";
import type { Side, SideDashboard, SideObject } from "../../diff/documents/side.ts";
import type { Bundle, BundledDataSource, BundledFolder } from "../../schema/bundle.ts";
import type { JsonObject } from "../../schema/json.ts";
import type { ProjectDashboard } from "../compile-project.ts";

/** What was compiled, as a side. */
export function sideOfBundle(
  { dashboards, folders, dataSources }: Bundle & { readonly dashboards: readonly ProjectDashboard[] },
  ref: SideRef,
): Side {
  return {
    ref,
    dashboards: dashboards.map(sideDashboard),
    objects: [...folders.map(folderObject), ...dataSources.map(toObject)],
    notes: [],
  };
}

/** Text and document are made when somebody asks for them, once: most dashboards are equal and never parsed. */
function sideDashboard(dashboard: ProjectDashboard): SideDashboard {
  const { uid, title, folder, file, sources } = dashboard;
  let text: string | undefined;
  let document: JsonObject | undefined;
  return {
    uid,
    title,
    folder,
    file,
    get text() {
      return (text ??= dashboard.json);
    },
    document: () => (document ??= JSON.parse((text ??= dashboard.json)) as JsonObject),
    ...(sources === undefined ? {} : { sources }),
  };
}

function folderObject({ uid, title, path }: BundledFolder): SideObject {
  return { ref: { kind: "folder", uid, title }, value: { title, path } };
}

/** By the names that Grafana has; what only the code knows of it is no part of it. */
function toObject({ title, name: _name, claimsDefault: _claim, ...members }: BundledDataSource): SideObject {
  return dataSourceObject({ ...members, name: title });
}
