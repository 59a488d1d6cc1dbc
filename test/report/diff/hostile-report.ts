import type { DiffReport } from "../../../src/diff/model.ts";
import { dashboard, emptyReport } from "./example-report.ts";
import { box, change, entry, panel, panelRef } from "./example-parts.ts";

/** Puts a text everywhere where the words of other people can stand in a report. */
export function reportOf(text: string): DiffReport {
  const ref = panelRef(0, text, [0, 0, 12, 8], { type: text, row: text });
  const row = panelRef(1, text, [0, 8, 24, 1], { type: "row" });
  const moved = { ...ref, position: { ...ref.position, y: 9 } };
  const changes = [change(text, [text, "new"], { text, path: [text, 0] })];
  const entries = [entry(text, { changes })];
  const object = { kind: "dashboard", uid: text, title: text } as const;
  const broken = {
    impact: "breaks-links",
    kind: "panel-removed",
    object,
    message: text,
    panel: ref,
    at: { file: text },
  } as const;
  const side = { uid: text, title: text, folder: [text], file: text };
  return emptyReport({
    base: { label: text, commit: text, from: "files" },
    breaks: [broken],
    dashboards: [
      dashboard("hostile", "Hostile", {
        before: side,
        after: { ...side, uid: "other", title: "Other", file: "other.json" },
        breaks: [broken],
        settings: changes,
        variables: entries,
        annotations: entries,
        links: entries,
        unknown: changes,
        panels: [
          panel({
            before: ref,
            after: moved,
            match: { by: "none", ambiguous: [ref] },
            kinds: ["moved", "retyped"],
            queries: [
              {
                refId: { before: text, after: "B" },
                verdict: "changed",
                facts: [text],
                tokens: [
                  { op: "=", text },
                  { op: "+", text },
                  { op: "-", text },
                ],
                changes,
                impact: "data",
              },
            ],
            fields: changes,
            overrides: entries,
            transformations: entries,
            links: entries,
            unknown: changes,
            at: { file: text, part: text },
            document: { title: text },
          }),
        ],
        noise: {
          schemaVersion: { before: text, after: text },
          pluginVersions: 0,
          renumbered: [],
          relaxed: [text],
        },
        layout: { before: [box(ref, "moved", 0), box(row, "shifted")], after: [box(moved, "moved", 0)] },
        at: { file: text },
      }),
      dashboard(text, text, { action: "none", impact: "none" }),
    ],
    objects: [{ object: { ...object, kind: "folder" }, action: "changed", impact: "cosmetic", changes }],
    notes: [text],
    drift: {
      live: { label: text, from: "server" },
      dashboards: [],
      objects: [],
      summary: { added: 0, removed: 0, changed: 0, unchanged: 1, worst: "none" },
      conflicts: [{ dashboard: object, part: text, code: [text], live: [text], same: false }],
    },
  });
}
