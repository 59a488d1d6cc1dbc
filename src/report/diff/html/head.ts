/** The head of the page: which sides are compared, how much differs, and the tools to find something. */
import { impacts } from "../../../diff/impact.ts";
import type { DiffReport, DiffSummary, SideRef } from "../../../diff/model.ts";
import { html, type Html, joined, nothing } from "./markup.ts";
import { filterKinds, impactWords, originWords } from "./words.ts";

/** The name of the page. */
export function pageTitle({ base, head }: DiffReport): string {
  return `Dashboards: ${base.label} → ${head.label}`;
}

/** Both sides and the counts. */
export function headPart({ base, head, summary }: DiffReport): Html {
  return html`<header class="head">
    <div class="head-line">
      <p class="brand">${logo}dash diff</p>
      <div class="buttons">
        <button type="button" id="theme" aria-label="Switch between light and dark">◐</button>
        <button type="button" id="help" aria-label="Keys">?</button>
      </div>
    </div>
    <h1>
      ${sidePiece(base)} <span class="to" aria-hidden="true">→</span>
      <span class="hidden">to</span> ${sidePiece(head)}
    </h1>
    ${tiles(summary)}
  </header>`;
}

/** Four panels. */
const logo = html`<svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true">
  <rect x="1" y="1" width="7" height="10" rx="1.5" />
  <rect x="10" y="1" width="7" height="6" rx="1.5" />
  <rect x="1" y="13" width="7" height="4" rx="1.5" />
  <rect x="10" y="9" width="7" height="8" rx="1.5" />
</svg>`;

function sidePiece({ label, commit, from }: SideRef): Html {
  const sha = commit === undefined ? nothing : html`<code title="${commit}">${commit.slice(0, 8)}</code> `;
  return html`<span class="ref-side">
    <span class="ref-label">${label}</span>
    <small>${sha}${originWords[from]}</small>
  </span>`;
}

function tiles({ added, removed, changed, unchanged, worst }: DiffSummary): Html {
  const tile = (name: string, count: number): Html =>
    html`<div class="tile ${count === 0 ? "zero" : name}">
      <dt>${name}</dt>
      <dd>${count}</dd>
    </div>`;
  return html`<dl class="tiles">
    ${tile("added", added)}${tile("removed", removed)}${tile("changed", changed)}${tile("unchanged", unchanged)}
    <div class="tile worst ${worst}">
      <dt>worst impact</dt>
      <dd>${impactWords[worst].label}</dd>
    </div>
  </dl>`;
}

/** Search, filters and buttons; of no use, and hidden, without the script. */
export function toolsPart(): Html {
  const impactButtons = impacts
    .toReversed()
    .map((impact) => chip("impact", impact, impactWords[impact].label));
  const kindButtons = filterKinds.map((kind) => chip("kind", kind, kind));
  return html`<div class="tools" role="search">
    <div class="tools-line">
      <label class="find">
        <span class="hidden">Search dashboards and panels</span>
        <input type="search" id="find" placeholder="Search titles, queries, uids" autocomplete="off" />
        <kbd>/</kbd>
      </label>
      <p class="result" id="result" role="status" aria-live="polite"></p>
      <div class="buttons">
        <button type="button" id="open-all">Expand all</button>
        <button type="button" id="close-all">Collapse all</button>
      </div>
    </div>
    <div class="tools-line">
      <div class="chips" role="group" aria-label="Impact">${joined(impactButtons, "\n")}</div>
      <div class="chips" role="group" aria-label="Kind of change">${joined(kindButtons, "\n")}</div>
    </div>
  </div>`;
}

function chip(group: string, value: string, label: string): Html {
  return html`<button type="button" class="chip ${value}" aria-pressed="false" data-${group}="${value}">
    ${label}
  </button>`;
}

const keys = [
  ["/", "search"],
  ["Escape", "clear the search and the filters"],
  ["j", "next dashboard"],
  ["k", "previous dashboard"],
  ["↓ ↑", "the same, on the title of a dashboard"],
  ["Enter", "fold or unfold a dashboard"],
  ["t", "light or dark"],
  ["?", "these keys"],
] as const;

/** The keys, shown on demand. */
export function keysPart(): Html {
  const rows = keys.map(
    ([key, words]) =>
      html`<div>
        <dt><kbd>${key}</kbd></dt>
        <dd>${words}</dd>
      </div>`,
  );
  return html`<dialog id="keys" aria-labelledby="keys-title">
    <h2 id="keys-title">Keys</h2>
    <dl>${rows}</dl>
    <button type="button" id="keys-close">Close</button>
  </dialog>`;
}
