import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { createCompiler } from "../../src/compile/compile.ts";
import { createDataSourceTable } from "../../src/compile/data-sources.ts";
import type { Finding } from "../../src/compile/finding.ts";
import type { Dashboard } from "../../src/dashboard/dashboard.ts";
import type { Panel } from "../../src/panels/panel.ts";
import type { DashboardDocument } from "../../src/schema/document.ts";

/** One of the product's own dashboards, as it was written and as Grafana gets it. */
export interface LoadedDashboard {
  readonly definition: Dashboard;
  readonly panels: readonly Panel[];
  readonly document: DashboardDocument;
  readonly findings: readonly Finding[];
}

const sourceOf = (path: string): string => fileURLToPath(new URL(`../../src/${path}`, import.meta.url));

/** The public entry points, so that no build of the package is needed. */
const alias = {
  "grafana-dash": sourceOf("index.ts"),
  ...Object.fromEntries(
    ["metrics", "queries", "instruments", "signals"].map((name) => [
      `grafana-dash/${name}`,
      sourceOf(`${name}/${name}.ts`),
    ]),
  ),
};

/** Loads and compiles `dashboards/<name>.ts`. */
export async function loadDashboard(name: string): Promise<LoadedDashboard> {
  const file = fileURLToPath(new URL(`../../dashboards/${name}.ts`, import.meta.url));
  const { outputFiles } = await build({
    entryPoints: [file],
    alias,
    bundle: true,
    format: "esm",
    platform: "node",
    write: false,
    logLevel: "silent",
  });
  const code = Buffer.from(outputFiles[0]?.contents ?? []).toString("base64");
  const module = (await import(`data:text/javascript;base64,${code}`)) as { default: Dashboard };
  return compiled(module.default);
}

function compiled(definition: Dashboard): LoadedDashboard {
  const dataSources = createDataSourceTable(
    [{ name: "prometheus", type: "prometheus", uid: "prometheus" }],
    "prometheus",
  );
  const { dashboard, findings } = createCompiler({ dataSources, defaults: {} })(definition);
  const panels = [...(definition.panels ?? []), ...(definition.rows ?? []).flatMap((row) => row.panels)];
  return { definition, panels, document: JSON.parse(dashboard?.json ?? "") as DashboardDocument, findings };
}
