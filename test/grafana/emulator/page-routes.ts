/** Pages for people, so that addresses of dashboards lead somewhere. */
import { html, type Answer } from "./answer.ts";
import { isObject, textOf } from "./content.ts";
import { dashboardPath } from "./dashboard-urls.ts";
import { param, type Call, type Route } from "./route.ts";

const escapes: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => escapes[character] ?? character);
}

/** The titles of a dashboard's panels. */
function dashboardPage(call: Call): Answer {
  const record = call.org.dashboards.get(param(call, "uid"));
  if (record === undefined) return html(404, "Grafana", "<h1>Dashboard not found</h1>");
  const panels = record.content.value["panels"];
  const items = (Array.isArray(panels) ? panels : []).filter(isObject).map((panel) => {
    const title = escapeHtml(textOf(panel["title"]));
    return `<li>${title} (${escapeHtml(textOf(panel["type"]))})</li>`;
  });
  const title = escapeHtml(record.title);
  return html(200, `${title} - Grafana`, `<h1>${title}</h1><ul>${items.join("")}</ul>`);
}

/** All dashboards. */
function homePage({ org, world }: Call): Answer {
  const items = [...org.dashboards.values()].map(
    (record) =>
      `<li><a href="${escapeHtml(dashboardPath(world, record))}">${escapeHtml(record.title)}</a></li>`,
  );
  return html(200, "Grafana", `<h1>Dashboards</h1><ul>${items.join("")}</ul>`);
}

export const pageRoutes: readonly Route[] = [
  { method: "GET", path: "/", access: "open", handle: homePage },
  { method: "GET", path: "/d/:uid", access: "open", handle: dashboardPage },
  { method: "GET", path: "/d/:uid/:slug", access: "open", handle: dashboardPage },
];
