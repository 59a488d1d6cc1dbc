/**
 * What a review says: plain data, versioned, and complete. Renderers only draw it, `--json` prints it, and
 * `apply.ts` makes the second side of the first with it. Whatever a person should read is in words here, so that all
 * renderers say the same; whatever a program needs (paths, values, places in lists) stands beside the words.
 *
 * `formatVersion` follows the rule of Terraform's plans: a new member raises the second number, everything else the
 * first.
 */
import type { Place } from "../base/place.ts";
import type { GridPosition } from "../schema/document.ts";
import type { Json, JsonObject } from "../schema/json.ts";

/** How far a change reaches, mildest first; the worst one of its parts counts for the whole. */
export type Impact =
  /** Nothing that Grafana shows: another spelling of the same. */
  | "none"
  /** How it looks: wording, colours, lines, legends. */
  | "cosmetic"
  /** How values are read and found: units, thresholds, axes, kinds of panels, places. */
  | "presentation"
  /** What is asked: queries, variables, data sources, transformations, time ranges; panels added or removed. */
  | "data"
  /** Addresses and references that people or other objects use stop working. */
  | "breaks-links"
  /** A whole dashboard, folder, data source or alert rule goes. */
  | "destroys";

/** A member names, an index counts: where a value stands in the normal form of its object. */
export type JsonPath = readonly (string | number)[];

/** One difference of a setting. */
export interface Change {
  readonly path: JsonPath;
  /** What operators call it, for example `unit`; for what dash does not know the path, for example `options.foo`. */
  readonly label: string;
  /** What happened to it, without the label, for example `ms → s`. */
  readonly text: string;
  /** Absent where nothing was said. */
  readonly before?: Json;
  /** Absent where nothing is said. */
  readonly after?: Json;
  readonly impact: Impact;
}

/** An element of a list on one side. */
export interface ListElement<Value extends Json = Json> {
  /** From 0, in the normal form of the list. */
  readonly index: number;
  readonly value: Value;
}

/** What can happen to an element of a list; a moved one may have changed as well. */
export type EntryKind = "added" | "removed" | "renamed" | "moved" | "changed";

/** What happened to an element of a named list: a variable, an override, a transformation. */
export interface EntryDiff {
  /** What people call it, for example `$cluster` or `fields named "p99"`. */
  readonly name: string;
  readonly kinds: readonly EntryKind[];
  /** What happened, in words, one line each, without the name; empty for what the kinds say already. */
  readonly changes: readonly Change[];
  readonly before?: ListElement;
  readonly after?: ListElement;
  readonly impact: Impact;
}

/** A piece of a text that stayed (`=`), came (`+`) or went (`-`). */
export interface TokenEdit {
  readonly op: "=" | "+" | "-";
  readonly text: string;
}

/** What happened to a query. */
export interface QueryDiff {
  readonly refId: { readonly before?: string; readonly after?: string };
  readonly verdict:
    | "added"
    | "removed"
    /** Asks something else, or something else of it changed. */
    | "changed"
    /** Asks the same in another spelling. */
    | "reformatted"
    /** Asks the same under another refId or at another place of the list. */
    | "renamed";
  /** What changed in the expression, in words, for example `range 1m → 5m`. */
  readonly facts: readonly string[];
  /** The expressions side by side, the whole one of an added or removed query; empty where it did not change. */
  readonly tokens: readonly TokenEdit[];
  /** What changed besides the expression: legend, hidden, data source, step. */
  readonly changes: readonly Change[];
  readonly before?: ListElement;
  readonly after?: ListElement;
  readonly impact: Impact;
}

/** A panel or a row on one side. */
export interface PanelRef {
  /** From 0, in reading order of the normal form. */
  readonly index: number;
  readonly id?: number;
  /** The key of its definition. */
  readonly key?: string;
  readonly title: string;
  /** The plugin; `row` for a row. */
  readonly type: string;
  /** The title of the row that holds it, with those around it: `Details`, `Tab / Details`; absent above the first. */
  readonly row?: string;
  readonly position: GridPosition;
}

/** What can happen to a panel; `shifted` and `renumbered` are folded or noise. */
export type PanelKind =
  | "added"
  | "removed"
  | "retitled"
  | "retyped"
  /** Moved to another row. */
  | "reparented"
  /** Out of order within its row. */
  | "moved"
  | "resized"
  /** Stands elsewhere only because of what was inserted or removed before it. */
  | "shifted"
  /** Has another numeric id. */
  | "renumbered"
  | "edited";

/** How two panels were found to be the same one. */
export interface PanelMatch {
  readonly by: "key" | "id" | "place" | "title" | "content" | "similarity" | "none";
  /** From 0 to 1; how alike they are, where that decided. */
  readonly score?: number;
  /** Others that it might as well be, so that nothing was decided. */
  readonly ambiguous?: readonly PanelRef[];
}

/** What happened to a panel or a row. */
export interface PanelDiff {
  readonly before?: PanelRef;
  readonly after?: PanelRef;
  readonly match: PanelMatch;
  readonly kinds: readonly PanelKind[];
  readonly queries: readonly QueryDiff[];
  /** Title, kind, description, field settings, options. */
  readonly fields: readonly Change[];
  readonly overrides: readonly EntryDiff[];
  readonly transformations: readonly EntryDiff[];
  readonly links: readonly EntryDiff[];
  /** What dash has no word for; nothing is lost. */
  readonly unknown: readonly Change[];
  readonly impact: Impact;
  /** Where the definition stands in the code. */
  readonly at?: Place;
  /** The whole panel in its normal form, where it was added or removed. */
  readonly document?: JsonObject;
}

