import { describe, expect, test } from "vitest";
import { stat } from "../../src/panels/stat.ts";
import { text } from "../../src/panels/text.ts";
import { timeseries } from "../../src/panels/timeseries.ts";
import { pluginPanel } from "../../src/panels/plugin-panel.ts";
import { expression, fragmentText } from "./panel-fragments.ts";

const data = { title: "Requests per second", queries: [expression("up")] };

describe("the key of a panel", () => {
  test.each([
    ["is its title in lower case with hyphens", { title: "CPU usage (%)" }, "cpu-usage"],
    ["is the author's", { title: "CPU usage", key: "cpu" }, "cpu"],
    ["is a hash of a title without Latin letters", { title: "Запросы" }, /^panel-\d+$/],
    ["is a hash of no title", { title: "" }, /^panel-\d+$/],
  ])("%s", (_, options, key) => {
    expect(timeseries({ ...data, ...options }).key).toEqual(expect.stringMatching(key));
  });

  test("differs between titles without Latin letters", () => {
    expect(timeseries({ ...data, title: "Запросы" }).key).not.toBe(
      timeseries({ ...data, title: "Ошибки" }).key,
    );
  });
});

describe("the size of a panel", () => {
  test.each([
    ["full", 24],
    ["three-quarters", 18],
    ["two-thirds", 16],
    ["half", 12],
    ["third", 8],
    ["quarter", 6],
    [5, 5],
    [undefined, undefined],
  ] as const)("a width of %s is %s columns", (width, columns) => {
    expect(timeseries({ ...data, ...(width === undefined ? {} : { width }) }).width).toBe(columns);
  });

  test.each([
    ["small", 4],
    ["medium", 8],
    ["large", 12],
    [7, 7],
    [undefined, undefined],
  ] as const)("a height of %s is %s rows", (height, rows) => {
    expect(timeseries({ ...data, ...(height === undefined ? {} : { height }) }).height).toBe(rows);
  });

  test("is what the author set and nothing else, so that the row can decide", () => {
    expect(stat(data).height).toBeUndefined();
  });
});

describe("a panel stays as it was made", () => {
  test("when the author's objects change later", () => {
    const link = { title: "a", url: "b" };
    const mutable = {
      queries: [expression("up")],
      thresholds: [{ value: 1, color: "red" }],
      mappings: [{ value: 1, text: "up" }],
      overrides: [
        { name: "a", unit: "s" as const, lineStyle: [1, 2], properties: { "custom.x": { y: [1] } } },
      ],
      dataLinks: [link],
      links: [link],
      legend: { calcs: ["mean" as const] },
      transformations: [{ organize: { hide: ["a"] } }, { id: "raw", options: { list: [1] } }],
      repeat: { variable: "job" },
      position: { x: 0, y: 0, width: 1, height: 1 },
    };
    const panel = timeseries({ title: "Panel", ...mutable });
    const before = fragmentText(panel);
    mutable.queries.push(expression("down"));
    mutable.thresholds[0]!.value = 2;
    mutable.mappings.push({ value: 2, text: "down" });
    mutable.overrides[0]!.lineStyle.push(3);
    mutable.overrides[0]!.properties["custom.x"].y.push(2);
    mutable.legend.calcs.push("mean");
    mutable.transformations[0]!.organize!.hide.push("b");
    mutable.transformations[1]!.options!.list.push(2);
    mutable.repeat.variable = "instance";
    mutable.position.x = 9;
    link.url = "c";
    expect(fragmentText(panel)).toBe(before);
  });

  test("when a plugin's raw options change later", () => {
    const options = { view: { zoom: 1 } };
    const panel = pluginPanel({ title: "Map", type: "geomap", options, custom: options });
    options.view.zoom = 2;
    expect(panel.options).toEqual({ view: { zoom: 1 } });
    expect(panel.fieldConfig.defaults["custom"]).toEqual({ view: { zoom: 1 } });
  });

  test("because what panels share cannot be changed", () => {
    const { options, fieldConfig } = timeseries(data);
    expect(() => Object.assign(options["legend"] as object, { showLegend: false })).toThrow(TypeError);
    expect(() => Object.assign(fieldConfig.defaults["thresholds"] as object, { steps: [] })).toThrow(
      TypeError,
    );
    expect(timeseries(data).options).toMatchObject({ legend: { showLegend: true } });
  });
});

test("the same panel is the same text, whatever the order of its options", () => {
  const thresholds = { warning: 1 };
  const one = timeseries({ ...data, lineWidth: 2, fillOpacity: 10, unit: "s", min: 0, thresholds });
  const other = timeseries({ thresholds, min: 0, unit: "s", fillOpacity: 10, lineWidth: 2, ...data });
  expect(fragmentText(one)).toBe(fragmentText(other));
});

test("a panel knows where it was written", () => {
  expect(text({ title: "Here", content: "" }).site.stack).toMatch(/^[^\n]*\n\s+at .*make-panel\.test\.ts/);
});

test("a repeated panel goes beside its copies unless said otherwise", () => {
  expect(timeseries({ ...data, repeat: "job" }).extra).toEqual({ repeat: "job", repeatDirection: "h" });
});
