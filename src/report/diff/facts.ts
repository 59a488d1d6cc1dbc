/** What happened to the parts of a dashboard, in words: the facts that every renderer lists. */
import type {
  Change,
  Conflict,
  DashboardDiff,
  EntryDiff,
  Impact,
  JsonPath,
  ObjectDiff,
  PanelDiff,
  PanelRef,
  QueryDiff,
  TokenEdit,
} from "../../diff/model.ts";
import { memberOf } from "../../schema/json.ts";
import { dashboardRef, folderText, panelPlace, quote, titleText } from "./words.ts";

/** What a fact is about. */
export type FactKind = "place" | "setting" | "query" | "entry" | "doubt";

/** One thing that happened. */
export interface Fact {
  readonly kind: FactKind;
  readonly text: string;
  readonly impact: Impact;
  /** The expression that it is about, with what came and went. */
  readonly tokens?: readonly TokenEdit[];
}

/** A setting with what happened to it: `unit ms → s`. */
export function changeText({ label, text }: Pick<Change, "label" | "text">): string {
  return [label, text].filter(Boolean).join(" ");
}

/** What happened to a panel or a row, most telling first. */
export function panelFacts(panel: PanelDiff): readonly Fact[] {
  return [
    ...placeFacts(panel),
    ...panel.queries.map(queryFact),
    ...changeFacts(panel.fields.filter((change) => !isToldByKind(change, panel))),
    ...panel.overrides.map((entry) => entryFact("override for", entry)),
    ...panel.transformations.map((entry) => entryFact("transformation", entry)),
    ...panel.links.map((entry) => entryFact("link", entry)),
    ...changeFacts(panel.unknown),
    ...maybeFacts(panel),
  ];
}

/** What happened to a dashboard as a whole: its place, its uid, its settings, what dash has no word for. */
export function dashboardFacts(dashboard: DashboardDiff): readonly Fact[] {
  const { before, after, impact, settings, unknown } = dashboard;
  const told = before !== undefined && after !== undefined && before.title !== after.title;
  const retitled = settings.find(({ path }) => path.length === 1 && path[0] === "title");
  const texts =
    before === undefined || after === undefined
      ? []
      : [
          ...(before.uid === after.uid ? [] : [`uid ${quote(before.uid)} → ${quote(after.uid)}`]),
          // By the joined titles, as the comparison takes it: where folders cannot be nested, a path is one folder.
          ...(folderText(before.folder) === folderText(after.folder)
            ? []
            : [`moved from ${folderText(before.folder)} to ${folderText(after.folder)}`]),
        ];
  return [
    ...texts.map((text) => ({ kind: "place" as const, text, impact })),
    ...(told
      ? [
          {
            kind: "place" as const,
            text: `retitled from ${quote(before.title)}`,
            impact: retitled?.impact ?? ("cosmetic" as const),
          },
        ]
      : []),
    ...changeFacts(settings.filter((change) => !(told && change === retitled) && !isPlace(change))),
    ...changeFacts(unknown),
  ];
}

/** The address and the folder are told as places. */
function isPlace({ path }: Change): boolean {
  return path.length === 1 && (path[0] === "uid" || path[0] === "folder");
}

/** What a dashboard consists of that came or went as a whole: its panels by title and its variables. */
export function contentFacts(dashboard: DashboardDiff): readonly string[] {
  const { layout, variables, action } = dashboard;
  const boxes = action === "removed" ? layout.before : layout.after;
  const panels = boxes.filter(({ type }) => type !== "row");
  const folder = dashboardRef(dashboard).folder;
  return [
    ...(folder.length === 0 ? [] : [`in ${folderText(folder)}`]),
    ...(panels.length === 0
      ? []
      : [
          namesText(
            "panel",
            panels.map(({ title, type }) => titleText(title, type)),
          ),
        ]),
    ...(variables.length === 0
      ? []
      : [
          namesText(
            "variable",
            variables.map(({ name }) => name),
          ),
        ]),
  ];
}

/** How many names are listed. */
const mostNames = 8;

function namesText(noun: string, names: readonly string[]): string {
  const shown = names.length > mostNames + 1 ? names.slice(0, mostNames) : names;
  const rest = names.length - shown.length;
  const list = [...shown, ...(rest > 0 ? [`… and ${rest} more`] : [])].join(", ");
  return `${names.length} ${noun}${names.length === 1 ? "" : "s"}: ${list}`;
}

/** What happened to a named element of a dashboard, such as a variable, without its name. */
export function entryFacts(entry: EntryDiff): readonly Fact[] {
  const kinds = kindTexts(entry);
  const all = [
    ...kinds.map((text) => ({ kind: "place" as const, text, impact: entry.impact })),
    ...changeFacts(untoldChanges(entry)),
  ];
  return all.length === 0 ? [{ kind: "place", text: "changed", impact: entry.impact }] : all;
}

/** What happened to a folder, a data source or an alert rule. */
export function objectFacts({ action, changes, impact }: ObjectDiff): readonly Fact[] {
  return action === "changed"
    ? changeFacts(changes)
    : [{ kind: "place", text: action, impact }, ...changeFacts(changes)];
}

/** What happened to a query, with its expression. */
export function queryFact(query: QueryDiff): Fact {
  const { verdict, facts, changes, impact, refId } = query;
  const subject = `query ${refIdText(refId)}`;
  const heads = {
    added: `${subject} added`,
    removed: `${subject} removed`,
    reformatted: `${subject} reformatted (asks the same)`,
    renamed: refId.before === refId.after ? `${subject} moved` : `${subject} (asks the same)`,
    changed: subject,
  } as const;
  const details = [...facts, ...changes.map(changeText)];
  const text =
    details.length > 0
      ? `${heads[verdict]}: ${details.join(" · ")}`
      : verdict === "changed"
        ? `${subject} changed`
        : heads[verdict];
  const tokens = queryTokens(query);
  return { kind: "query", text, impact, ...(tokens.length === 0 ? {} : { tokens }) };
}

