/**
 * A review as one page that needs nothing else: no network, no files beside it, no script. It may hold words of anybody
 * (see `markup.ts`), so its policy lets run and apply only the one script and the one style that are in it.
 */
import { createHash } from "node:crypto";
import type { DiffReport } from "../../../diff/model.ts";
import { toSections } from "./anchors.ts";
import { headPart, keysPart, pageTitle, toolsPart } from "./head.ts";
import { html, type Html, verbatim } from "./markup.ts";
import { pageScript } from "./script.ts";
import { breaksPart, dashboardsPart, driftPart, emptyPart, notesPart, objectsPart } from "./sections.ts";
import { pageStyle } from "./style.ts";

/** The whole page of a review. */
export function formatDiffHtml(report: DiffReport): string {
  const style = pageStyle();
  const policy = [
    "default-src 'none'",
    `style-src '${hashSource(style)}'`,
    `script-src '${hashSource(pageScript)}'`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${verbatim(policy)}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${pageTitle(report)}</title>
        <link rel="icon" href="data:," />
        ${verbatim(`<style>${style}</style>`)} ${verbatim(`<script>${pageScript}</script>`)}
      </head>
      <body>
        ${body(report)}
      </body>
    </html> `.markup;
}

function body(report: DiffReport): Html {
  const sections = toSections(report.dashboards, "d");
  const isEmpty = report.dashboards.length + report.objects.length === 0 && report.drift === undefined;
  return html`<a class="skip" href="#main">Skip to the changes</a>
    <svg class="defs" width="0" height="0" aria-hidden="true">
      <defs>
        <marker id="arrow" viewBox="0 0 8 8" refX="6" refY="4" markerWidth="7" markerHeight="7" orient="auto">
          <path d="M0 0l8 4-8 4z" />
        </marker>
      </defs>
    </svg>
    <div class="page${isEmpty ? " bare" : ""}">
      ${headPart(report)}${toolsPart()}
      <main id="main" tabindex="-1">
        ${notesPart(report.notes)} ${breaksPart(report.breaks, sections)} ${driftPart(report.drift)}
        ${dashboardsPart(sections, report.dashboards)} ${objectsPart(report.objects)} ${emptyPart(report)}
        <p class="lost" id="lost" hidden>Nothing matches. Escape clears the search and the filters.</p>
      </main>
    </div>
    ${keysPart()}`;
}

function hashSource(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}
