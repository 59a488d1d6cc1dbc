import type { Grafana } from "../../grafana/model.ts";
import type { Desired } from "../desired/desired.ts";
import type { ObjectContext, Planned } from "./object-context.ts";
import type { Action, DataSourceAction } from "../plan.ts";
import { planDashboard } from "./plan-dashboard.ts";
import { planDataSource } from "./plan-data-source.ts";
import { planFolder } from "./plan-folder.ts";

/** What is to be done to one object, after reading it. Writes nothing. */
export async function planObject(
  grafana: Grafana,
  desired: Desired,
  context: ObjectContext,
): Promise<Planned> {
  switch (desired.object) {
    case "folder":
      return { action: await planFolder(grafana, desired, context), notes: [] };
    case "dashboard":
      return { action: await planDashboard(grafana, desired, context), notes: [] };
    case "data-source":
      return planDataSource(grafana, desired, { ...context, listed: await grafana.dataSources.list() });
  }
}

/** What an action of a plan wants to be there; `undefined` for deletions and where nothing is to be written. */
export function desiredOf(action: Action): Desired | undefined {
  const { uid, title } = action;
  if (action.kind === "delete") return undefined;
  if (action.object === "folder") {
    return { object: "folder", uid, title, parentUid: action.parentUid };
  }
  if (action.object === "dashboard") {
    const { document, folderUid, source } = action;
    if (document === undefined) return undefined;
    return {
      object: "dashboard",
      uid,
      title,
      folderUid,
      source,
      document: () => document,
      hash: () => action.hash,
      isRefreshRaised: () => false,
    };
  }
  const { settings, secrets } = action;
  if (settings === undefined) return undefined;
  return {
    object: "data-source",
    uid,
    title,
    settings,
    secrets,
    claimsDefault: settings.isDefault && changesDefault(action),
  };
}

/** Whether an action gives or takes the default flag; any other leaves it where somebody may have put it meanwhile. */
export function changesDefault({ kind, settings, previous }: DataSourceAction): boolean {
  return kind === "create" || (previous !== undefined && previous.isDefault !== settings?.isDefault);
}
