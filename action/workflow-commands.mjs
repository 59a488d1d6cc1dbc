/**
 * GitHub reads commands from the output of a step: a line that starts with `::` is one. So nothing that others wrote
 * may get there as it is: texts in commands are escaped, and all other output stands between `stop-commands`.
 * https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
 */
import { randomUUID } from "node:crypto";
import { appendFileSync } from "node:fs";

/** @typedef {Readonly<Record<string, string | number | undefined>>} Properties */

/**
 * Prints a command.
 *
 * @param {"error" | "warning" | "notice"} name
 * @param {string} message
 * @param {Properties} properties Those without a value are left out.
 */
export function printCommand(name, message, properties = {}) {
  const list = Object.entries(properties)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
  const head = [name, ...(list.length === 0 ? [] : [list.join(",")])].join(" ");
  process.stdout.write(`::${head}::${escapeData(message)}\n`);
}

/**
 * Runs something whose output is printed without being understood.
 *
 * @template Result
 * @param {(print: (text: string) => void) => Promise<Result>} run
 * @returns {Promise<Result>}
 */
export async function withoutCommands(run) {
  const token = randomUUID();
  process.stdout.write(`::stop-commands::${token}\n`);
  try {
    return await run((text) => void process.stdout.write(text));
  } finally {
    process.stdout.write(`\n::${token}::\n`);
  }
}

/**
 * Hands values to the steps behind this one.
 *
 * @param {string | undefined} file That of `GITHUB_OUTPUT`.
 * @param {Properties} values
 */
export function writeOutputs(file, values) {
  if (!file) return;
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined) continue;
    // A delimiter that nobody can guess, so that no value ends itself and begins another one.
    const end = `end-${randomUUID()}`;
    appendFileSync(file, `${name}<<${end}\n${value}\n${end}\n`);
  }
}

/** @param {string} text */
function escapeData(text) {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

/** @param {string} text */
function escapeProperty(text) {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
