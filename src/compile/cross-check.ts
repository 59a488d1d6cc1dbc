import { quoteList } from "../base/text.ts";

/** What the check across dashboards needs of each. */
export interface DashboardIdentity {
  readonly uid: string;
  readonly title: string;
  readonly folder: readonly string[];
}

/** Two dashboards that Grafana could not tell apart. */
export interface Clash<Entry> {
  readonly rule: "duplicate-uid" | "duplicate-title";
  readonly message: string;
  readonly hint: string;
  /** The later one, which is reported. */
  readonly entry: Entry;
  /** The earlier one. */
  readonly other: Entry;
}

/**
 * Dashboards with the uid of another one, or with its title in the same folder: with either, Grafana's file
 * provisioning stops writing all dashboards of the providers involved (9.5 to 13).
 */
export function findClashes<Entry extends DashboardIdentity>(
  dashboards: readonly Entry[],
): readonly Clash<Entry>[] {
  const byUid = new Map<string, Entry>();
  const byTitle = new Map<string, Entry>();
  return dashboards.flatMap((entry) => {
    const clashes: Clash<Entry>[] = [];
    const sameUid = byUid.get(entry.uid);
    if (sameUid !== undefined && entry.uid !== "") clashes.push(uidClash(entry, sameUid));
    const titleKey = JSON.stringify([entry.folder, entry.title]);
    const sameTitle = byTitle.get(titleKey);
    if (sameTitle !== undefined && sameUid === undefined) clashes.push(titleClash(entry, sameTitle));
    byUid.set(entry.uid, sameUid ?? entry);
    byTitle.set(titleKey, sameTitle ?? entry);
    return clashes;
  });
}

function uidClash<Entry extends DashboardIdentity>(entry: Entry, other: Entry): Clash<Entry> {
  return {
    rule: "duplicate-uid",
    message: `The uid \`${entry.uid}\` belongs to two dashboards: \`${other.title}\` and \`${entry.title}\`.`,
    hint: "Give one of them another uid.",
    entry,
    other,
  };
}

function titleClash<Entry extends DashboardIdentity>(entry: Entry, other: Entry): Clash<Entry> {
  const folder = entry.folder.length === 0 ? "General" : entry.folder.join("/");
  return {
    rule: "duplicate-title",
    message: `Two dashboards in the folder \`${folder}\` have the title \`${entry.title}\`: ${quoteList([other.uid, entry.uid])}.`,
    hint: "Give one of them another title, or put it into another folder.",
    entry,
    other,
  };
}
