/** What happened to a dashboard: its head, the layout, then everything that differs. */
import { plural } from "../../../base/text.ts";
import type { DashboardDiff, DashboardRef, Noise } from "../../../diff/model.ts";
import { isShiftOnly, panelId, type Section, shiftedId } from "./anchors.ts";
import { filterFacts, impactBadge, kindBadge, placeOf, turned } from "./badges.ts";
import { entryItems, group, settingItems, unknownHeading, unknownItems } from "./changes.ts";
import { layoutFigure } from "./layout.ts";
import { html, type Html, joined, nothing, prose, toSentence } from "./markup.ts";
import { panelArticle } from "./panel.ts";
import { shiftText } from "../words.ts";
import { type FilterKind, panelWords } from "./words.ts";

const actions = {
  added: { label: "added", filter: "added" },
  removed: { label: "removed", filter: "removed" },
  changed: { label: "changed", filter: undefined },
  relocated: { label: "other folder", filter: "moved" },
  "re-identified": { label: "other uid", filter: "renamed" },
  none: { label: "unchanged", filter: undefined },
} as const satisfies Record<DashboardDiff["action"], { label: string; filter: FilterKind | undefined }>;

/** A dashboard that can be unfolded. */
export function dashboardSection(section: Section, isOpen: boolean): Html {
  const { id, diff } = section;
  const { label, filter } = actions[diff.action];
  return html`<details
    class="dashboard"
    id="${id}"
    ${filterFacts(diff.impact, [filter])}${isOpen ? html` open` : nothing}
  >
    <summary>
      <h3>${turned(diff.before?.title, diff.after?.title)}</h3>
      ${kindBadge(label, filter ?? (diff.action === "changed" ? "changed" : undefined))}
      <span class="end">${tally(diff)}${impactBadge(diff.impact)}</span>
      <span class="about">${about(diff)}</span>
    </summary>
    <div class="body">
      ${breakList(diff)}${layoutFigure(section)}
      ${group("Settings", settingItems(diff.settings))}${group("Variables", entryItems(diff.variables))}
      ${group("Annotations", entryItems(diff.annotations))}${group("Links", entryItems(diff.links))}
      ${panelGroup(section)}${group(unknownHeading, unknownItems(diff.unknown))}${quiet(diff)}
    </div>
  </details>`;
}

/** Uid, folder, file and definition. */
function about({ before, after, at }: DashboardDiff): Html {
  const folder = (ref: DashboardRef | undefined): string | undefined =>
    ref === undefined ? undefined : ref.folder.length === 0 ? "no folder" : ref.folder.join(" / ");
  const facts = [
    html`<span class="uid">${turned(before?.uid, after?.uid)}</span>`,
    html`<span>${turned(folder(before), folder(after))}</span>`,
    ...(before?.file === undefined && after?.file === undefined
      ? []
      : [html`<span>${turned(before?.file, after?.file)}</span>`]),
    ...(at === undefined ? [] : [placeOf(at)]),
  ];
  return joined(facts, "");
}

/** How many panels came, went and changed. */
function tally({ panels }: DashboardDiff): Html {
  const count = (filters: readonly FilterKind[]): number =>
    panels.filter(
      ({ kinds }) =>
        kinds.some((kind) => filters.includes(panelWords[kind].filter ?? "changed")) &&
        !kinds.every((kind) => panelWords[kind].filter === undefined),
    ).length;
  const added = count(["added"]);
  const removed = count(["removed"]);
  const changed = count(["changed", "renamed", "moved", "resized"]);
  const marks = [
    ...(added > 0
      ? [html`<span class="added" title="${plural(added, "panel")} added">+${added}</span>`]
      : []),
    ...(removed > 0
      ? [html`<span class="removed" title="${plural(removed, "panel")} removed">−${removed}</span>`]
      : []),
    ...(changed > 0
      ? [html`<span class="changed" title="${plural(changed, "panel")} changed">~${changed}</span>`]
      : []),
  ];
  return marks.length === 0 ? nothing : html`<span class="tally">${joined(marks, " ")}</span>`;
}

function breakList({ breaks }: DashboardDiff): Html {
  if (breaks.length === 0) return nothing;
  return html`<ul class="warnings">
    ${breaks.map(({ message }) => html`<li>${prose(toSentence(message))}</li>`)}
  </ul>`;
}

function panelGroup({ id, diff: { panels } }: Section): Html {
  const articles = panels.flatMap((panel, index) =>
    isShiftOnly(panel) ? [] : [panelArticle(panel, panelId(id, index))],
  );
  const shifted = shiftText({ panels });
  const fold =
    shifted === undefined
      ? nothing
      : html`<p class="quiet" id="${shiftedId(id)}">${shifted}, only because of what is above.</p>`;
  if (articles.length === 0) return fold;
  return html`<section class="group">
      <h4>Panels</h4>
      ${joined(articles, "\n")}
    </section>
    ${fold}`;
}

/** What makes no difference, as one grey line. */
function quiet({ unchangedPanels, noise }: DashboardDiff): Html {
  const facts = [
    ...(unchangedPanels > 0 ? [`${plural(unchangedPanels, "panel")} unchanged`] : []),
    ...noiseFacts(noise),
  ];
  return facts.length === 0 ? nothing : html`<p class="quiet">${joined(facts.map(prose), " · ")}</p>`;
}

/** What differs without making a difference, in words. */
export function noiseFacts({ schemaVersion, pluginVersions, renumbered, relaxed }: Noise): readonly string[] {
  return [
    ...(schemaVersion === undefined
      ? []
      : [`schemaVersion ${schemaVersion.before} → ${schemaVersion.after}`]),
    ...(pluginVersions > 0 ? [`${plural(pluginVersions, "panel")} saved by another plugin version`] : []),
    ...(renumbered.length > 0 ? [`${plural(renumbered.length, "id")} renumbered`] : []),
    ...(relaxed.length > 0
      ? [`the same in another spelling: ${relaxed.map((name) => `\`${name}\``).join(", ")}`]
      : []),
  ];
}
