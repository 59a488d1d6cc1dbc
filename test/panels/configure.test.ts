import type { PanelBuilder as StatBuilder } from "@grafana/grafana-foundation-sdk/stat";
import { describe, expect, test } from "vitest";
import { applyConfiguration } from "../../src/panels/configure.ts";
import type { Panel } from "../../src/panels/panel.ts";
import { stat } from "../../src/panels/stat.ts";
import { timeseries } from "../../src/panels/timeseries.ts";
import { alertList } from "../../src/panels/alert-list.ts";
import type { PanelDocument } from "../../src/schema/document.ts";
import { expression } from "./panel-fragments.ts";

const data = { title: "Up", queries: [expression("up")] };

/** The document of a panel as the compile step makes it, configured. */
function configured(panel: Panel, targets: PanelDocument["targets"] = []): PanelDocument {
  const { type, title, fieldConfig, options } = panel;
  const document = { id: 7, type, title, fieldConfig, options, targets, gridPos: { x: 1, y: 2, w: 3, h: 4 } };
  if (panel.configure === undefined) expect.unreachable("the panel has no configuration");
  return applyConfiguration(document, panel.configure);
}

describe("applyConfiguration", () => {
  test("hands out a builder that knows everything the panel has", () => {
    const panel = timeseries({
      ...data,
      fillOpacity: 40,
      legend: "table",
      configure: (builder) => builder.lineWidth(3),
    });
    expect(configured(panel)).toMatchObject({
      fieldConfig: { defaults: { custom: { fillOpacity: 40, lineWidth: 3 } } },
      options: { legend: { displayMode: "table", showLegend: true } },
    });
  });

  test("takes a step that returns nothing", () => {
    const panel = stat({
      ...data,
      configure: (builder) => {
        builder.unit("bytes");
      },
    });
    expect(configured(panel).fieldConfig?.defaults).toHaveProperty("unit", "bytes");
  });

  test("keeps the id and the place", () => {
    const panel = stat({
      ...data,
      configure: (builder) => builder.id(99).gridPos({ x: 9, y: 9, w: 9, h: 9 }),
    });
    expect(configured(panel)).toMatchObject({ id: 7, gridPos: { x: 1, y: 2, w: 3, h: 4 } });
  });

  test("gives panel types without a builder the generic one", () => {
    const panel = alertList({ title: "Alerts", configure: (builder) => builder.options({ maxItems: 3 }) });
    expect(configured(panel)).toMatchObject({ type: "alertlist", options: { maxItems: 3 } });
  });

  test("never changes the panel itself, whatever the builder does", () => {
    const panel = timeseries({ ...data, configure: (builder) => builder.unit("s").lineWidth(9) });
    const before = JSON.stringify(panel.fieldConfig);
    configured(panel);
    expect(JSON.stringify(panel.fieldConfig)).toBe(before);
  });

  test("gives every query that lacks one the next free letter", () => {
    const targets = [{ refId: "B" }, { refId: "" }, { refId: "A" }, { refId: "" }];
    const panel = stat({ ...data, configure: () => undefined });
    expect(configured(panel, targets).targets?.map(({ refId }) => refId)).toEqual(["B", "C", "A", "D"]);
  });

  test.each([
    ["a promise", () => Promise.resolve(), "returned something that is no builder"],
    ["a text", () => "builder", "returned something that is no builder"],
    [
      "a number that JSON cannot hold",
      (builder: StatBuilder) => builder.min(Number.NaN),
      "set `min` to `NaN`",
    ],
    [
      "an error",
      () => {
        throw new RangeError("too wide");
      },
      "failed: too wide",
    ],
  ])("refuses %s", (_, apply, fault) => {
    const panel = stat({ ...data, configure: apply as (builder: StatBuilder) => StatBuilder });
    expect(() => configured(panel)).toThrow(
      expect.objectContaining({
        code: "invalid-definition",
        message: `\`configure\` of panel \`Up\` ${fault}.`,
      }),
    );
  });
});
