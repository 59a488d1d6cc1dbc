import type { FieldConfigDocument } from "../../schema/document.ts";
import type { Finding } from "../finding.ts";
import { isMembers, type Members, objectsOf } from "../members.ts";
import { dashboardName, panelName, type PanelView, partOf } from "../view.ts";
import { overriddenValues } from "./overrides.ts";
import { type Rule, severityOf } from "./rule.ts";

/** Threshold steps ascend: Grafana takes the last step that a value reaches, so others would never show. */
export const thresholdRule: Rule = (view) =>
  view.panels.flatMap((panel) => {
    const wrong = firstWrong(panel);
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

/** Two neighbours in the wrong order. */
type WrongPair = readonly [string, string];

function firstWrong({ document }: PanelView): WrongPair | undefined {
  const { fieldConfig } = document;
  if (fieldConfig === undefined) return undefined;
  return scalesOf(fieldConfig)
    .map(outOfOrder)
    .find((pair) => pair !== undefined);
}

function scalesOf(fieldConfig: FieldConfigDocument): readonly Members[] {
  return [fieldConfig.defaults?.["thresholds"], ...overriddenValues(fieldConfig, "thresholds")].filter(
    isMembers,
  );
}

/** The first two neighbours in the wrong order; the base step has no value and must come first. */
function outOfOrder({ steps }: Members): WrongPair | undefined {
  if (!Array.isArray(steps) || steps.length < 2) return undefined;
  const values = objectsOf(steps).map((step) =>
    typeof step["value"] === "number" ? step["value"] : -Infinity,
  );
  const index = values.findIndex((value, place) => place > 0 && value <= (values[place - 1] ?? -Infinity));
  return index < 0 ? undefined : [describe(values[index - 1]), describe(values[index])];
}

function describe(value: number | undefined): string {
  return value === undefined || value === -Infinity ? "the base" : `\`${value}\``;
}
