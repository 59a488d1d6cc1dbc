import type { NormalPanel } from "../normal/normal-form.ts";

/**
 * Whether numeric ids mean the same on both sides. They do not where somebody numbers anew: then a panel that is known by
 * its name alone has another number, or, where no name is unique, most numbers have another name.
 */
export function hasStableIds(before: readonly NormalPanel[], after: readonly NormalPanel[]): boolean {
  const names = uniqueNames(after);
  const named = [...uniqueNames(before)].flatMap(([name, id]) => {
    const other = names.get(name);
    return other === undefined ? [] : [id === other];
  });
  if (named.length > 0) return named.every(Boolean);
  const ids = new Map(after.map((panel) => [panel.id, nameOf(panel)]));
  const shared = before.filter(({ id }) => id !== undefined && ids.has(id));
  return shared.filter((panel) => ids.get(panel.id) === nameOf(panel)).length * 2 >= shared.length;
}

function nameOf({ type, title }: NormalPanel): string {
  return `${type}\n${title}`;
}

/** The ids by the names that only one panel has. */
function uniqueNames(panels: readonly NormalPanel[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const panel of panels) counts.set(nameOf(panel), (counts.get(nameOf(panel)) ?? 0) + 1);
  return new Map(
    panels.flatMap((panel) =>
      panel.id === undefined || panel.title === "" || counts.get(nameOf(panel)) !== 1
        ? []
        : [[nameOf(panel), panel.id] as const],
    ),
  );
}
