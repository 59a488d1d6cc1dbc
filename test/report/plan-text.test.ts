import { expect, test } from "vitest";
import { plainPalette, terminalPalette } from "../../src/report/palette.ts";
import { formatDeletions, formatPlan } from "../../src/report/plan-text.ts";
import { dashboardAction, dataSourceAction, edited, folderAction, planOf } from "./actions.ts";

const lines = (text: string): readonly string[] => text.split("\n");
const lastLine = (text: string): string | undefined => lines(text).at(-2);

test("a plan tells every kind of action, what changes, and counts them", () => {
  const plan = planOf(
    [
      folderAction("create", "shop", "Shop"),
      dataSourceAction("update", "prometheus", {
        title: "Prometheus",
        changes: ["url: `http://a` -> `http://b`"],
      }),
      dashboardAction("create", "new"),
      dashboardAction("update", "api", { changes: ["panel `Errors` added", "title `A` → `B`"] }),
      dashboardAction("move", "cart", { changes: ["folder General → Shop"] }),
      dashboardAction("adopt", "old"),
      dashboardAction("unchanged", "same"),
      dashboardAction("conflict", "pay", { conflict: edited }),
      dashboardAction("delete", "gone"),
    ],
    { environment: "production", notes: ["The refresh of `new` is raised to `10s`."] },
  );
  expect(formatPlan(plan, plainPalette)).toMatchInlineSnapshot(`
    "Plan for https://grafana.example.com (Grafana 12.4.0, organisation 1, environment production)

      + create     folder       Shop (shop)
      ~ update     data source  Prometheus (prometheus)
          url: \`http://a\` -> \`http://b\`
      + create     dashboard    NEW (new)
      ~ update     dashboard    API (api)
          panel \`Errors\` added
          title \`A\` → \`B\`
      > move       dashboard    CART (cart)
          folder General → Shop
      @ adopt      dashboard    OLD (old)
      = unchanged  dashboard    SAME (same)
      ! conflict   dashboard    PAY (pay)
          It was edited in Grafana since it was pushed.
          2026-11-22T10:00:00Z ann: Raise the threshold
          2026-11-21T09:00:00Z somebody
          hint: Save the edit with \`npx dash pull api\`, or overwrite it with \`npx dash push api --force\`.
      - delete     dashboard    GONE (gone)

    note: The refresh of \`new\` is raised to \`10s\`.

    2 to create, 2 to update, 1 to move, 1 to adopt, 1 unchanged, 1 in conflict, 1 to delete.
    "
  `);
});

test("a plan without anything to do says so in two lines", () => {
  const plan = planOf([dashboardAction("unchanged", "a"), dashboardAction("unchanged", "b")]);
  expect(formatPlan(plan, plainPalette)).toBe(
    "Plan for https://grafana.example.com (Grafana 12.4.0, organisation 1)\n\nNothing to do: 2 objects unchanged.\n",
  );
});

test("an empty plan, of a server that hides its version", () => {
  const server = { url: "http://a", version: "", api: "classic", orgId: 2 } as const;
  expect(formatPlan(planOf([], { server }), plainPalette)).toBe(
    "Plan for http://a (Grafana, organisation 2)\n\nThere is nothing to push.\n",
  );
});

test("many unchanged objects are only counted", () => {
  const unchanged = Array.from({ length: 6 }, (_, index) => dashboardAction("unchanged", `u${index}`));
  const text = formatPlan(planOf([dashboardAction("create", "new"), ...unchanged]), plainPalette);
  expect(lines(text).filter((line) => line.includes("unchanged"))).toEqual(["1 to create, 6 unchanged."]);
});

test("a long list of changes is cut", () => {
  const changes = Array.from({ length: 20 }, (_, index) => `change ${index}`);
  const text = formatPlan(planOf([dashboardAction("update", "a", { changes })]), plainPalette);
  expect(lines(text).filter((line) => line.startsWith("      change"))).toHaveLength(12);
  expect(text).toContain("      … and 8 more changes\n");
});

test("a limit hides neither conflicts nor deletions", () => {
  const many = Array.from({ length: 5 }, (_, index) => [
    dashboardAction("create", `c${index}`),
    dashboardAction("conflict", `x${index}`, { conflict: edited }),
    dashboardAction("delete", `d${index}`),
  ]).flat();
  const text = formatPlan(planOf(many), plainPalette, { limit: 2 });
  expect(text.match(/^ {2}\+/gm)).toHaveLength(2);
  expect(text.match(/^ {2}!/gm)).toHaveLength(5);
  expect(text.match(/^ {2}-/gm)).toHaveLength(5);
  expect(text).toContain("\n  … and 3 more to create\n");
  expect(lastLine(text)).toBe("5 to create, 5 in conflict, 5 to delete.");
});

test("texts of other people cannot steer the terminal", () => {
  const hostile = "\u001b[2J\nx\u202e";
  const conflict = {
    ...edited,
    message: hostile,
    hint: hostile,
    since: [{ by: hostile, at: hostile, message: hostile }],
  };
  const plan = planOf([dashboardAction("conflict", "a", { title: hostile, changes: [hostile], conflict })], {
    environment: hostile,
    notes: [hostile],
    server: { url: hostile, version: hostile, api: "classic", orgId: 1 },
  });
  expect(formatPlan(plan, plainPalette)).not.toMatch(/[\p{Cc}\u202e](?<!\n)|^x/mu);
});

test("colours mark the kinds", () => {
  const text = formatPlan(planOf([dashboardAction("delete", "a")]), terminalPalette);
  expect(text).toContain("  \u001b[31m- delete   \u001b[39m  dashboard    A (a)\n");
});

test("deletions can be listed alone", () => {
  const actions = [
    dashboardAction("create", "a"),
    dashboardAction("delete", "b"),
    folderAction("delete", "c", "C"),
  ];
  expect(formatDeletions(actions, plainPalette)).toBe(
    "  - delete     dashboard    B (b)\n  - delete     folder       C (c)\n",
  );
});
