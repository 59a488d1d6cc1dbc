import type { Finding } from "./finding.ts";
import { colorRule } from "./rules/colors.ts";
import { identityRule } from "./rules/identity.ts";
import { createPromqlRule } from "./rules/promql.ts";
import { refIdRule } from "./rules/ref-ids.ts";
import type { Rule } from "./rules/rule.ts";
import { thresholdRule } from "./rules/thresholds.ts";
import { unitRule } from "./rules/unit.ts";
import { variableRule } from "./rules/variables.ts";
import type { DashboardView } from "./view.ts";

/** Creates a validator; it remembers verdicts, so that a thousand similar dashboards cost little more than one. */
export function createValidator(): (view: DashboardView) => readonly Finding[] {
  const rules: readonly Rule[] = [
    identityRule,
    unitRule,
    thresholdRule,
    colorRule,
    refIdRule,
    variableRule,
    createPromqlRule(),
  ];
  return (view) => [...view.findings, ...rules.flatMap((rule) => rule(view))];
}
