import { createHash } from "node:crypto";

/** @import { Impact } from "../src/diff/model.ts" */
/** @import { Finding } from "./findings.mjs" */

/** @type {Readonly<Record<Impact, string>>} */
const severities = {
  destroys: "critical",
  "breaks-links": "major",
  data: "minor",
  presentation: "info",
  cosmetic: "info",
  none: "info",
};

/**
 * The findings with a place as a Code Quality report, which GitLab shows beside the lines of a merge request.
 * https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
 *
 * @param {readonly Finding[]} findings
 */
export function codeQualityReport(findings) {
  /** @type {Map<string, number>} */
  const seen = new Map();
  return findings.flatMap(({ impact, title, message, file, line = 1 }) => {
    if (file === undefined) return [];
    const identity = JSON.stringify([impact, file, title, message]);
    const copy = seen.get(identity) ?? 0;
    seen.set(identity, copy + 1);
    // GitLab drops entries with a fingerprint that it has seen.
    const fingerprint = createHash("sha256").update(`${identity}${copy}`).digest("hex");
    return [
      {
        description: `${title}: ${message}`,
        check_name: `dash-diff/${impact}`,
        fingerprint,
        severity: severities[impact],
        location: { path: file, lines: { begin: line } },
      },
    ];
  });
}
