/** The small signs that stand beside names: how far a change reaches, what happened, where it stands. */
import { formatPlace, type Place } from "../../../base/place.ts";
import type { Impact } from "../../../diff/model.ts";
import { html, type Html, nothing } from "./markup.ts";
import { type FilterKind, impactWords } from "./words.ts";

/** How far a change reaches. */
export function impactBadge(impact: Impact): Html {
  const { label, meaning } = impactWords[impact];
  return html`<span class="impact ${impact}" title="${meaning}">${label}</span>`;
}

/** How far a part of something reaches, as a dot; nothing where it reaches as far as the whole. */
export function impactDot(impact: Impact, whole: Impact): Html {
  return impact === whole
    ? nothing
    : html`<i
        class="dot ${impact}"
        role="img"
        aria-label="${impactWords[impact].label}"
        title="${impactWords[impact].label}"
      ></i>`;
}

/** What happened, coloured as the kind that it is filtered by. */
export function kindBadge(label: string, filter: FilterKind | undefined): Html {
  return html`<span class="kind ${filter ?? "quiet"}">${label}</span>`;
}

/** Where a definition stands in the code. */
export function placeOf(at: Place | undefined): Html {
  return at === undefined ? nothing : html`<span class="at">${formatPlace(at)}</span>`;
}

/** What something was and is, if both are said and differ; else the one that is said. */
export function turned(before: string | undefined, after: string | undefined): Html {
  if (before === undefined || after === undefined || before === after) return html`${after ?? before}`;
  return html`<span class="old">${before}</span><span class="to"> → </span><span class="new">${after}</span>`;
}

/** What the filters of the page ask an element. */
export function filterFacts(impact: Impact, kinds: readonly (FilterKind | undefined)[]): Html {
  const known = [...new Set(kinds)].filter((kind) => kind !== undefined);
  return html`data-impact="${impact}" data-kinds="${known.join(" ")}"`;
}
