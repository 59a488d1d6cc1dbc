/** What people call the members of a report, and by which names the page filters them. */
import type { EntryKind, Impact, LayoutBox, ObjectKind, PanelKind, SideRef } from "../../../diff/model.ts";
import { impactWords as impactLabels } from "../words.ts";

/** How an impact is called on a badge, and what it means. */
export const impactWords: Readonly<Record<Impact, { readonly label: string; readonly meaning: string }>> = {
  destroys: { label: impactLabels.destroys, meaning: "A dashboard, folder, data source or alert rule goes." },
  "breaks-links": { label: impactLabels["breaks-links"], meaning: "Addresses or references stop working." },
  data: { label: impactLabels.data, meaning: "What is asked changes." },
  presentation: { label: impactLabels.presentation, meaning: "How values are read or found changes." },
  cosmetic: { label: impactLabels.cosmetic, meaning: "Only how it looks changes." },
  none: { label: impactLabels.none, meaning: "Nothing that Grafana shows changes." },
};

/** The kinds that the page filters by, in the order of its buttons. */
export const filterKinds = ["added", "removed", "changed", "renamed", "moved", "resized"] as const;

/** A kind that the page filters by. */
export type FilterKind = (typeof filterKinds)[number];

/** How the kinds of a panel are called, and by which name they are filtered; those without are folded. */
export const panelWords: Readonly<
  Record<PanelKind, { readonly label: string; readonly filter?: FilterKind }>
> = {
  added: { label: "added", filter: "added" },
  removed: { label: "removed", filter: "removed" },
  retitled: { label: "retitled", filter: "renamed" },
  retyped: { label: "other type", filter: "changed" },
  reparented: { label: "other row", filter: "moved" },
  moved: { label: "moved", filter: "moved" },
  resized: { label: "resized", filter: "resized" },
  shifted: { label: "shifted" },
  renumbered: { label: "other id" },
  edited: { label: "changed", filter: "changed" },
};

/** By which name the kinds of a list's elements are filtered: their own. */
export const entryFilters: Readonly<Record<EntryKind, FilterKind>> = {
  added: "added",
  removed: "removed",
  renamed: "renamed",
  moved: "moved",
  changed: "changed",
};

/** What stands on the badge of a rectangle; those without have none. */
export const boxWords: Readonly<Record<LayoutBox["state"], string | undefined>> = {
  unchanged: undefined,
  shifted: undefined,
  edited: "changed",
  added: "added",
  removed: "removed",
  moved: "moved",
  resized: "resized",
};

/** What the objects that are no dashboards are called, one and many. */
export const objectWords: Readonly<Record<ObjectKind, { readonly one: string; readonly heading: string }>> = {
  dashboard: { one: "dashboard", heading: "Dashboards" },
  folder: { one: "folder", heading: "Folders" },
  "data-source": { one: "data source", heading: "Data sources" },
  "alert-rule": { one: "alert rule", heading: "Alert rules" },
};

/** What a side was read from. */
export const originWords: Readonly<Record<SideRef["from"], string>> = {
  definitions: "built from its definitions",
  "committed-files": "read from its committed files",
  files: "read from files",
  server: "read from a running Grafana",
};
