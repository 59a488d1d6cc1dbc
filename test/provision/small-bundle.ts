import { canonicalJson } from "../../src/compile/canonical.ts";
import { foldersOf } from "../../src/provision/folders.ts";
import type { Bundle, BundledDashboard, BundledDataSource } from "../../src/schema/bundle.ts";
import type { OutputFile } from "../../src/provision/output-file.ts";

/** A dashboard with only what a test says. */
export function dashboardOf(uid: string, folder: readonly string[], more: object = {}): BundledDashboard {
  const title = `Title of ${uid}`;
  const document = { uid, title, schemaVersion: 42, panels: [], ...more };
  return { uid, title, folder, json: canonicalJson(document) };
}

/** A data source with only what a test says. */
export function dataSourceOf(more: Partial<BundledDataSource> = {}): BundledDataSource {
  return {
    name: "prometheus",
    title: "Prometheus",
    uid: "prometheus",
    type: "prometheus",
    url: "http://prometheus:9090",
    isDefault: true,
    jsonData: {},
    secureJsonData: {},
    ...more,
  };
}

export function bundleOf(
  dashboards: readonly BundledDashboard[],
  dataSources: readonly BundledDataSource[] = [],
): Bundle {
  return { dashboards, dataSources, folders: foldersOf(dashboards) };
}

/** A bundle with one of each kind of thing that the formats treat differently. */
export const smallBundle: Bundle = bundleOf(
  [
    dashboardOf("home", []),
    dashboardOf("containers", ["Containers"], {
      description: "A dashboard with the uid that its folder would have; costs $5, 100 %.\u2028Second line.",
      panels: [
        {
          id: 1,
          type: "timeseries",
          targets: [{ refId: "A", expr: 'rate(x{job=~"$job"}[$__rate_interval])' }],
        },
      ],
    }),
    dashboardOf("hosts", ["Team A", "Machines"]),
    dashboardOf("CON", ["Täm"]),
  ],
  [
    dataSourceOf({
      url: "${PROMETHEUS_URL}",
      basicAuth: true,
      basicAuthUser: "dash",
      jsonData: {
        httpMethod: "POST",
        timeInterval: "15s",
        exemplarTraceIdDestinations: [{ name: "trace_id", url: "https://traces.example/${__value.raw}" }],
        httpHeaderName1: "Authorization",
      },
      secureJsonData: { httpHeaderValue1: "Bearer ${TOKEN}", basicAuthPassword: "${PROMETHEUS_PASSWORD}" },
    }),
    dataSourceOf({ name: "long", title: "Long term", uid: "long-term", isDefault: false, orgId: 2 }),
  ],
);

/** The text of an output file, also when it is given as bytes; empty when there is no file. */
export function contentOf(file: OutputFile | undefined): string {
  if (file === undefined) return "";
  return typeof file.content === "string" ? file.content : Buffer.from(file.content.bytes).toString("utf8");
}
