import { expect, test } from "vitest";
import { diffThreeSides } from "../../../src/diff/drift/drift.ts";
import type { Conflict } from "../../../src/diff/model.ts";
import type { JsonObject } from "../../../src/schema/json.ts";
import { dashboardWith, panel, sideOf } from "../side-of.ts";

const unit = (value: string): JsonObject => ({ fieldConfig: { defaults: { unit: value }, overrides: [] } });
const base = dashboardWith([panel(1, "Latency", unit("ms")), panel(2, "Errors")], { refresh: "1m" });

function threeOf(
  head: JsonObject | undefined,
  live: JsonObject | undefined,
): ReturnType<typeof diffThreeSides> {
  return diffThreeSides({
    base: sideOf("main", [base]),
    head: sideOf("feature", head === undefined ? [] : [head]),
    live: sideOf("production", live === undefined ? [] : [live]),
  });
}

const parts = (conflicts: readonly Conflict[] | undefined): unknown =>
  conflicts?.map(({ part, code, live, same }) => ({ part, code, live, same }));

test("what the code did and what somebody did in Grafana stay apart", () => {
  const report = threeOf(
    dashboardWith([panel(1, "Latency", unit("s")), panel(2, "Errors")], { refresh: "1m" }),
    dashboardWith([panel(1, "Latency", unit("ms")), panel(2, "Errors", unit("short"))], { refresh: "1m" }),
  );
  expect(report.dashboards[0]?.panels.map(({ after }) => after?.title)).toEqual(["Latency"]);
  expect(report.drift?.dashboards[0]?.panels.map(({ after }) => after?.title)).toEqual(["Errors"]);
  expect(report.drift?.conflicts).toEqual([]);
  expect(report.drift?.live.label).toBe("production");
});

test("a panel that both changed is a conflict, with what each did", () => {
  const report = threeOf(
    dashboardWith([panel(1, "Latency", unit("s")), panel(2, "Errors")], { refresh: "1m" }),
    dashboardWith([{ ...panel(1, "Latency", unit("ms")), title: "Slowness" }, panel(2, "Errors")], {
      refresh: "1m",
    }),
  );
  expect(parts(report.drift?.conflicts)).toEqual([
    {
      part: "panel `Latency`",
      code: ["unit ms → s"],
      live: ["title `Latency` → `Slowness`"],
      same: false,
    },
  ]);
});

test("both may come to the same", () => {
  const changed = dashboardWith([panel(1, "Latency", unit("s")), panel(2, "Errors")], { refresh: "5s" });
  expect(parts(threeOf(changed, changed).drift?.conflicts)).toEqual([
    { part: "refresh", code: ["refresh 1m → 5s"], live: ["refresh 1m → 5s"], same: true },
    { part: "panel `Latency`", code: ["unit ms → s"], live: ["unit ms → s"], same: true },
  ]);
});

test("what one side removed and the other one changed is a conflict of the whole", () => {
  const edited = dashboardWith([panel(1, "Latency", unit("s")), panel(2, "Errors")], { refresh: "1m" });
  expect(parts(threeOf(undefined, edited).drift?.conflicts)).toEqual([
    { part: "dashboard", code: ["removed"], live: ["unit ms → s"], same: false },
  ]);
  expect(parts(threeOf(edited, undefined).drift?.conflicts)).toEqual([
    { part: "dashboard", code: ["unit ms → s"], live: ["removed"], same: false },
  ]);
});

test("a panel that only stands elsewhere is no conflict", () => {
  const lower = panel(2, "Errors", { gridPos: { x: 8, y: 10, w: 8, h: 8 } });
  const report = threeOf(
    dashboardWith(
      [
        panel(3, "New", { gridPos: { x: 0, y: 0, w: 24, h: 2 } }),
        panel(1, "Latency", { ...unit("ms"), gridPos: { x: 0, y: 2, w: 8, h: 8 } }),
        lower,
      ],
      { refresh: "1m" },
    ),
    dashboardWith([panel(1, "Latency", unit("ms")), panel(2, "Errors", unit("short"))], { refresh: "1m" }),
  );
  expect(report.drift?.conflicts).toEqual([]);
});

test("what Grafana writes by itself on saving is no drift", () => {
  const saved = dashboardWith(
    [panel(1, "Latency", { ...unit("ms"), pluginVersion: "12.4.0" }), panel(2, "Errors")],
    {
      refresh: "1m",
      id: 7,
      version: 3,
      schemaVersion: 42,
    },
  );
  expect(threeOf(base, saved).drift?.dashboards).toEqual([]);
});
