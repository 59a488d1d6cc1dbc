import { hashNumber } from "../base/hash.ts";
import type { CallSite } from "../base/call-site.ts";
import type { Finding } from "./finding.ts";
import { partOf } from "./view.ts";

/** A panel or row whose id is wanted. */
export interface Keyed {
  readonly key: string;
  readonly title: string;
  readonly site: CallSite;
}

/** Gives out the ids of one dashboard. */
export interface PanelIds {
  /** The id of a panel or row: the same for the same key, whatever stands beside it. */
  idOf(keyed: Keyed): number;
  /** The id of a key that was given out. */
  find(key: string): number | undefined;
  /** The keys that were given out. */
  keys(): readonly string[];
  /** Keys that were given twice, or that happen to have the same id. */
  readonly findings: readonly Finding[];
}

/** Derives ids from keys, so that inserting, moving or removing a panel changes no other id. */
export function createPanelIds(dashboard: string): PanelIds {
  const byId = new Map<number, Keyed>();
  const findings: Finding[] = [];
  return {
    findings,
    keys: () => [...byId.values()].map(({ key }) => key),
    find: (key) => {
      const id = hashNumber(key);
      return byId.get(id)?.key === key ? id : undefined;
    },
    idOf: (keyed) => {
      const id = hashNumber(keyed.key);
      const other = byId.get(id);
      if (other === undefined) byId.set(id, keyed);
      else findings.push(clash(dashboard, keyed, other));
      return id;
    },
  };
}

function clash(dashboard: string, keyed: Keyed, other: Keyed): Finding {
  const sameKey = keyed.key === other.key;
  return {
    rule: "panel-key",
    severity: "error",
    message: sameKey
      ? `Two panels of this dashboard have the key \`${keyed.key}\`: \`${other.title}\` and \`${keyed.title}\`.`
      : `The keys \`${other.key}\` and \`${keyed.key}\` give the same panel id by chance.`,
    hint: sameKey
      ? "Give one of them a `key` of its own; ids, links and alerts hang on it."
      : "Choose another `key` for the newer one.",
    part: partOf(dashboard, keyed.title),
    site: keyed.site,
  };
}