/** The expression of a query with its edits, where it is worth showing. */
function queryTokens({ verdict, tokens }: QueryDiff): readonly TokenEdit[] {
  return verdict === "changed" || verdict === "added" || verdict === "removed" ? tokens : [];
}

function refIdText({ before, after }: QueryDiff["refId"]): string {
  if (before === undefined || after === undefined) return after ?? before ?? "";
  return before === after ? after : `${before} → ${after}`;
}

function placeFacts({ before, after, kinds, impact }: PanelDiff): readonly Fact[] {
  const texts: string[] = [];
  if (before === undefined || after === undefined) {
    const panel = after ?? before;
    const isGone = kinds.includes("removed");
    if (panel?.type === "row") texts.push(isGone ? "removed" : "added");
    else if (panel !== undefined) texts.push(`${isGone ? "was " : ""}${panelPlace(panel)}`);
  } else {
    if (kinds.includes("retitled")) texts.push(`retitled from ${quote(before.title)}`);
    if (kinds.includes("retyped")) texts.push(`${before.type} → ${after.type}`);
    if (kinds.includes("reparented")) texts.push(`moved from ${rowText(before)} to ${rowText(after)}`);
    else if (kinds.includes("moved")) texts.push(moveText(before, after));
    if (kinds.includes("resized")) texts.push(`resized ${sizeText(before)} → ${sizeText(after)}`);
  }
  return texts.map((text) => ({ kind: "place" as const, text, impact }));
}

function rowText({ row }: PanelRef): string {
  return row === undefined ? "above the first row" : `row ${quote(row)}`;
}

function moveText(before: PanelRef, after: PanelRef): string {
  const { x, y } = { x: after.position.x - before.position.x, y: after.position.y - before.position.y };
  const ways = [
    ...(y === 0 ? [] : [`${y > 0 ? "down" : "up"} by ${Math.abs(y)}`]),
    ...(x === 0 ? [] : [`${x > 0 ? "right" : "left"} by ${Math.abs(x)}`]),
  ];
  return ["moved", ways.join(" and ")].filter(Boolean).join(" ");
}

function sizeText({ position }: PanelRef): string {
  return `${position.w}×${position.h}`;
}

/** Whether a change of a field says what a kind of the panel says already. */
function isToldByKind({ path, text }: Change, { kinds, before, after }: PanelDiff): boolean {
  const own = panelMember(path);
  if (kinds.includes("retitled") && own === "title") return true;
  return kinds.includes("retyped") && (own === "type" || text === `${before?.type} → ${after?.type}`);
}

/** The member of the panel that a path means, whether it begins at the panel or at its dashboard. */
function panelMember(path: JsonPath): string | number | undefined {
  if (path.length === 1) return path[0];
  return path.length === 3 && path[0] === "panels" ? path[2] : undefined;
}

/** How many candidates are named. */
const mostCandidates = 3;

function maybeFacts({ match, kinds }: PanelDiff): readonly Fact[] {
  const { ambiguous = [] } = match;
  if (ambiguous.length === 0) return [];
  const names = ambiguous.slice(0, mostCandidates).map(({ title, type }) => quote(titleText(title, type)));
  const rest = ambiguous.length - names.length;
  const list = [...names, ...(rest > 0 ? [`${rest} more`] : [])].join(" or ");
  const text = kinds.includes("removed") ? `maybe renamed to ${list}` : `maybe renamed from ${list}`;
  return [{ kind: "doubt", text, impact: "none" }];
}

function entryFact(noun: string, entry: EntryDiff): Fact {
  const kinds = kindTexts(entry);
  const details = untoldChanges(entry).map(changeText);
  const subject = [`${noun} ${entry.name}`, kinds.join(" and ")].filter(Boolean).join(" ");
  const text =
    details.length > 0
      ? `${subject}: ${details.join(" · ")}`
      : kinds.length > 0
        ? subject
        : `${subject} changed`;
  return { kind: "entry", text, impact: entry.impact };
}

/** The kinds that the changes do not tell. */
function kindTexts(entry: EntryDiff): readonly string[] {
  const old = oldName(entry);
  return entry.kinds
    .filter((kind) => kind !== "changed")
    .map((kind) => (kind === "renamed" && old !== undefined ? `renamed from ${quote(old)}` : kind));
}

/** The changes that the kinds do not tell. */
function untoldChanges(entry: EntryDiff): readonly Change[] {
  if (!entry.kinds.includes("renamed") || oldName(entry) === undefined) return entry.changes;
  return entry.changes.filter(({ path }) => path[0] !== "name");
}

/** What an element with a `name` was called, where that is another name. */
function oldName({ name, before }: EntryDiff): string | undefined {
  const old = memberOf(before?.value, "name");
  if (typeof old !== "string") return undefined;
  const called = name.startsWith("$") ? `$${old}` : old;
  return called === name || old === name ? undefined : called;
}

function changeFacts(changes: readonly Change[]): readonly Fact[] {
  // Another spelling of the same is for programs that apply the report.
  return changes
    .filter(({ impact }) => impact !== "none")
    .map((change) => ({ kind: "setting", text: changeText(change), impact: change.impact }));
}

/** What both sides did to a part, in one line each. */
export function conflictTexts({ code, live, same }: Conflict): readonly string[] {
  if (same) return ["changed the same way in the code and in Grafana"];
  return [`in the code: ${code.join(" · ") || "changed"}`, `in Grafana: ${live.join(" · ") || "changed"}`];
}
