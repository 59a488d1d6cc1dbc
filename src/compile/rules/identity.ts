import type { Finding } from "../finding.ts";
import { dashboardName, panelName, partOf } from "../view.ts";
import { type Rule, severityOf } from "./rule.ts";

/** Grafana's own limit (`dashboards.IsShortUIDTooLong`, 9.5 to 13). */
const longestUid = 40;

/** The dashboard has a uid that Grafana takes, and everything that people look for has a title. */
export const identityRule: Rule = (view) => [...checkUid(view), ...checkTitles(view)];

const checkUid: Rule = ({ document, site }) => {
  const finding = (message: string, hint: string): readonly Finding[] => [
    { rule: "dashboard-uid", severity: "error", message, hint, part: dashboardName(document), site },
  ];
  const { uid } = document;
  if (uid === "") {
    return finding(
      "The dashboard has no uid.",
      'Give it one, for example `uid: "overview"`: it is the dashboard\'s address.',
    );
  }
  if (uid.length > longestUid) {
    return finding(
      `The uid \`${uid.slice(0, 60)}\` is ${uid.length} characters long.`,
      `Grafana takes ${longestUid} at most.`,
    );
  }
  return /^[\w-]+$/.test(uid)
    ? []
    : finding(`The uid \`${uid}\` has characters that Grafana refuses.`, "Use letters, digits, `-` and `_`.");
};

const checkTitles: Rule = (view) => {
  const { document, site, panels } = view;
  const findings: Finding[] = [];
  if (document.title.trim() === "") {
    findings.push({
      rule: "empty-title",
      severity: "error",
      message: "The dashboard has no title.",
      part: dashboardName(document),
      site,
    });
  }
  // Text panels speak for themselves, and foreign documents often leave the title of a single value out.
  for (const panel of view.authored ? panels : []) {
    const { title, type } = panel.document;
    if (type === "text" || (title ?? "").trim() !== "") continue;
    findings.push({
      rule: "empty-title",
      severity: severityOf(view),
      message: `A ${type === "row" ? "row" : `${type} panel`} has no title.`,
      hint: "Say in a few words what it shows.",
      part: partOf(dashboardName(document), panelName(panel.document)),
      site: panel.site,
    });
  }
  return findings;
};
