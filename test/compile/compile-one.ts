import { type CompiledDashboard, createCompiler } from "../../src/compile/compile.ts";
import { createDataSourceTable } from "../../src/compile/data-sources.ts";
import type { CompileSettings } from "../../src/compile/definition.ts";
import type { DashboardDocument, PanelDocument } from "../../src/schema/document.ts";

/** Settings with the data sources `prometheus` (the standard one) and `mimir`. */
export const settings: CompileSettings = {
  dataSources: createDataSourceTable(
    [
      { name: "prometheus", type: "prometheus", uid: "prometheus-uid" },
      { name: "mimir", type: "prometheus", uid: "mimir-uid" },
    ],
    "prometheus",
  ),
  defaults: {},
};

/** Compiles one value with a fresh compiler. */
export function compileOne(value: unknown): CompiledDashboard {
  return createCompiler(settings)(value);
}

/** The document of one value, which must compile without findings. */
export function documentOf(value: unknown): DashboardDocument {
  const { dashboard, findings } = compileOne(value);
  if (dashboard === undefined || findings.length > 0) throw new Error(JSON.stringify(findings, null, 2));
  return JSON.parse(dashboard.json) as DashboardDocument;
}

/** The panels of a document with those inside closed rows. */
export function allPanels(document: DashboardDocument): readonly PanelDocument[] {
  const walk = (panels: readonly PanelDocument[]): readonly PanelDocument[] =>
    panels.flatMap((panel) => [panel, ...walk(panel.panels ?? [])]);
  return walk(document.panels);
}

/** What was found, as `rule: message`. */
export function findingsOf(value: unknown): readonly string[] {
  return compileOne(value).findings.map(({ rule, message }) => `${rule}: ${message}`);
}
