import { isSame, type Json } from "../../schema/json.ts";
import type { Change, Conflict, DashboardDiff, EntryDiff, ObjectRef, PanelDiff } from "../model.ts";
import { changeWords, entryWords, panelWords } from "../words.ts";

/** A part of a dashboard that one side changed. */
interface ChangedPart {
  /** What both sides know it by: its name or place in the base. */
  readonly key: string;
  readonly name: string;
  readonly words: readonly string[];
  /** What came of it. */
  readonly result: Json;
}

/** The parts of a dashboard that both the code and somebody in Grafana changed since the base. */
export function conflictsOf(code: DashboardDiff, live: DashboardDiff): readonly Conflict[] {
  const { uid = "", title = "" } = (code.after ?? code.before) as { uid?: string; title?: string };
  const dashboard: ObjectRef = { kind: "dashboard", uid, title };
  const theirs = new Map(partsOf(live).map((part) => [part.key, part]));
  const whole = wholeConflict(code, live, dashboard);
  return [
    ...whole,
    ...partsOf(code).flatMap((part): readonly Conflict[] => {
      const other = theirs.get(part.key);
      if (other === undefined) return [];
      return [
        {
          dashboard,
          part: part.name,
          code: part.words,
          live: other.words,
          same: isSame(part.result, other.result),
        },
      ];
    }),
  ];
}

/** One removed what the other one changed. */
function wholeConflict(code: DashboardDiff, live: DashboardDiff, dashboard: ObjectRef): readonly Conflict[] {
  const isGone = code.after === undefined;
  if (isGone === (live.after === undefined)) return [];
  const words = (diff: DashboardDiff): readonly string[] =>
    diff.after === undefined ? ["removed"] : partsOf(diff).flatMap((part) => part.words);
  return [{ dashboard, part: "dashboard", code: words(code), live: words(live), same: false }];
}

function partsOf(diff: DashboardDiff): readonly ChangedPart[] {
  return [
    ...[...diff.settings, ...diff.unknown].map(settingPart),
    ...listParts("variable", diff.variables),
    ...listParts("annotation", diff.annotations),
    ...listParts("link", diff.links),
    ...diff.panels.flatMap(panelPart),
  ];
}

function settingPart(change: Change): ChangedPart {
  return {
    key: `setting ${JSON.stringify(change.path)}`,
    name: change.label,
    words: [changeWords(change)],
    result: change.after ?? null,
  };
}

/** Those that were there before are known by their place, new ones by their name. */
function listParts(noun: string, entries: readonly EntryDiff[]): readonly ChangedPart[] {
  return entries.map((entry) => ({
    key: `${noun} ${entry.before?.index ?? entry.name}`,
    name: `${noun} \`${entry.name}\``,
    words: entryWords(entry),
    result: entry.after?.value ?? null,
  }));
}

/** Adding panels on both sides is no conflict; what only stands elsewhere is no change. */
function panelPart(diff: PanelDiff): readonly ChangedPart[] {
  const words = panelWords(diff);
  if (diff.before === undefined || (words.length === 0 && diff.kinds.length > 0)) return [];
  const noun = diff.before.type === "row" ? "row" : "panel";
  return [
    {
      key: `panel ${diff.before.index}`,
      name: `${noun} \`${diff.before.title}\``,
      words,
      result: [...words],
    },
  ];
}
