/**
 * The two steps of the GitHub Action: `diff` compares and has no token, `publish` tells and runs none of the project's
 * code. The job fails at the end of the second one, when everything has been told.
 */
import { appendFileSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fenced } from "./comment-text.mjs";
import { Failure } from "./failure.mjs";
import { countChanged, findingsOf } from "./findings.mjs";
import { commentLimit, openPullRequest } from "./github-comments.mjs";
import { publishComment } from "./publish-comment.mjs";
import { readReports, reportFile, runDiff } from "./run-diff.mjs";
import { readSettings } from "./settings.mjs";
import { printCommand, withoutCommands, writeOutputs } from "./workflow-commands.mjs";

/** @import { Impact } from "../src/diff/model.ts" */
/** @import { Finding } from "./findings.mjs" */
/** @import { Reports } from "./run-diff.mjs" */
/** @import { Environment, Settings } from "./settings.mjs" */

/**
 * What the event says about the pull request.
 *
 * @typedef {object} PullRequest
 * @property {number} number Its number in the repository.
 * @property {{ readonly sha: string }} head The last commit of its branch.
 */

/** GitHub takes a mebibyte for the summary of a step. */
const summaryLimit = 1_000_000;
/** How many marks of each level GitHub shows for a step. */
const marksPerLevel = 10;

const readOnlyAdvice =
  "The report is in the summary of this run. Pull requests from forks and from Dependabot get a token that only reads; all others need `permissions: pull-requests: write`.";

/** @type {Readonly<Record<Impact, "error" | "warning" | "notice">>} */
const levels = {
  destroys: "error",
  "breaks-links": "warning",
  data: "notice",
  presentation: "notice",
  cosmetic: "notice",
  none: "notice",
};

const steps = { diff, publish };

/**
 * Compares, and hands on what came of it.
 *
 * @param {Environment} env
 */
async function diff(env) {
  if (env["GITHUB_EVENT_NAME"] === "pull_request_target") {
    throw new Failure(
      "`dash diff` runs the code of the pull request, and `pull_request_target` would give that code the secrets of this repository. Use the event `pull_request`.",
    );
  }
  const folder = mkdtempSync(join(env["RUNNER_TEMP"] || tmpdir(), "dash-diff-"));
  const { exitCode, complaint } = await withoutCommands((print) => runDiff(readSettings(env), folder, print));
  const reports = readReports(folder, exitCode);
  writeOutputs(env["GITHUB_OUTPUT"], {
    folder,
    complaint,
    "exit-code": exitCode,
    report: reports && reportFile(folder, "json"),
    worst: reports?.report.summary.worst,
    changed: reports && countChanged(reports.report),
  });
  return 0;
}

/**
 * Tells: summary, marks, comment; then fails when it was asked to.
 *
 * @param {Environment} env
 */
async function publish(env) {
  const settings = readSettings(env);
  const exitCode = Number(env["DASH_DIFF_EXIT_CODE"]);
  const reports = readReports(env["DASH_DIFF_FOLDER"] ?? "", exitCode);
  if (reports === undefined) return tellFailure(env, exitCode);
  writeSummary(env, `${reports.markdown.trimEnd()}\n\n${linksOf(env).join(" · ")}`);
  if (settings.annotates) printMarks(findingsOf(reports.report, settings));
  const pullRequest = pullRequestOf(env);
  if (settings.comments && pullRequest !== undefined) await comment(env, { settings, reports, pullRequest });
  if (exitCode === 0) return 0;
  const { worst } = reports.report.summary;
  printCommand("error", `The worst change is \`${worst}\`, and \`fail-on\` is \`${settings.failOn}\`.`, {
    title: "dash diff",
  });
  return exitCode;
}

/**
 * @param {Environment} env
 * @param {number} exitCode
 */
function tellFailure(env, exitCode) {
  const complaint = env["DASH_DIFF_COMPLAINT"] || "`dash diff` wrote no report.";
  writeSummary(env, `### The dashboards could not be compared\n\n${fenced(complaint)}`);
  printCommand("error", complaint, { title: "The dashboards could not be compared" });
  return exitCode > 0 ? exitCode : 70;
}

/**
 * @param {Environment} env
 * @param {{ readonly settings: Settings, readonly reports: Reports, readonly pullRequest: PullRequest }} facts
 */
async function comment(env, { settings, reports, pullRequest }) {
  const { level, message } = await publishComment({
    open: () => openPullRequest(env, pullRequest.number),
    markdown: reports.markdown,
    footer: [`Commit ${pullRequest.head.sha.slice(0, 8)}`, ...linksOf(env)],
    limit: commentLimit,
    mayCreate: countChanged(reports.report) > 0,
    isRequired: settings.mustComment,
  });
  if (level === "done") return void process.stdout.write(`${message}\n`);
  const text = level === "notice" ? `${message} ${readOnlyAdvice}` : message;
  printCommand(level, text, { title: "dash diff" });
}

/** @param {readonly Finding[]} findings Worst first. */
function printMarks(findings) {
  const left = { error: marksPerLevel, warning: marksPerLevel, notice: marksPerLevel };
  for (const { impact, title, message, file, line, column } of findings) {
    const level = levels[impact];
    if (left[level]-- > 0) printCommand(level, message, { file, line, col: column, title });
  }
}

/**
 * @param {Environment} env
 * @param {string} markdown
 */
function writeSummary(env, markdown) {
  const file = env["GITHUB_STEP_SUMMARY"];
  if (!file) return;
  const isShort = Buffer.byteLength(markdown) <= summaryLimit;
  appendFileSync(file, `${isShort ? markdown : "The report is too long for this place."}\n`);
}

/** @param {Environment} env */
function linksOf(env) {
  const artifact = env["DASH_DIFF_ARTIFACT_URL"];
  const run = `${env["GITHUB_SERVER_URL"]}/${env["GITHUB_REPOSITORY"]}/actions/runs/${env["GITHUB_RUN_ID"]}`;
  return [...(artifact ? [`[Before and after, as a page](${artifact})`] : []), `[Run](${run})`];
}

/**
 * @param {Environment} env
 * @returns {PullRequest | undefined}
 */
function pullRequestOf(env) {
  const file = env["GITHUB_EVENT_PATH"];
  return file ? JSON.parse(readFileSync(file, "utf8")).pull_request : undefined;
}

try {
  const step = steps[/** @type {keyof typeof steps} */ (process.argv[2])];
  process.exitCode = await step(process.env);
} catch (error) {
  const isExpected = error instanceof Failure;
  const { message, stack } = /** @type {Error} */ (error);
  printCommand("error", isExpected ? message : `This is a bug in dash: ${stack}`, { title: "dash diff" });
  process.exitCode = isExpected ? error.exitCode : 70;
}
