import { suggest } from "../../base/text.ts";
import { isKnownColor, paletteColors } from "../../schema/colors.ts";
import type { FieldConfigDocument } from "../../schema/document.ts";
import type { Finding } from "../finding.ts";
import { isMembers, objectsOf, textOf } from "../members.ts";
import { dashboardName, panelName, partOf } from "../view.ts";
import { overriddenValues } from "./overrides.ts";
import type { Rule } from "./rule.ts";

/** Every colour of thresholds and series is one that Grafana can draw: it draws others in grey. */
export const colorRule: Rule = (view) => {
  const findings: Finding[] = [];
  for (const { document, site } of view.panels) {
    if (document.fieldConfig === undefined) continue;
    for (const color of colorsOf(document.fieldConfig)) {
      if (isKnownColor(color)) continue;
      findings.push({
        rule: "panel-color",
        severity: "warning",
        message: `Unknown colour \`${color}\` in panel \`${panelName(document)}\`: Grafana draws it in grey.`,
        hint:
          suggest(color, paletteColors) || "Write a name such as `dark-red`, or a code such as `#e02f44`.",
        part: partOf(dashboardName(view.document), panelName(document)),
        site,
      });
    }
  }
  return findings;
};

function colorsOf(fieldConfig: FieldConfigDocument): readonly string[] {
  const { defaults } = fieldConfig;
  const scales = [defaults?.["thresholds"], ...overriddenValues(fieldConfig, "thresholds")];
  const fixed = [defaults?.["color"], ...overriddenValues(fieldConfig, "color")];
  const colors: string[] = [];
  const add = (color: unknown): void => {
    const text = textOf(color);
    if (text !== undefined && text !== "" && !text.includes("$")) colors.push(text);
  };
  for (const scale of scales)
    if (isMembers(scale)) for (const step of objectsOf(scale["steps"])) add(step["color"]);
  for (const color of fixed) if (isMembers(color)) add(color["fixedColor"]);
  return colors;
}
