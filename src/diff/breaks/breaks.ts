/** What will be missing where something still refers to it. Only what is in use breaks. */
import { compareText, plural } from "../../base/text.ts";
import { impacts } from "../impact.ts";
import type { Break, DashboardDiff, EntryDiff, ObjectRef, PanelDiff, PanelRef } from "../model.ts";
import type { Reference } from "./references.ts";

/** What is looked at besides the difference itself. */
export interface BreakContext {
  /** References that the second side still holds. */
  readonly references: readonly Reference[];
  /** How often the dashboard itself still uses its variables on the second side. */
  readonly uses: ReadonlyMap<string, number>;
  /** The numeric ids of the panels on the second side. */
  readonly ids: ReadonlySet<number | undefined>;
}

/** What breaks with a dashboard. */
export function breaksOf(diff: DashboardDiff, context: BreakContext): readonly Break[] {
  const { before, after, action } = diff;
  if (before === undefined) return [];
  const object: ObjectRef = { kind: "dashboard", uid: before.uid, title: (after ?? before).title };
  const mine = context.references.filter(({ uid }) => uid === before.uid);
  const own: BreakContext = { ...context, references: mine };
  const breaks = ((): readonly Break[] => {
    if (after === undefined) return [removedDashboard(object, mine)];
    return [
      ...(action === "re-identified" ? [changedUid(object, after.uid, mine)] : []),
      ...diff.panels.flatMap((panel) => panelBreaks(panel, object, own)),
      ...diff.variables.flatMap((variable) => variableBreaks(variable, object, own)),
    ];
  })();
  return sortBreaks(breaks);
}

/** The worst first, then by object. */
export function sortBreaks(breaks: readonly Break[]): readonly Break[] {
  return [...breaks].sort(
    (left, right) =>
      impacts.indexOf(right.impact) - impacts.indexOf(left.impact) ||
      compareText(left.object.title, right.object.title) ||
      compareText(left.message, right.message),
  );
}

function removedDashboard(object: ObjectRef, references: readonly Reference[]): Break {
  const users = usersOf(references, object);
  return {
    impact: "destroys",
    kind: "dashboard-removed",
    object,
    message: `Dashboard \`${object.title}\` is removed${users === "" ? "" : `, but ${users} still lead to it`}.`,
  };
}

function changedUid(object: ObjectRef, uid: string, references: readonly Reference[]): Break {
  const users = usersOf(references, object);
  return {
    impact: "breaks-links",
    kind: "uid-changed",
    object,
    message: `Dashboard \`${object.title}\` has another uid, \`${object.uid}\` → \`${uid}\`: its address changes${users === "" ? "" : `, but ${users} still lead to the old one`}.`,
  };
}

/** The one who keeps its id is found by links as before; ids that nobody names are no matter. */
function panelBreaks(
  { before, after, at }: PanelDiff,
  object: ObjectRef,
  { references, ids }: BreakContext,
): readonly Break[] {
  if (before?.id === undefined || before.id === after?.id) return [];
  const users = references.filter(
    ({ panel, isNew }) => panel === before.id && !(isNew && ids.has(before.id)),
  );
  if (users.length === 0) return [];
  const name = `Panel \`${before.title}\` of \`${object.title}\``;
  const still = `${usersOf(users, object)} still lead to it (${users[0]?.spelling})`;
  return [
    {
      impact: "breaks-links",
      kind: after === undefined ? "panel-removed" : "panel-id-changed",
      object,
      message:
        after === undefined
          ? `${name} is removed, but ${still}.`
          : `${name} has another id${idsText(before, after)}, but ${still}.`,
      panel: after ?? before,
      ...(at === undefined ? {} : { at }),
    },
  ];
}

function idsText(before: PanelRef, after: PanelRef): string {
  return after.id === undefined ? "" : `, ${before.id} → ${after.id}`;
}

function variableBreaks(
  { kinds, before, after }: EntryDiff,
  object: ObjectRef,
  { references, uses }: BreakContext,
): readonly Break[] {
  const isRenamed = kinds.includes("renamed");
  if (!isRenamed && !kinds.includes("removed")) return [];
  const name = nameOf(before);
  const users = usersOf(
    references.filter(({ variables }) => variables.includes(name)),
    object,
  );
  const own = uses.get(name) ?? 0;
  if (users === "" && own === 0) return [];
  const who = [
    ...(own === 0 ? [] : [`the dashboard itself uses it in ${plural(own, "place")}`]),
    ...(users === "" ? [] : [`${users} set it (var-${name}=)`]),
  ].join(", and ");
  const what = isRenamed ? `is renamed to \`$${nameOf(after)}\`` : "is removed";
  return [
    {
      impact: "breaks-links",
      kind: isRenamed ? "variable-renamed" : "variable-removed",
      object,
      message: `Variable \`$${name}\` of \`${object.title}\` ${what}, but ${who}.`,
    },
  ];
}

function nameOf(element: EntryDiff["before"]): string {
  const value = element?.value;
  const name = typeof value === "object" && value !== null && "name" in value ? value.name : undefined;
  return typeof name === "string" ? name : "";
}

/** How many of those who refer are named. */
const mostNames = 3;

/** Who refers, in words; empty when nobody does. */
function usersOf(references: readonly Reference[], object: ObjectRef): string {
  const names = [
    ...new Set(
      references.map(({ from }) =>
        from.kind === object.kind && from.uid === object.uid ? "its own links" : nameOfUser(from),
      ),
    ),
  ].sort(compareText);
  if (names.length === 0) return "";
  const shown = names.slice(0, mostNames);
  const rest = names.length - shown.length;
  return rest > 0 ? `${shown.join(", ")} and ${rest} more` : shown.join(" and ");
}

function nameOfUser({ kind, title }: ObjectRef): string {
  return kind === "alert-rule" ? `links of alert rule \`${title}\`` : `links of \`${title}\``;
}
