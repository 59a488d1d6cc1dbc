import type { Noise } from "../model.ts";
import type { Normalized } from "../normal/normalize.ts";
import type { PanelComparison } from "../panels/panel-diff.ts";

/** What differs without making a difference. */
export function noiseOf(before: Normalized, after: Normalized, { lists }: PanelComparison): Noise {
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
  return {
    ...(one === other ? {} : { schemaVersion: { before: one, after: other } }),
    pluginVersions,
    renumbered,
    relaxed: onlyOnOneSide(before.relaxed, after.relaxed),
  };
}

/** What both sides leave out alike says nothing about the difference between them. */
function onlyOnOneSide(one: ReadonlySet<string>, other: ReadonlySet<string>): readonly string[] {
  return [...new Set([...one, ...other])].filter((name) => one.has(name) !== other.has(name)).sort();
}
