import type { NormalPanel } from "../normal/normal-form.ts";

/**
 * Whether numeric ids mean the same on both sides. They do not where somebody numbers anew: then some panel that is known
 * by its name alone has another number. `undefined` where no panel is known by its name alone.
 */
export function hasStableIds(
  before: readonly NormalPanel[],
  after: readonly NormalPanel[],
): boolean | undefined {
  const names = uniqueNames(after);
  const isSameId = [...uniqueNames(before)].flatMap(([name, id]) => {
    const other = names.get(name);
    return other === undefined ? [] : [id === other];
  });
  return isSameId.length === 0 ? undefined : isSameId.every(Boolean);
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
