/**
 * Runs `dash diff` once and keeps what it wrote. The program is found as Node finds packages, from the project's
 * folder: on Debian `/bin/sh` is a program called `dash` too, so that the name alone could start a shell.
 */
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { Failure } from "./failure.mjs";

/** @import { DiffReport } from "../src/diff/model.ts" */
/** @import { Settings } from "./settings.mjs" */

/**
 * @typedef {object} DiffRun
 * @property {number} exitCode That of `dash diff`.
 * @property {string} complaint What it said on standard error, or what ended it.
 */

/**
 * @typedef {object} Reports
 * @property {string} markdown The report for people, with its marker.
 * @property {DiffReport} report The report for programs.
 */

/** A variable of a process holds 128 KiB. */
const longestComplaint = 20_000;

/** Variables that the project's own code has no business with. */
const secrets = new Set(["DASH_DIFF_TOKEN", "DASH_GITLAB_TOKEN"]);

/**
 * Runs `dash diff`, which writes its reports into the folder.
 *
 * @param {Settings} settings
 * @param {string} folder
 * @param {(text: string) => void} print Takes what the program prints, as it comes.
 * @returns {Promise<DiffRun>}
 */
export async function runDiff(settings, folder, print) {
  const program = programOf(settings.directory);
  clearReports(folder);
  const child = spawn(process.execPath, [program, ...argumentsOf(settings, folder)], {
    cwd: settings.directory,
    env: Object.fromEntries(Object.entries(process.env).filter(([name]) => !secrets.has(name))),
    stdio: ["ignore", "pipe", "pipe"],
  });
  let complaint = "";
  child.stdout.setEncoding("utf8").on("data", print);
  child.stderr.setEncoding("utf8").on("data", (/** @type {string} */ text) => {
    complaint += text;
    print(text);
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => {
      const ending = signal === null ? "" : `\`dash diff\` was ended by ${signal}.`;
      resolve({ exitCode: code ?? 70, complaint: complaint.trim().slice(0, longestComplaint) || ending });
    });
  });
}

/**
 * What `dash diff` wrote; `undefined` when it failed.
 *
 * @param {string} folder
 * @param {number} exitCode
 * @returns {Reports | undefined}
 */
export function readReports(folder, exitCode) {
  const [markdown, json] = [reportFile(folder, "md"), reportFile(folder, "json")];
  // 1 means findings; everything above means that nothing was compared.
  if (exitCode > 1 || !existsSync(markdown) || !existsSync(json)) return undefined;
  return { markdown: readFileSync(markdown, "utf8"), report: JSON.parse(readFileSync(json, "utf8")) };
}

/**
 * @param {string} folder
 * @param {"md" | "html" | "json"} ending
 */
export function reportFile(folder, ending) {
  return join(folder, `dash-diff.${ending}`);
}

/** @param {string} directory */
function programOf(directory) {
  try {
    const manifest = createRequire(join(directory, "package.json")).resolve("grafana-dash/package.json");
    return join(dirname(manifest), "dist", "cli", "bin.js");
  } catch {
    throw new Failure(
      `The package \`grafana-dash\` is not installed for \`${directory}\`. Run \`npm ci\` there in a step before this one.`,
    );
  }
}

/** @param {string} folder */
function clearReports(folder) {
  mkdirSync(folder, { recursive: true });
  for (const ending of /** @type {const} */ (["md", "html", "json"])) {
    rmSync(reportFile(folder, ending), { force: true });
  }
}

/**
 * @param {Settings} settings
 * @param {string} folder
 */
function argumentsOf({ base, config, environment, failOn }, folder) {
  const outputs = /** @type {const} */ (["md", "html", "json"]).map((ending) => reportFile(folder, ending));
  return [
    "diff",
    ...outputs.flatMap((file) => ["--out", file]),
    ...(failOn === "" ? [] : ["--fail-on", failOn]),
    ...(config === "" ? [] : ["--config", config]),
    ...(environment === "" ? [] : ["--env", environment]),
    // Behind `--`, so that no name is taken for an option.
    ...(base === "" ? [] : ["--", base]),
  ];
}
