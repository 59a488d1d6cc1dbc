import type { Severity } from "../../base/problem.ts";
import type { Finding } from "../finding.ts";
import type { DashboardView } from "../view.ts";

/** Looks at one finished dashboard; says what is wrong with it. */
export type Rule = (view: DashboardView) => readonly Finding[];

/** An error in new code; a warning in a document from elsewhere, which Grafana shows all the same. */
export function severityOf(view: DashboardView): Severity {
  return view.authored ? "error" : "warning";
}
