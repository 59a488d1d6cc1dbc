/** A dashboard whose panels are hard to tell apart: the same titles in each row, and queries that are nearly the same. */
import type { Json, JsonObject } from "../../src/schema/json.ts";
import { dashboardWith, row } from "./side-of.ts";

const services = ["orders", "payments", "users", "search"];

/** Four rows of the same six panels, each row about another service; two panels of each have no title. */
export function twinDashboard(): JsonObject {
  const panels = services.flatMap((service, line) => [
    row(1000 + line, line === 3 ? "users" : service, line * 17),
    ...twins(service, line),
  ]);
  return dashboardWith(panels, {
    uid: "twins",
    title: "Twins",
    templating: { list: [{ name: "job", type: "query", query: "label_values(up, job)", refresh: 1 }] },
  });
}

function twins(service: string, line: number): readonly Json[] {
  return ["Requests", "Errors", "", "Requests", "Latency", ""].map((title, index) => ({
    id: 10 * (line + 1) + index,
    title,
    type: index === 4 ? "stat" : "timeseries",
    datasource: { type: "prometheus", uid: "prometheus" },
    gridPos: { x: (index % 3) * 8, y: line * 17 + 1 + Math.floor(index / 3) * 8, w: 8, h: 8 },
    targets: [
      {
        refId: "A",
        expr: `sum by (code) (rate(http_requests_total{job="$job", service="${service}"}[${index + 1}m]))`,
      },
      {
        refId: "B",
        expr: `sum(rate(http_requests_total{job="$job", service="${service}"}[${index + 1}m])) * 100`,
      },
    ],
    fieldConfig: {
      defaults: {
        unit: "reqps",
        thresholds: {
          mode: "absolute",
          steps: [
            { color: "green", value: null },
            { color: "red", value: 10 + line },
          ],
        },
      },
      overrides: [],
    },
  }));
}
