/** What happened to a panel or a row. */
import type { JsonObject } from "../../../schema/json.ts";
import type { Change, PanelDiff, PanelRef } from "../../../diff/model.ts";
import { filterFacts, impactBadge, kindBadge, placeOf, turned } from "./badges.ts";
import { changeList, entryList, unknownList } from "./changes.ts";
import { code, html, type Html, joined, nothing, prose } from "./markup.ts";
import { queryList } from "./query.ts";
import { panelWords } from "./words.ts";

/** Up to which size a whole panel is shown, in characters. */
const mostDefinition = 20_000;

/** A panel with everything that happened to it. */
export function panelArticle(panel: PanelDiff, id: string): Html {
  const { before, after, kinds, impact } = panel;
  const filters = kinds.map((kind) => panelWords[kind].filter);
  const badges = kinds
    .filter((kind) => kind !== "shifted" && kind !== "renumbered")
    .map((kind) => kindBadge(panelWords[kind].label, panelWords[kind].filter));
  return html`<article
    class="item panel ${filters.find((filter) => filter !== undefined) ?? "quiet"}"
    id="${id}"
    ${filterFacts(impact, filters)}
  >
    <header>
      <h5>${turned(titleOf(before), titleOf(after))}</h5>
      ${joined(badges, " ")} <span class="type">${turned(before?.type, after?.type)}</span>
      <span class="end">${placeOf(panel.at)}${impactBadge(impact)}</span>
    </header>
    ${sentences(panel)}${queryList(panel.queries, impact)}${changeList(
      panel.fields.filter((change) => !isInHead(change, panel)),
      impact,
    )}
    ${entryList("Overrides", panel.overrides, impact)}${entryList("Transformations", panel.transformations, impact)}${entryList("Links", panel.links, impact)}
    ${unknownList(panel.unknown, impact)}${definition(panel.document)}
  </article>`;
}

/** Whether a change is that of the title or type, which the head tells already. */
function isInHead({ path }: Change, { kinds }: PanelDiff): boolean {
  if (path.length !== 1) return false;
  return (
    (path[0] === "title" && kinds.includes("retitled")) || (path[0] === "type" && kinds.includes("retyped"))
  );
}

function titleOf(ref: PanelRef | undefined): string | undefined {
  return ref?.title === "" ? "Without a title" : ref?.title;
}

/** Place, size and how it was found, in words. */
function sentences(panel: PanelDiff): Html {
  const lines = [placeText(panel), matchText(panel), ambiguousText(panel)].filter(
    (line) => line !== undefined,
  );
  return html`<p class="where">${joined(lines.map(prose), " · ")}</p>`;
}

function placeText({ before, after, kinds }: PanelDiff): string | undefined {
  const ref = after ?? before;
  if (ref === undefined) return undefined;
  const size = sizeOf(ref);
  const sizes = kinds.includes("resized") && before !== undefined ? `${sizeOf(before)} → ${size}` : size;
  if (kinds.includes("reparented")) return `${sizes}, ${rowText(before)} → ${rowText(after)}`;
  return ref.row === undefined ? sizes : `${sizes} in ${rowText(ref)}`;
}

function sizeOf({ position }: PanelRef): string {
  return `${position.w}×${position.h}`;
}

function rowText(ref: PanelRef | undefined): string {
  return ref?.row === undefined ? "above the first row" : `row \`${ref.row}\``;
}

function matchText({ match: { by, score }, before, after, kinds }: PanelDiff): string | undefined {
  const ids = kinds.includes("renumbered")
    ? `id ${before?.id ?? "none"} → ${after?.id ?? "none"}`
    : undefined;
  if (by !== "similarity") return ids;
  const likeness = score === undefined ? "" : `, ${Math.round(score * 100)} % alike`;
  return [ids, `taken for the same panel by its content${likeness}`]
    .filter((text) => text !== undefined)
    .join(" · ");
}

function ambiguousText({ match: { ambiguous } }: PanelDiff): string | undefined {
  if (ambiguous === undefined || ambiguous.length === 0) return undefined;
  const names = ambiguous.map(
    (ref) => `\`${titleOf(ref)}\`${ref.row === undefined ? "" : ` in ${rowText(ref)}`}`,
  );
  return `could also be what became of ${names.join(" or ")}`;
}

/** The whole panel, folded. */
function definition(document: JsonObject | undefined): Html {
  if (document === undefined) return nothing;
  const text = JSON.stringify(document, undefined, 2);
  if (text.length > mostDefinition) return html`<p class="where">Its definition is in the JSON report.</p>`;
  return html`<details class="definition">
    <summary>Definition</summary>
    <pre><code>${code(text)}</code></pre>
  </details>`;
}
