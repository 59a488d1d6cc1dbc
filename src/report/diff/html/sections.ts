/** The parts of the page besides the dashboards: notes, what breaks, drift, and the other objects. */
import type { Break, Conflict, DashboardDiff, DiffReport, Drift, ObjectDiff } from "../../../diff/model.ts";
import { breakTarget, type Section, toSections } from "./anchors.ts";
import { filterFacts, impactBadge, kindBadge, placeOf } from "./badges.ts";
import { changeList } from "./changes.ts";
import { dashboardSection, noiseFacts } from "./dashboard.ts";
import { html, type Html, joined, nothing, prose, toSentence } from "./markup.ts";
import { objectWords } from "./words.ts";

/** Up to how many dashboards are unfolded at first. */
const fewDashboards = 5;

/** What people should know of how the report was made. */
export function notesPart(notes: readonly string[]): Html {
  if (notes.length === 0) return nothing;
  return html`<section class="notes" aria-label="Notes">
    <ul>
      ${notes.map((note) => html`<li>${prose(note)}</li>`)}
    </ul>
  </section>`;
}

/** What breaks, with links to where it is told. */
export function breaksPart(breaks: readonly Break[], sections: readonly Section[]): Html {
  if (breaks.length === 0) return nothing;
  const items = breaks.map((one) => breakItem(one, breakTarget(one, sections)));
  return html`<section class="breaks" aria-labelledby="breaks">
    <h2 id="breaks">What breaks <span class="count">${breaks.length}</span></h2>
    <ul>
      ${joined(items, "\n")}
    </ul>
  </section>`;
}

function breakItem({ impact, object, message, at }: Break, target: string | undefined): Html {
  const name =
    target === undefined
      ? html`<span>${object.title}</span>`
      : html`<a href="#${target}">${object.title}</a>`;
  return html`<li class="item break ${impact}" ${filterFacts(impact, [])}>
    ${impactBadge(impact)}
    <div>
      <span class="subject">${name} <small>${objectWords[object.kind].one}</small></span>
      ${prose(toSentence(message))}
    </div>
    ${placeOf(at)}
  </li>`;
}

/** What a running Grafana has that the code has not. */
export function driftPart(drift: Drift | undefined): Html {
  if (drift === undefined) return nothing;
  const sections = toSections(drift.dashboards, "live");
  const lead =
    sections.length + drift.objects.length === 0
      ? html`It has exactly what the base says.`
      : html`Somebody changed it there; a push of the code would take that back.`;
  return html`<section class="drift" aria-labelledby="drift">
    <h2 id="drift">Drift in ${drift.live.label}</h2>
    <p class="lead">Compared with the running Grafana. ${lead}</p>
    ${conflictTable(drift.conflicts)}${joined(
      sections.map((section) => dashboardSection(section, false)),
      "\n",
    )}${objectGroups(drift.objects)}
  </section>`;
}

function conflictTable(conflicts: readonly Conflict[]): Html {
  if (conflicts.length === 0) return nothing;
  return html`<div class="scroll">
    <table class="conflicts">
      <caption>
        Changed on both sides
      </caption>
      <thead>
        <tr>
          <th scope="col">Part</th>
          <th scope="col">The code</th>
          <th scope="col">Grafana</th>
          <th scope="col">Verdict</th>
        </tr>
      </thead>
      <tbody>
        ${joined(conflicts.map(conflictRow), "\n")}
      </tbody>
    </table>
  </div>`;
}

function conflictRow({ dashboard, part, code, live, same }: Conflict): Html {
  const verdict = same
    ? html`<span class="kind quiet">the same</span>`
    : html`<span class="kind removed">conflict</span>`;
  return html`<tr>
    <th scope="row"><span class="subject">${dashboard.title}</span> ${prose(part)}</th>
    <td>${linesOf(code)}</td>
    <td>${linesOf(live)}</td>
    <td>${verdict}</td>
  </tr>`;
}

function linesOf(lines: readonly string[]): Html {
  return html`<ul>
    ${lines.map((line) => html`<li>${prose(line)}</li>`)}
  </ul>`;
}

/** All dashboards that differ, worst first. */
export function dashboardsPart(sections: readonly Section[], diffs: readonly DashboardDiff[]): Html {
  const noisy = diffs.filter(({ action }) => action === "none");
  if (sections.length + noisy.length === 0) return nothing;
  const isOpen = sections.length <= fewDashboards;
  return html`<section class="dashboards" aria-labelledby="dashboards">
    <h2 id="dashboards">Dashboards <span class="count">${sections.length}</span></h2>
    ${joined(
      sections.map((section) => dashboardSection(section, isOpen)),
      "\n",
    )}${noisePart(noisy)}
  </section>`;
}

function noisePart(diffs: readonly DashboardDiff[]): Html {
  if (diffs.length === 0) return nothing;
  const lines = diffs.map(
    ({ before, after, noise }) =>
      html`<li><b>${after?.title ?? before?.title}</b> ${joined(noiseFacts(noise).map(prose), " · ")}</li>`,
  );
  return html`<div class="noise">
    <p>Written in another way, but the same in Grafana:</p>
    <ul>
      ${lines}
    </ul>
  </div>`;
}

/** Folders, data sources and alert rules, each kind under its heading. */
export function objectsPart(objects: readonly ObjectDiff[]): Html {
  return objectGroups(objects);
}

function objectGroups(objects: readonly ObjectDiff[]): Html {
  const kinds = (["folder", "data-source", "alert-rule", "dashboard"] as const).filter((kind) =>
    objects.some(({ object }) => object.kind === kind),
  );
  return joined(
    kinds.map(
      (kind) =>
        html`<section class="objects">
          <h2>${objectWords[kind].heading}</h2>
          <ul>
            ${joined(objects.filter(({ object }) => object.kind === kind).map(objectItem), "\n")}
          </ul>
        </section>`,
    ),
    "\n",
  );
}

function objectItem({ object, action, impact, changes }: ObjectDiff): Html {
  return html`<li class="item object ${action}" ${filterFacts(impact, [action])}>
    <div class="line">
      <span class="name">${object.title}</span> ${kindBadge(action, action)}
      <span class="uid">${object.uid}</span><span class="end">${impactBadge(impact)}</span>
    </div>
    ${changeList(changes, impact)}
  </li>`;
}

/** What a report says in which nothing differs. */
export function emptyPart({ dashboards, objects, breaks, summary }: DiffReport): Html {
  if (dashboards.length + objects.length + breaks.length > 0) return nothing;
  const words =
    summary.unchanged === 0
      ? "There is nothing to compare on either side."
      : "Grafana would show exactly the same on both sides.";
  return html`<section class="empty">
    <p class="tick" aria-hidden="true">✓</p>
    <h2>Nothing changes</h2>
    <p>${words}</p>
  </section>`;
}
