/** Objects that are there twice: only one of them can be compared with the other side. */
import type { Problem } from "../../base/problem.ts";
import type { SideDashboard, SideObject } from "./side.ts";

/** Objects that are there once, and what is said of the others. */
export interface WithoutTwins {
  readonly dashboards: readonly SideDashboard[];
  readonly objects: readonly SideObject[];
  readonly problems: readonly Problem[];
}

/** Keeps the first one of each uid. Dashboards without a uid are all kept. */
export function withoutTwins(
  dashboards: readonly SideDashboard[],
  objects: readonly SideObject[],
): WithoutTwins {
  const problems: Problem[] = [];
  const first = new Map<string, SideDashboard>();
  const keptDashboards = dashboards.filter((dashboard) => {
    const other = dashboard.uid === "" ? undefined : first.get(dashboard.uid);
    if (other === undefined) first.set(dashboard.uid, dashboard);
    else problems.push(dashboardProblem(dashboard, other));
    return other === undefined;
  });
  const known = new Set<string>();
  const keptObjects = objects.filter((object) => {
    const key = keyOf(object);
    if (known.has(key)) problems.push(objectProblem(object));
    const isFirst = !known.has(key);
    known.add(key);
    return isFirst;
  });
  return { dashboards: keptDashboards, objects: keptObjects, problems };
}

/** Where there is no uid, the title tells objects apart; each organisation has its own. */
function keyOf({ ref: { kind, uid, title }, value }: SideObject): string {
  return JSON.stringify([kind, uid, uid === "" ? title : "", value["orgId"] ?? 1]);
}

function dashboardProblem({ uid, file = "" }: SideDashboard, other: SideDashboard): Problem {
  const places = other.file === file ? `twice in \`${file}\`` : `in \`${other.file}\` and in \`${file}\``;
  return {
    rule: "document-uid",
    severity: "warning",
    message: `Two dashboards have the uid \`${uid}\`, ${places}; only the first one is compared.`,
    hint: "Give each dashboard a uid of its own, or compare a folder that has each of them once.",
    at: { file },
  };
}

const kindNames = {
  dashboard: "dashboards",
  folder: "folders",
  "data-source": "data sources",
  "alert-rule": "alert rules",
} as const;

function objectProblem({ ref: { kind, uid, title } }: SideObject): Problem {
  const name = uid === "" ? `name \`${title}\`` : `uid \`${uid}\``;
  return {
    rule: "document-uid",
    severity: "warning",
    message: `Two ${kindNames[kind]} have the ${name}; only the first one is compared.`,
    at: { part: uid || title },
  };
}
