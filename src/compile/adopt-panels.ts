import { hashNumber } from "../base/hash.ts";
import type { CallSite } from "../base/call-site.ts";
import { slug } from "../base/text.ts";
import { refIdsOf } from "../panels/ref-ids.ts";
import type { GridPosition, PanelDocument } from "../schema/document.ts";
import type { AdoptedSources } from "./adopt-data-sources.ts";
import { mixedDataSource } from "./data-sources.ts";
import { repairPositions } from "./layout.ts";
import { isMembers, type Members, objectsOf, textOf } from "./members.ts";
import type { PanelView, QueryView } from "./view.ts";

/** The panels of a foreign document, made complete, and as validation sees them. */
export interface AdoptedPanels {
  readonly documents: readonly PanelDocument[];
  readonly views: readonly PanelView[];
}

/** Gives every panel an id, every query a refId and a data source, and every position a free place. */
export function adoptPanels(
  panels: unknown,
  sources: AdoptedSources,
  site: CallSite | undefined,
): AdoptedPanels {
  const opened = hoistOpenRows(objectsOf(panels));
  const ids = createIds(opened);
  const adopt = (list: readonly Members[]): readonly PanelDocument[] => {
    const positions = repairPositions(list.map(positionOf));
    return list.map((panel, index) => adoptPanel(panel, positions[index] ?? positionOf(panel)));
  };
  const adoptPanel = (panel: Members, gridPos: GridPosition): PanelDocument => {
    const id = ids(panel);
    const nested = Array.isArray(panel["panels"]) ? { panels: adopt(objectsOf(panel["panels"])) } : {};
    const type = textOf(panel["type"]) ?? "timeseries";
    return { ...panel, ...adoptTargets(panel, sources), ...nested, type, id, gridPos };
  };
  const documents = adopt(opened);
  return { documents, views: viewsOf(documents, site) };
}

/** The views of panels and of those inside closed rows. */
export function viewsOf(
  documents: readonly PanelDocument[],
  site: CallSite | undefined,
): readonly PanelView[] {
  return documents.flatMap((document) => [
    { document, queries: queriesOf(document, site), site },
    ...viewsOf(document.panels ?? [], site),
  ]);
}

/**
 * Grafana drops panels nested in a row that is open, and rows nested in a row; the SDK's `RowBuilder` makes both.
 * They move behind the row that held them.
 */
function hoistOpenRows(panels: readonly Members[]): readonly Members[] {
  return panels.flatMap((panel): readonly Members[] => {
    if (panel["type"] !== "row") return [panel];
    const nested = objectsOf(panel["panels"]);
    const stays = (child: Members): boolean => panel["collapsed"] === true && child["type"] !== "row";
    const moved = nested.filter((child) => !stays(child));
    return moved.length === 0
      ? [panel]
      : [{ ...panel, panels: nested.filter(stays) }, ...hoistOpenRows(moved)];
  });
}

/** Keeps the ids that are there and unique; the others are made from the titles, so that they stay the same. */
function createIds(panels: readonly Members[]): (panel: Members) => number {
  const all = panels.flatMap((panel) => [panel, ...objectsOf(panel["panels"])]);
  const stated = all.map((panel) => panel["id"]).filter(isPanelId);
  const taken = new Set(stated);
  const kept = new Set<number>();
  return (panel) => {
    const id = panel["id"];
    if (isPanelId(id) && !kept.has(id)) {
      kept.add(id);
      return id;
    }
    const name = `${panel["type"] === "row" ? "row-" : ""}${slug(textOf(panel["title"]) ?? "") || "untitled"}`;
    let made = hashNumber(name);
    for (let copy = 2; taken.has(made); copy++) made = hashNumber(`${name}-${copy}`);
    taken.add(made);
    kept.add(made);
    return made;
  };
}

function isPanelId(id: unknown): id is number {
  return Number.isSafeInteger(id) && (id as number) > 0;
}

/** Grafana's own default for a panel without a place is 12 by 9 at the top. */
function positionOf(panel: Members): GridPosition {
  const stated = isMembers(panel["gridPos"]) ? panel["gridPos"] : {};
  const number = (name: string, fallback: number): number =>
    Number.isInteger(stated[name]) ? (stated[name] as number) : fallback;
  const isRow = panel["type"] === "row";
  return {
    ...stated,
    x: number("x", 0),
    y: number("y", 0),
    w: number("w", isRow ? 24 : 12),
    h: number("h", isRow ? 1 : 9),
  };
}

function adoptTargets(panel: Members, sources: AdoptedSources): Members {
  const targets = objectsOf(panel["targets"]);
  if (targets.length === 0) {
    return panel["datasource"] === undefined ? {} : { datasource: sources.refOf(panel["datasource"]) };
  }
  const refIds = refIdsOf(targets.map((target) => ({ refId: textOf(target["refId"]) })));
  const stated = sources.refOf(panel["datasource"]);
  const fallback = stated ?? (asksPrometheus(targets) ? sources.standard : undefined);
  const refs = targets.map((target) => sources.refOf(target["datasource"]) ?? fallback);
  return {
    datasource: stated ?? commonSource(refs),
    targets: targets.map((target, index) => ({ ...target, refId: refIds[index], datasource: refs[index] })),
  };
}

/** `expr` is also what Loki calls its queries, so that only targets without a data source of their own tell. */
function asksPrometheus(targets: readonly Members[]): boolean {
  return targets.some(({ datasource, expr }) => typeof expr === "string" && !isMembers(datasource));
}

/** Grafana sends all queries of a panel to the panel's data source, unless that is the mixed one. */
function commonSource(refs: readonly unknown[]): unknown {
  const [first, ...others] = refs
    .filter((ref) => isMembers(ref) && ref["uid"] !== "__expr__")
    .map((ref) => ref as Members);
  return others.every((ref) => ref["uid"] === first?.["uid"]) ? first : mixedDataSource;
}

/** The PromQL of a panel: `expr` is also what Loki calls its queries, so the data source's type decides. */
function queriesOf(panel: PanelDocument, site: CallSite | undefined): readonly QueryView[] {
  return (panel.targets ?? []).flatMap((target): readonly QueryView[] => {
    const text = textOf(target["expr"]);
    const type =
      target.datasource?.type ?? (panel["datasource"] as Members | undefined)?.["type"] ?? "prometheus";
    if (text === undefined || text.trim() === "" || type !== "prometheus") return [];
    return [{ name: `query ${target.refId}`, text, origin: "raw", shape: undefined, site }];
  });
}
