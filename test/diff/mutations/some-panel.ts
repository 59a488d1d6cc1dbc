import { type Draft, listAt, valueAt } from "./draft.ts";
import { panelsOf } from "./grid.ts";
import type { Expectation, Mutation } from "./mutation.ts";
import type { Random } from "./random.ts";

/** The numeric id of a panel. */
export function idOf(panel: Draft): number {
  const { id } = panel;
  return typeof id === "number" ? id : -1;
}

/** Some panel, also of a closed row. */
export function somePanel(
  dashboard: Draft,
  random: Random,
  fits: (panel: Draft) => boolean = () => true,
): Draft | undefined {
  return random.pick(panelsOf(dashboard).filter(fits));
}

/** An id that no panel has. */
export function freshId(dashboard: Draft, random: Random): number {
  const taken = new Set([...panelsOf(dashboard), ...listAt(dashboard, "panels")].map(idOf));
  for (;;) {
    const id = 1_000_000 + random.integer(1_000_000);
    if (!taken.has(id)) return id;
  }
}

/** An edit of some panel; answers nothing, and edits nothing, where the panel holds nothing of that kind. */
export type PanelEdit = (
  panel: Draft,
  random: Random,
  dashboard: Draft,
) => Omit<Expectation, "panels"> | undefined;

/** An edit of one of the panels where it can be made. */
export function onPanel(kind: string, edit: PanelEdit): Mutation {
  return {
    kind,
    apply(dashboard, random) {
      for (const panel of random.shuffle(panelsOf(dashboard))) {
        const expected = edit(panel, random, dashboard);
        if (expected !== undefined) return { ...expected, panels: [idOf(panel)] };
      }
      return undefined;
    },
  };
}

/** Whether a query is written in PromQL. */
export function isPromql(target: Draft): boolean {
  const type = valueAt(target, ["datasource", "type"]) ?? "prometheus";
  return typeof target["expr"] === "string" && type === "prometheus";
}

/** An edit of one of the Prometheus queries where it can be made. */
export function onQuery(
  kind: string,
  edit: (target: Draft, random: Random, panel: Draft) => Omit<Expectation, "panels"> | undefined,
): Mutation {
  return onPanel(kind, (panel, random) => {
    for (const target of random.shuffle(listAt(panel, "targets"))) {
      if (!isPromql(target)) continue;
      const expected = edit(target, random, panel);
      if (expected !== undefined) return expected;
    }
    return undefined;
  });
}
