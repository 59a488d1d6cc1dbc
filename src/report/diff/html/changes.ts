/** Differences of settings, and what happened to the elements of named lists. */
import { plural } from "../../../base/text.ts";
import type { Change, EntryDiff, JsonPath } from "../../../diff/model.ts";
import { filterFacts, impactBadge, impactDot, kindBadge } from "./badges.ts";
import { html, type Html, joined, nothing, prose } from "./markup.ts";
import { entryFilters } from "./words.ts";

/** A part of a dashboard with its heading; nothing when it holds nothing. */
export function group(heading: string, items: readonly Html[]): Html {
  if (items.length === 0) return nothing;
  return html`<section class="group">
    <h4>${heading}</h4>
    <ul>
      ${joined(items, "\n")}
    </ul>
  </section>`;
}

/** Settings of a dashboard, each one found by itself. */
export function settingItems(changes: readonly Change[]): readonly Html[] {
  return changes.map(
    (change) =>
      html`<li class="item change" ${filterFacts(change.impact, [kindOf(change)])}>
        ${changeText(change)} ${impactBadge(change.impact)}
      </li>`,
  );
}

/** What dash has no word for, by its path. */
export function unknownItems(changes: readonly Change[]): readonly Html[] {
  return settingItems(changes.map((change) => ({ ...change, label: formatPath(change.path) })));
}

/** Elements of a named list, each one found by itself. */
export function entryItems(entries: readonly EntryDiff[]): readonly Html[] {
  return entries.map(
    (entry) =>
      html`<li
        class="item entry"
        ${filterFacts(
          entry.impact,
          entry.kinds.map((kind) => entryFilters[kind]),
        )}
      >
        ${entryHead(entry)} ${impactBadge(entry.impact)}${changeList(entry.changes)}
      </li>`,
  );
}

/** Differences of a panel or query as lines; nothing for none. */
export function changeList(changes: readonly Change[]): Html {
  if (changes.length === 0) return nothing;
  const lines = changes.map((change) => html`<li>${changeText(change)}${impactDot(change.impact)}</li>`);
  return html`<ul class="changes">
    ${lines}
  </ul>`;
}

/** {@link changeList} of what dash has no word for. */
export function unknownList(changes: readonly Change[]): Html {
  if (changes.length === 0) return nothing;
  const list = changeList(changes.map((change) => ({ ...change, label: formatPath(change.path) })));
  return html`<div class="part">
    <h6>By their path</h6>
    ${list}
  </div>`;
}

/** Elements of a list within a panel, under a heading; nothing for none. */
export function entryList(heading: string, entries: readonly EntryDiff[]): Html {
  if (entries.length === 0) return nothing;
  const lines = entries.map(
    (entry) => html`<li>${entryHead(entry)}${impactDot(entry.impact)}${changeList(entry.changes)}</li>`,
  );
  return html`<div class="part">
    <h6>${heading}</h6>
    <ul class="entries">
      ${lines}
    </ul>
  </div>`;
}

/** How many panels, queries or ids something is about, joined by dots; without those that are zero. */
export function counted(
  counts: readonly (readonly [count: number, noun: string, words: string])[],
): string[] {
  return counts
    .filter(([count]) => count > 0)
    .map(([count, noun, words]) => `${plural(count, noun)} ${words}`);
}

function entryHead({ name, kinds }: EntryDiff): Html {
  const badges = kinds.map((kind) => kindBadge(kind, entryFilters[kind]));
  return html`<span class="name">${name}</span> ${joined(badges, " ")}`;
}

function changeText({ label, text }: Change): Html {
  return html`<span class="label">${label}</span> <span class="text">${arrowText(text)}</span>`;
}

/** Words of the form `old → new` are coloured. */
function arrowText(text: string): Html {
  const [before, after, ...more] = text.split(" → ");
  if (before === undefined || after === undefined || more.length > 0) return prose(text);
  return html`<span class="old">${prose(before)}</span><span class="to"> → </span
    ><span class="new">${prose(after)}</span>`;
}

function kindOf({ before, after }: Change): "added" | "removed" | "changed" {
  return before === undefined ? "added" : after === undefined ? "removed" : "changed";
}

/** The path as JavaScript would write it, for example `panels[2].options["a b"]`. */
function formatPath(path: JsonPath): string {
  const steps = path.map((step) => {
    if (typeof step === "number") return `[${step}]`;
    return /^[A-Za-z_$][\w$]*$/.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`;
  });
  return steps.join("").replace(/^\./, "");
}
