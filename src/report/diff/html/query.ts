/** A query of a panel: what happened to it in words, and its expression token by token. */
import type { Impact, QueryDiff, TokenEdit } from "../../../diff/model.ts";
import { impactDot, kindBadge, turned } from "./badges.ts";
import { changeList } from "./changes.ts";
import { code, html, type Html, nothing, prose } from "./markup.ts";
import type { FilterKind } from "./words.ts";

const verdicts = {
  added: "added",
  removed: "removed",
  changed: "changed",
  reformatted: undefined,
  renamed: "renamed",
} as const satisfies Record<QueryDiff["verdict"], FilterKind | undefined>;

/** All queries of a panel that something happened to; nothing for none. */
export function queryList(queries: readonly QueryDiff[], whole: Impact): Html {
  return queries.length === 0
    ? nothing
    : html`<ul class="queries">
        ${queries.map((query) => queryItem(query, whole))}
      </ul>`;
}

function queryItem({ refId, verdict, facts, tokens, changes, impact }: QueryDiff, whole: Impact): Html {
  return html`<li class="query">
    <div class="query-head">
      <span class="ref">${turned(refId.before, refId.after)}</span> ${kindBadge(
        verdict,
        verdicts[verdict],
      )}${impactDot(impact, whole)}
    </div>
    ${factList(facts)}${expression(tokens)}${changeList(changes, impact)}
  </li>`;
}

function factList(facts: readonly string[]): Html {
  if (facts.length === 0) return nothing;
  return html`<ul class="facts">
    ${facts.map((fact) => html`<li>${prose(fact)}</li>`)}
  </ul>`;
}

function expression(tokens: readonly TokenEdit[]): Html {
  if (tokens.length === 0) return nothing;
  return html`<pre class="expression"><code>${tokens.map(tokenText)}</code></pre>`;
}

function tokenText({ op, text }: TokenEdit): Html {
  if (op === "=") return code(text);
  return op === "+" ? html`<ins>${code(text)}</ins>` : html`<del>${code(text)}</del>`;
}
