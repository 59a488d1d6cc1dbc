import { resolve } from "node:path";
import { Failure } from "./failure.mjs";

/** @typedef {Readonly<Record<string, string | undefined>>} Environment The variables of a process. */

/**
 * What is compared, and how. Every member comes from a variable `DASH_DIFF_…`; an empty one is as good as none.
 *
 * @typedef {object} Settings
 * @property {string} directory The folder of `dash.config.ts`, absolute.
 * @property {string} base What to compare; empty where CI tells the base.
 * @property {string} config The configuration file, relative to the folder; empty for the usual one.
 * @property {string} environment The environment of the configuration; empty for none.
 * @property {string} failOn The impact from which on the job fails; empty for never.
 * @property {boolean} comments Whether to comment.
 * @property {boolean} mustComment Whether a comment that cannot be written fails the job.
 * @property {boolean} annotates Whether to mark source lines.
 */

/**
 * @param {Environment} env
 * @returns {Settings}
 */
export function readSettings(env) {
  const failOn = env["DASH_DIFF_FAIL_ON"] ?? "";
  const comment = choice(env, "DASH_DIFF_COMMENT", ["true", "false", "required"]);
  return {
    directory: resolve(env["DASH_DIFF_DIRECTORY"] || "."),
    base: env["DASH_DIFF_BASE"] ?? "",
    config: env["DASH_DIFF_CONFIG"] ?? "",
    environment: env["DASH_DIFF_ENV"] ?? "",
    failOn: failOn === "none" ? "" : failOn,
    comments: comment !== "false",
    mustComment: comment === "required",
    annotates: choice(env, "DASH_DIFF_ANNOTATIONS", ["true", "false"]) === "true",
  };
}

/**
 * The value of a variable out of a closed set; the first one where nothing is said.
 *
 * @param {Environment} env
 * @param {string} name
 * @param {readonly [string, ...string[]]} allowed
 * @returns {string}
 */
function choice(env, name, allowed) {
  const value = env[name] || allowed[0];
  if (allowed.includes(value)) return value;
  const list = allowed.map((each) => `\`${each}\``).join(", ");
  throw new Failure(`\`${name}\` cannot be \`${value}\`; it can be ${list}.`);
}
