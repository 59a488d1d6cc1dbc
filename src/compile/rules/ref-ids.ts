import type { TargetDocument } from "../../schema/document.ts";
import type { Finding } from "../finding.ts";
import { dashboardName, panelName, partOf } from "../view.ts";
import { type Rule, severityOf } from "./rule.ts";

/** Every query of a panel has a letter of its own: Grafana keeps one answer for each. */
export const refIdRule: Rule = (view) => {
  const findings: Finding[] = [];
  for (const { document, site } of view.panels) {
    const twice = firstTwice(document.targets);
    if (twice === undefined) continue;
    findings.push({
      rule: "duplicate-ref-id",
      severity: severityOf(view),
      message: `Two queries of panel \`${panelName(document)}\` have the refId \`${twice}\`.`,
      hint: "Give one of them another `refId`, or leave it out: the letters are given in order.",
      part: partOf(dashboardName(view.document), panelName(document)),
      site,
    });
  }
  return findings;
};

/** Panels have a few queries at most, so that comparing them with each other is the quickest. */
function firstTwice(targets: readonly TargetDocument[] | undefined): string | undefined {
  if (targets === undefined) return undefined;
  for (let index = 1; index < targets.length; index++) {
    const refId = targets[index]?.refId;
    for (let earlier = 0; earlier < index; earlier++) {
      if (refId !== undefined && targets[earlier]?.refId === refId) return refId;
    }
  }
  return undefined;
}
