import { expect, test } from "vitest";
import { parseDuration, serverRefresh } from "../../../src/push/desired/refresh.ts";

test.each([
  ["5s", 5_000],
  ["1m30s", 90_000],
  ["1.5h", 5_400_000],
  ["500ms", 500],
  ["1d", 86_400_000],
  ["2w", 1_209_600_000],
  ["1M", 2_592_000_000],
  ["1d12h", undefined],
  ["5", undefined],
  ["s", undefined],
  ["", undefined],
])("reads the duration %s as Grafana's server does", (text, expected) => {
  expect(parseDuration(text)).toBe(expected);
});

test.each([
  { refresh: "1s", expected: "5s" },
  { refresh: "5s", expected: "5s" },
  { refresh: "1m", expected: "1m" },
  { refresh: "", expected: "" },
  { refresh: "soon", expected: "5s" },
  { refresh: "auto", expected: "auto" },
  { refresh: "auto", version: "9.5.2", expected: "5s" },
  { refresh: "1s", minRefreshInterval: "", expected: "1s" },
])("knows what the server makes of $refresh", ({ refresh, expected, ...facts }) => {
  expect(serverRefresh(refresh, { minRefreshInterval: "5s", version: "12.4.0", ...facts })).toBe(expected);
});
