import { suggest } from "../../base/text.ts";
import { isKnownUnit, unitIds } from "../../schema/units.ts";
import { everydayUnit } from "../everyday-units.ts";
import type { Finding } from "../finding.ts";
import { dashboardName, panelName, type PanelView, partOf } from "../view.ts";
import { overriddenValues } from "./overrides.ts";
import { type Rule, severityOf } from "./rule.ts";

/** Every unit is one that Grafana knows: an unknown one is shown as a suffix, as it stands. */
export const unitRule: Rule = (view) =>
  view.panels.flatMap((panel) =>
    unitsOf(panel)
      .filter((unit) => !isKnownUnit(unit))
      .map((unit): Finding => ({
        rule: "panel-unit",
        severity: severityOf(view),
        message: `Unknown unit \`${unit}\` in panel \`${panelName(panel.document)}\`.`,
        hint: hintFor(unit),
        part: partOf(dashboardName(view.document), panelName(panel.document)),
        site: panel.site,
      })),
  );

function hintFor(unit: string): string {
  const meant = everydayUnit(unit);
  if (meant !== undefined) return `Did you mean \`${meant}\`?`;
  return suggest(unit, unitIds) || "A unit of your own is written as `suffix:…`.";
}

function unitsOf({ document }: PanelView): readonly string[] {
  const { fieldConfig } = document;
  if (fieldConfig === undefined) return [];
  return [fieldConfig.defaults?.["unit"], ...overriddenValues(fieldConfig, "unit")].filter(
    (unit): unit is string => typeof unit === "string" && unit !== "",
  );
}
