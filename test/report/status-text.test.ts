import { expect, test } from "vitest";
import type { ObjectStatus, StatusState } from "../../src/push/status.ts";
import { plainPalette } from "../../src/report/palette.ts";
import { formatStatus } from "../../src/report/status-text.ts";
import { edited } from "./actions.ts";

const subject = {
  facts: { url: "https://grafana.example.com", version: "12.4.0", orgId: 1 },
  environment: "production",
};

function status(state: StatusState, uid: string, more: Partial<ObjectStatus> = {}): ObjectStatus {
  return { object: "dashboard", uid, title: uid.toUpperCase(), state, changes: [], since: [], ...more };
}

test("every state has its words, what is in step is only counted", () => {
  const statuses = [
    status("in-step", "a"),
    status("in-step", "b"),
    status("code-ahead", "c", { changes: ["title `A` → `B`"] }),
    status("server-ahead", "d", { message: edited.message, since: edited.since }),
    status("both-changed", "e"),
    status("missing", "f", { object: "data-source" }),
    status("unmanaged", "g"),
    status("orphaned", "h", { object: "folder" }),
  ];
  expect(formatStatus(statuses, subject, plainPalette)).toMatchInlineSnapshot(`
    "Status of https://grafana.example.com (Grafana 12.4.0, organisation 1, environment production)

      > code is ahead    dashboard    C (c)
          title \`A\` → \`B\`
      < server is ahead  dashboard    D (d)
          It was edited in Grafana since it was pushed.
          2026-11-22T10:00:00Z ann: Raise the threshold
          2026-11-21T09:00:00Z somebody
      ! both changed     dashboard    E (e)
      + missing          data source  F (f)
      ? unmanaged        dashboard    G (g)
      - orphaned         folder       H (h)

    2 in step, 1 ahead in the code, 1 ahead in Grafana, 1 changed on both sides, 1 missing in Grafana, 1 unmanaged, 1 orphaned.
    "
  `);
});

test("a Grafana that is in step is two lines", () => {
  expect(formatStatus([status("in-step", "a")], { ...subject, environment: undefined }, plainPalette)).toBe(
    "Status of https://grafana.example.com (Grafana 12.4.0, organisation 1)\n\nEverything is in step: 1 object.\n",
  );
});

test("texts of other people cannot steer the terminal", () => {
  const hostile = "\u001b[2J\nx";
  const since = [{ by: hostile, at: hostile, message: hostile }];
  const statuses = [
    status("unmanaged", "a", { title: hostile, changes: [hostile], message: hostile, since }),
  ];
  const facts = { url: hostile, version: hostile, orgId: 1 };
  const text = formatStatus(statuses, { facts, environment: hostile }, plainPalette);
  expect(text).not.toMatch(/\p{Cc}(?<!\n)|^x/mu);
});
