/** The job of a GitLab merge request: compares, marks lines by a Code Quality report, and comments if it has a token. */
import { writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { codeQualityReport } from "./code-quality.mjs";
import { Failure } from "./failure.mjs";
import { countChanged, findingsOf } from "./findings.mjs";
import { noteLimit, openMergeRequest } from "./gitlab-notes.mjs";
import { publishComment } from "./publish-comment.mjs";
import { readReports, reportFile, runDiff } from "./run-diff.mjs";
import { readSettings } from "./settings.mjs";

/** @import { Environment, Settings } from "./settings.mjs" */
/** @import { Reports } from "./run-diff.mjs" */

/** @param {Environment} env */
async function main(env) {
  const settings = readSettings(env);
  const folder = resolve(env["DASH_DIFF_REPORTS"] || "dash-diff");
  const { exitCode } = await runDiff(settings, folder, say);
  const reports = readReports(folder, exitCode);
  if (reports === undefined) {
    if (exitCode <= 1) say("`dash diff` wrote no report.\n");
    return exitCode || 70;
  }
  const findings = settings.annotates ? findingsOf(reports.report, settings) : [];
  writeFileSync(join(folder, "code-quality.json"), JSON.stringify(codeQualityReport(findings)));
  if (settings.comments) await comment(env, { settings, reports, folder });
  return exitCode;
}

/**
 * @param {Environment} env
 * @param {{ readonly settings: Settings, readonly reports: Reports, readonly folder: string }} facts
 */
async function comment(env, { settings, reports, folder }) {
  if (!env["CI_MERGE_REQUEST_IID"]) return say("No merge request, so no note.\n");
  if (!env["DASH_GITLAB_TOKEN"]) {
    if (settings.mustComment) throw new Failure("`DASH_GITLAB_TOKEN` is not set, but a note is required.");
    return say("Without `DASH_GITLAB_TOKEN` no note is written; the reports are artifacts of this job.\n");
  }
  const page = relative(process.cwd(), reportFile(folder, "html")).replaceAll("\\", "/");
  const job = env["CI_JOB_URL"] ?? "";
  const { message } = await publishComment({
    open: () => openMergeRequest(env),
    markdown: reports.markdown,
    footer: [
      `Commit ${(env["CI_COMMIT_SHA"] ?? "").slice(0, 8)}`,
      `[Before and after, as a page](${job}/artifacts/file/${page})`,
      `[Job](${job})`,
    ],
    limit: noteLimit,
    mayCreate: countChanged(reports.report) > 0,
    isRequired: settings.mustComment,
  });
  say(`${message}\n`);
}

/** @param {string} text */
function say(text) {
  process.stdout.write(text);
}

try {
  process.exitCode = await main(process.env);
} catch (error) {
  const isExpected = error instanceof Failure;
  const { message, stack } = /** @type {Error} */ (error);
  process.stderr.write(`${isExpected ? message : `This is a bug in dash: ${stack}`}\n`);
  process.exitCode = isExpected ? error.exitCode : 70;
}
