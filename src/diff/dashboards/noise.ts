import type { Noise, PanelDiff } from "../model.ts";
import type { Normalized } from "../normal/normalize.ts";
import type { PanelComparison } from "../panels/panel-diff.ts";

/** What differs without making a difference. */
export function noiseOf(
  before: Normalized,
  after: Normalized,
  { lists, diffs, isEdited }: PanelComparison & { readonly isEdited: boolean },
): Noise {
  const one = before.schemaVersion ?? "none";
  const other = after.schemaVersion ?? "none";
  const renumbered = lists.pairs.flatMap((pair) => {
    const old = lists.before[pair.before]?.id;
    const now = lists.after[pair.after]?.id;
    return old === undefined || now === undefined || old === now ? [] : [{ before: old, after: now }];
  });
  const pluginVersions = lists.pairs.filter(
    (pair) => before.pluginVersions[pair.before] !== after.pluginVersions[pair.after],
  ).length;
  // Where something changed, what is left out on one side only may be the change itself.
  const own = isEdited ? [] : onlyOnOneSide(before.relaxed, after.relaxed);
  const edited = new Set(diffs.flatMap((diff) => (isUntouched(diff) ? [] : [diff.after?.index])));
  const ofPanels = lists.pairs.flatMap((pair) =>
    edited.has(pair.after)
      ? []
      : onlyOnOneSide(before.relaxedPanels[pair.before] ?? none, after.relaxedPanels[pair.after] ?? none),
  );
  return {
    ...(one === other ? {} : { schemaVersion: { before: one, after: other } }),
    pluginVersions,
    renumbered,
    relaxed: [...new Set([...own, ...ofPanels])].sort(),
  };
}

const none: ReadonlySet<string> = new Set();

function isUntouched({ kinds }: PanelDiff): boolean {
  return !kinds.includes("edited") && !kinds.includes("retyped");
}

/** What both sides leave out alike says nothing about the difference between them. */
function onlyOnOneSide(one: ReadonlySet<string>, other: ReadonlySet<string>): readonly string[] {
  return [...new Set([...one, ...other])].filter((name) => one.has(name) !== other.has(name));
}
