import type {
  Base,
  Conflict,
  DashboardAction,
  DataSourceAction,
  FolderAction,
  Plan,
} from "../../src/push/plan.ts";

const base: Base = { version: 3, revision: "3", hash: "aa" };

/** What is done to a dashboard. */
export function dashboardAction(
  kind: DashboardAction["kind"],
  uid: string,
  more: Partial<DashboardAction> = {},
): DashboardAction {
  return {
    object: "dashboard",
    kind,
    uid,
    title: uid.toUpperCase(),
    changes: [],
    base,
    folderUid: "",
    hash: "bb",
    ...more,
  };
}

/** What is done to a folder. */
export function folderAction(kind: FolderAction["kind"], uid: string, title: string = uid): FolderAction {
  return { object: "folder", kind, uid, title, changes: [], parentUid: "", hash: "bb" };
}

/** What is done to a data source. */
export function dataSourceAction(
  kind: DataSourceAction["kind"],
  uid: string,
  more: Partial<DataSourceAction> = {},
): DataSourceAction {
  return { object: "data-source", kind, uid, title: uid, changes: [], secrets: {}, hash: "bb", ...more };
}

/** A conflict that an editor made. */
export const edited: Conflict = {
  reason: "edited",
  message: "It was edited in Grafana since it was pushed.",
  hint: "Save the edit with `npx dash pull api`, or overwrite it with `npx dash push api --force`.",
  forcible: true,
  since: [
    { by: "ann", at: "2026-11-22T10:00:00Z", message: "Raise the threshold" },
    { by: "", at: "2026-11-21T09:00:00Z", message: "" },
  ],
};

/** A plan for a Grafana 12. */
export function planOf(actions: Plan["actions"], more: Partial<Plan> = {}): Plan {
  return {
    formatVersion: 1,
    project: "shop",
    server: { url: "https://grafana.example.com", version: "12.4.0", api: "resources", orgId: 1 },
    actions,
    notes: [],
    ...more,
  };
}
