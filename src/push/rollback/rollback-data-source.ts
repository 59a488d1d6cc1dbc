import type { DataSourceSettings, Grafana } from "../../grafana/model.ts";
import { dataSourceHash } from "../compare/content-hash.ts";
import type { DataSourceAction, Plan } from "../plan.ts";
import { dataSourceBase, settingsOf, traceDataSource } from "../planning/plan-data-source.ts";
import type { RollbackContext, Rolled } from "./rollback-dashboard.ts";

/** What takes a push back for the data sources of the plan that it applied. */
export async function planDataSourceRollbacks(
  grafana: Grafana,
  plan: Plan | undefined,
  context: RollbackContext,
): Promise<readonly Rolled[]> {
  const written = (plan?.actions ?? []).filter(
    (action): action is DataSourceAction =>
      action.object === "data-source" && (action.kind === "create" || action.kind === "update"),
  );
  // A plan has few data sources.
  const rolled: Rolled[] = [];
  for (const action of written) rolled.push(await planDataSourceRollback(grafana, action, context));
  return rolled;
}

async function planDataSourceRollback(
  grafana: Grafana,
  action: DataSourceAction,
  context: RollbackContext,
): Promise<Rolled> {
  const { uid, title, previous } = action;
  const stored = await grafana.dataSources.read(uid);
  if (stored === undefined) return { notes: [`The data source \`${title}\` is gone already.`] };
  const commons = { object: "data-source", uid, title, secrets: {}, base: dataSourceBase(stored) } as const;
  const isOwn = stored.owner.kind === "dash" && stored.owner.project === context.project;
  // The hash tells a later push from the one that is taken back.
  const isUntouched =
    traceDataSource(stored, context.project) === "untouched" && commons.base.hash === action.hash;
  if (!isOwn || (!isUntouched && !context.force)) {
    return {
      action: { ...commons, kind: "conflict", changes: [], hash: "", conflict: editedSince(title, isOwn) },
      notes: [],
    };
  }
  if (action.kind === "create") {
    return {
      action: { ...commons, kind: "delete", changes: ["was created by the push"], hash: "" },
      notes: [],
    };
  }
  if (previous === undefined)
    return { notes: [`The plan does not say what the data source \`${title}\` was before.`] };
  // What the plan says of the present state holds references in place of their values.
  const present =
    isUntouched && action.settings !== undefined
      ? { ...action.settings, isDefault: stored.isDefault }
      : settingsOf(stored);
  return { action: restore(commons, previous, present), notes: secretNotes(action) };
}

function restore(
  commons: Pick<DataSourceAction, "object" | "uid" | "title" | "secrets"> & {
    readonly base: NonNullable<DataSourceAction["base"]>;
  },
  previous: NonNullable<DataSourceAction["previous"]>,
  present: DataSourceSettings,
): DataSourceAction {
  const hash = dataSourceHash(previous);
  const wanted = { ...commons, settings: previous, hash, previous: present };
  if (hash === commons.base.hash && previous.isDefault === present.isDefault) {
    return { ...wanted, kind: "unchanged", changes: [] };
  }
  return { ...wanted, kind: "update", changes: ["gets the settings that it had before the push"] };
}

function secretNotes({ secrets, title }: DataSourceAction): readonly string[] {
  return Object.keys(secrets).length === 0
    ? []
    : [`Secrets of \`${title}\` stay as they are: their values before the push are not known.`];
}

function editedSince(title: string, isOwn: boolean): NonNullable<DataSourceAction["conflict"]> {
  return {
    reason: "edited",
    message: `The data source \`${title}\` was changed after the push that is taken back.`,
    hint: isOwn ? "Keep the change, or roll back with `--force` to drop it." : "Keep the change.",
    forcible: isOwn,
    since: [],
  };
}
