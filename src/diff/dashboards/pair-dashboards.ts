import type { SideDashboard } from "../documents/side.ts";

/** The same dashboard on both sides; one side is missing for an added or removed one. */
export interface DashboardPair {
  readonly before?: SideDashboard;
  readonly after?: SideDashboard;
}

/** What a dashboard may be known by, best first; `undefined` where it lacks that. */
const tokens: readonly ((dashboard: SideDashboard) => string | undefined)[] = [
  ({ uid }) => (uid === "" ? undefined : uid),
  ({ file, title }) => (file === undefined ? undefined : `${file}\n${title}`),
  ({ folder, title }) => (title === "" ? undefined : [...folder, title].join("\n")),
  ({ file }) => file,
];

/**
 * Pairs dashboards by uid, else by what is unique on both sides: file and title, folder and title, file alone. Two files
 * that somebody puts side by side are compared whatever they hold.
 */
export function pairDashboards(
  before: readonly SideDashboard[],
  after: readonly SideDashboard[],
  areFiles: boolean,
): readonly DashboardPair[] {
  const left = new Set(before);
  const right = new Set(after);
  const pairs: DashboardPair[] = [];
  const pair = (one: SideDashboard, other: SideDashboard): void => {
    left.delete(one);
    right.delete(other);
    pairs.push({ before: one, after: other });
  };
  for (const token of tokens) {
    const others = unique(right, token);
    for (const [text, one] of unique(left, token)) {
      const other = others.get(text);
      if (other !== undefined) pair(one, other);
    }
  }
  const [lone, ...others] = [...left];
  const [other, ...more] = [...right];
  const isLone = before.length === 1 && after.length === 1 && others.length + more.length === 0;
  if (areFiles && isLone && lone !== undefined && other !== undefined) pair(lone, other);
  return [
    ...pairs,
    ...[...left].map((one) => ({ before: one })),
    ...[...right].map((other) => ({ after: other })),
  ];
}

function unique(
  dashboards: ReadonlySet<SideDashboard>,
  token: (dashboard: SideDashboard) => string | undefined,
): ReadonlyMap<string, SideDashboard> {
  const found = new Map<string, SideDashboard | undefined>();
  for (const dashboard of dashboards) {
    const text = token(dashboard);
    if (text !== undefined) found.set(text, found.has(text) ? undefined : dashboard);
  }
  return new Map(
    [...found].flatMap(([text, dashboard]) => (dashboard === undefined ? [] : [[text, dashboard]])),
  );
}