/** What links, alerts or people use, and what will be missing. */
export interface Break {
  readonly impact: "breaks-links" | "destroys";
  readonly kind:
    | "dashboard-removed"
    | "uid-changed"
    | "panel-removed"
    | "panel-id-changed"
    | "variable-removed"
    | "variable-renamed"
    | "object-removed";
  /** The object that the change is in. */
  readonly object: ObjectRef;
  /** A sentence, for example "panel `Errors` is removed, but `Service Home` links to it (viewPanel=7)". */
  readonly message: string;
  readonly panel?: PanelRef;
  readonly at?: Place;
}

/** An object of Grafana. */
export interface ObjectRef {
  readonly kind: ObjectKind;
  readonly uid: string;
  readonly title: string;
}

/** The kinds of objects that are compared. */
export type ObjectKind = "dashboard" | "folder" | "data-source" | "alert-rule";

/** A dashboard on one side. */
export interface DashboardRef {
  readonly uid: string;
  readonly title: string;
  /** The titles of the folders that hold it, outermost first. */
  readonly folder: readonly string[];
  /** The file that it comes from, relative to the root of its side. */
  readonly file?: string;
}

/** A rectangle of the layout, for pictures of before and after; in the order of the panels, so that their indexes are its. */
export interface LayoutBox extends GridPosition {
  readonly title: string;
  readonly type: string;
  readonly state: "unchanged" | "edited" | "added" | "removed" | "moved" | "resized" | "shifted";
  /** The index of the same panel in the other list. */
  readonly other?: number;
}

/** What differs without making a difference. */
export interface Noise {
  /** The schema versions, where they differ. */
  readonly schemaVersion?: { readonly before: string; readonly after: string };
  /** How many panels were saved by another version of their plugin. */
  readonly pluginVersions: number;
  /** The panels that have another id, which nothing uses. */
  readonly renumbered: readonly { readonly before: number; readonly after: number }[];
  /** The names of the relaxations that made two spellings the same, see `normal/relaxations.ts`. */
  readonly relaxed: readonly string[];
}

/** What happened to a dashboard. */
export interface DashboardDiff {
  readonly before?: DashboardRef;
  readonly after?: DashboardRef;
  readonly action:
    | "added"
    | "removed"
    | "changed"
    /** Lies in another folder and is otherwise the same. */
    | "relocated"
    /** Has another uid. */
    | "re-identified"
    /** Differs in noise only. */
    | "none";
  readonly impact: Impact;
  readonly breaks: readonly Break[];
  readonly settings: readonly Change[];
  readonly variables: readonly EntryDiff[];
  readonly annotations: readonly EntryDiff[];
  readonly links: readonly EntryDiff[];
  /** In the order of the second side, removed ones where they were. Without panels that did not change at all. */
  readonly panels: readonly PanelDiff[];
  readonly unknown: readonly Change[];
  readonly unchangedPanels: number;
  readonly noise: Noise;
  readonly layout: { readonly before: readonly LayoutBox[]; readonly after: readonly LayoutBox[] };
  /** Where the definition stands in the code. */
  readonly at?: Place;
  /** The whole dashboard in its normal form, where it was added or removed. */
  readonly document?: JsonObject;
}

/** What happened to a folder, a data source or an alert rule. */
export interface ObjectDiff {
  readonly object: ObjectRef;
  readonly action: "added" | "removed" | "changed";
  readonly impact: Impact;
  readonly changes: readonly Change[];
  readonly before?: Json;
  readonly after?: Json;
}

/** Where a side comes from. */
export interface SideRef {
  /** What people call it: a branch, a commit, a folder, an environment. */
  readonly label: string;
  /** The commit that it was read from. */
  readonly commit?: string;
  readonly from: "definitions" | "committed-files" | "files" | "server";
}

/** How much differs. */
export interface DiffSummary {
  readonly added: number;
  readonly removed: number;
  /** Changed, relocated and re-identified ones. */
  readonly changed: number;
  readonly unchanged: number;
  readonly worst: Impact;
}

/** A panel or a part of a dashboard that was changed on both sides since the base. */
export interface Conflict {
  readonly dashboard: ObjectRef;
  /** What was changed, for example "panel `Errors`" or "variable `$cluster`". */
  readonly part: string;
  /** What the code did, in words. */
  readonly code: readonly string[];
  /** What somebody did in Grafana, in words. */
  readonly live: readonly string[];
  /** Whether both came to the same. */
  readonly same: boolean;
}

/** What a running Grafana has that the compared code has not. */
export interface Drift {
  readonly live: SideRef;
  readonly dashboards: readonly DashboardDiff[];
  readonly objects: readonly ObjectDiff[];
  readonly summary: DiffSummary;
  readonly conflicts: readonly Conflict[];
}

/** The whole review. */
export interface DiffReport {
  readonly formatVersion: "1.0";
  readonly base: SideRef;
  readonly head: SideRef;
  /** What breaks, everywhere, worst first. */
  readonly breaks: readonly Break[];
  /** Those that differ, also those that differ in noise only; by title. */
  readonly dashboards: readonly DashboardDiff[];
  /** Folders, data sources, alert rules. */
  readonly objects: readonly ObjectDiff[];
  readonly summary: DiffSummary;
  /** Present when a running Grafana was asked as well. */
  readonly drift?: Drift;
  /** What people should know of how it was made, in full sentences. */
  readonly notes: readonly string[];
}
