import type { Finding } from "../finding.ts";
import { isMembers, type Members, objectsOf } from "../members.ts";
import { dashboardName, panelName, type PanelView, partOf } from "../view.ts";
import { type Rule, severityOf } from "./rule.ts";

/** Threshold steps ascend: Grafana takes the last step that a value reaches, so others would never show. */
export const thresholdRule: Rule = (view) =>
  view.panels.flatMap((panel) => {
    const wrong = thresholdsOf(panel)
      .map(outOfOrder)
      .find((pair) => pair !== undefined);
    if (wrong === undefined) return [];
    const finding: Finding = {
      rule: "threshold-order",
      severity: severityOf(view),
      message: `The thresholds of panel \`${panelName(panel.document)}\` do not ascend: ${wrong[1]} stands after ${wrong[0]}.`,
      hint: "Write them from the lowest to the highest value.",
      part: partOf(dashboardName(view.document), panelName(panel.document)),
      site: panel.site,
    };
    return [finding];
  });

function thresholdsOf({ document }: PanelView): readonly Members[] {
  const { fieldConfig } = document;
  if (fieldConfig === undefined) return [];
  const overridden = objectsOf(fieldConfig.overrides)
    .flatMap((override) => objectsOf(override["properties"]))
    .filter((property) => property["id"] === "thresholds")
    .map((property) => property["value"]);
  return [fieldConfig.defaults?.["thresholds"], ...overridden].filter(isMembers);
}

/** The first two neighbours in the wrong order; the base step has no value and must come first. */
function outOfOrder(thresholds: Members): readonly [string, string] | undefined {
  const values = objectsOf(thresholds["steps"]).map((step) =>
    typeof step["value"] === "number" ? step["value"] : -Infinity,
  );
  const index = values.findIndex((value, place) => place > 0 && value <= (values[place - 1] ?? -Infinity));
  return index < 0 ? undefined : [describe(values[index - 1]), describe(values[index])];
}

function describe(value: number | undefined): string {
  return value === undefined || value === -Infinity ? "the base" : `\`${value}\``;
}
