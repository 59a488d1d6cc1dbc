/** Differences of settings, and what happened to the elements of named lists. */
import type { Change, EntryDiff, Impact, JsonPath } from "../../../diff/model.ts";
import { filterFacts, impactBadge, impactDot, kindBadge } from "./badges.ts";
import { html, type Html, joined, nothing, prose } from "./markup.ts";
import { entryFilters } from "./words.ts";

/** The heading of what dash has no word for. */
export const unknownHeading = "Other members";

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
  return settingItems(byPath(changes));
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
        ${entryHead(entry)} ${impactBadge(entry.impact)}${changeList(entry.changes, entry.impact)}
      </li>`,
  );
}

/** Differences of what has an impact as a whole, as lines; nothing for none. */
export function changeList(changes: readonly Change[], whole: Impact): Html {
  if (changes.length === 0) return nothing;
  const lines = changes.map(
    (change) => html`<li>${changeText(change, impactDot(change.impact, whole))}</li>`,
  );
  return html`<ul class="changes">
    ${lines}
  </ul>`;
}

/** {@link changeList} of what dash has no word for. */
export function unknownList(changes: readonly Change[], whole: Impact): Html {
  if (changes.length === 0) return nothing;
  return html`<div class="part">
    <h6>${unknownHeading}</h6>
    ${changeList(byPath(changes), whole)}
  </div>`;
}

/** Elements of a list within a panel, under a heading; nothing for none. */
export function entryList(heading: string, entries: readonly EntryDiff[], whole: Impact): Html {
  if (entries.length === 0) return nothing;
  const lines = entries.map(
    (entry) =>
      html`<li>
        ${entryHead(entry)}${impactDot(entry.impact, whole)}${changeList(entry.changes, entry.impact)}
      </li>`,
  );
  return html`<div class="part">
    <h6>${heading}</h6>
    <ul class="entries">
      ${lines}
    </ul>
  </div>`;
}

function byPath(changes: readonly Change[]): readonly Change[] {
  return changes.map((change) => ({ ...change, label: formatPath(change.path) }));
}

function entryHead({ name, kinds }: EntryDiff): Html {
  const badges = kinds.map((kind) => kindBadge(kind, entryFilters[kind]));
  return html`<span class="name">${name}</span> ${joined(badges, " ")}`;
}

function changeText({ label, text }: Change, sign: Html = nothing): Html {
  return html`<span class="label">${label}</span> <span class="text">${arrowText(text)}${sign}</span>`;
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
