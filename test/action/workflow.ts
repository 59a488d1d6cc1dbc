/** The part of GitHub's runner that `action.yml` needs: inputs, outputs, environment, and commands in the log. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished } from "vitest";
import { parse } from "yaml";
import { actionFolder, type ActionProject, runScript } from "./project.ts";
import { type Forge, token } from "./forge.ts";

/** A step of a composite action. */
export interface ActionStep {
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly shell?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly run?: string;
}

/** An action's file. */
export interface ActionFile {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly description: string; readonly value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly ActionStep[] };
}

/** The file of the action. */
export const actionFile: ActionFile = parse(readFileSync(join(actionFolder, "action.yml"), "utf8"));

/** A command that the runner obeys. */
export interface WorkflowCommand {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

/** How the action is used. */
export interface Workflow {
  readonly forge?: Forge;
  readonly inputs?: Readonly<Record<string, string>>;
  /** The name of the event; `pull_request` unless given. */
  readonly event?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** What the action did. */
export interface ActionRun {
  readonly exitCode: number;
  readonly log: string;
  readonly commands: readonly WorkflowCommand[];
  readonly summary: string;
  /** What `steps.<id>.outputs` of the workflow gives. */
  readonly outputs: Readonly<Record<string, string>>;
  /** What was given to `upload-artifact`. */
  readonly uploads: readonly Readonly<Record<string, string>>[];
}

/** The head of pull request 7, which every run is of. */
const headSha = "fedcba9876543210fedcba9876543210fedcba98";

/** Runs the steps of the action as GitHub would. */
export async function runAction(project: ActionProject, workflow: Workflow = {}): Promise<ActionRun> {
  const files = createFiles(workflow.event ?? "pull_request");
  const context = new Map<string, string>([
    ["github.token", token],
    ...Object.entries(actionFile.inputs).map(([name, { default: value }]): [string, string] => [
      `inputs.${name}`,
      value === "${{ github.token }}" ? token : value,
    ]),
    ...Object.entries(workflow.inputs ?? {}).map(([name, value]): [string, string] => [
      `inputs.${name}`,
      value,
    ]),
  ]);
  const uploads: Readonly<Record<string, string>>[] = [];
  const runner = runnerEnvironment(files, workflow);
  let [exitCode, log] = [0, ""];
  for (const step of actionFile.runs.steps) {
    if (exitCode !== 0 || !isWanted(step.if, context)) continue;
    if (step.uses !== undefined) {
      uploads.push(evaluateAll(step.with ?? {}, context));
      context.set(`steps.${step.id}.outputs.artifact-url`, "https://github.test/artifact");
      continue;
    }
    writeFileSync(files.output, "");
    const env = { ...runner, ...evaluateAll(step.env ?? {}, context) };
    const run = await runScript(["bash", "--noprofile", "--norc", "-euo", "pipefail", "-c", step.run ?? ""], {
      cwd: project.root,
      env,
    });
    expect(run.stderr).toBe("");
    log += run.stdout;
    ({ exitCode } = run);
    for (const [name, value] of readOutputs(files.output))
      context.set(`steps.${step.id}.outputs.${name}`, value);
  }
  const outputs = Object.fromEntries(
    Object.entries(actionFile.outputs).map(([name, { value }]) => [name, evaluate(value, context)]),
  );
  const summary = readFileSync(files.summary, "utf8");
  return { exitCode, log, commands: commandsIn(log), summary, outputs, uploads };
}

interface RunnerFiles {
  readonly folder: string;
  readonly output: string;
  readonly summary: string;
  readonly event: string;
}

function createFiles(event: string): RunnerFiles {
  const folder = mkdtempSync(join(tmpdir(), "dash-runner-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const files = {
    folder,
    output: join(folder, "output"),
    summary: join(folder, "summary"),
    event: join(folder, "event.json"),
  };
  writeFileSync(files.summary, "");
  const pullRequest = { number: 7, head: { sha: headSha } };
  writeFileSync(files.event, JSON.stringify(event === "push" ? {} : { pull_request: pullRequest }));
  return files;
}

function runnerEnvironment(
  files: RunnerFiles,
  { forge, event = "pull_request", env }: Workflow,
): Readonly<Record<string, string>> {
  return {
    GITHUB_ACTION_PATH: actionFolder,
    GITHUB_EVENT_NAME: event,
    GITHUB_EVENT_PATH: files.event,
    GITHUB_OUTPUT: files.output,
    GITHUB_STEP_SUMMARY: files.summary,
    GITHUB_REPOSITORY: "acme/shop",
    GITHUB_RUN_ID: "99",
    GITHUB_SERVER_URL: "https://github.test",
    // Nobody listens on port 9, so that a test without a server that asks one fails.
    GITHUB_API_URL: forge?.address ?? "http://127.0.0.1:9",
    GITHUB_GRAPHQL_URL: `${forge?.address ?? "http://127.0.0.1:9"}/graphql`,
    RUNNER_TEMP: files.folder,
    ...env,
  };
}

/** Conditions of the one form that the action uses. */
function isWanted(condition: string | undefined, context: ReadonlyMap<string, string>): boolean {
  return (condition ?? "").split(" && ").every((part) => {
    if (part === "") return true;
    const name = /^([\w.-]+) != ''$/.exec(part)?.[1];
    if (name === undefined) throw new Error(`The test does not understand \`${part}\`.`);
    return (context.get(name) ?? "") !== "";
  });
}

function evaluateAll(
  values: Readonly<Record<string, unknown>>,
  context: ReadonlyMap<string, string>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, evaluate(String(value), context)]),
  );
}

function evaluate(text: string, context: ReadonlyMap<string, string>): string {
  return text.replace(/\$\{\{ ([\w.-]+) \}\}/g, (_all, name: string) => context.get(name) ?? "");
}

/** Reads `GITHUB_OUTPUT` in its form with delimiters, the only one that takes any value. */
function readOutputs(file: string): readonly (readonly [string, string])[] {
  const outputs: [string, string][] = [];
  let rest = readFileSync(file, "utf8");
  while (rest !== "") {
    const [head = "", name = "", end = ""] = /^([\w-]+)<<(\S+)\n/.exec(rest) ?? [];
    const length = rest.indexOf(`\n${end}\n`, head.length - 1);
    if (head === "" || length < 0) throw new Error(`The runner cannot read this output: ${rest}`);
    outputs.push([name, rest.slice(head.length, Math.max(head.length, length))]);
    rest = rest.slice(length + end.length + 2);
  }
  return outputs;
}

/** The commands of a log, read as the runner does: also `##[…]` anywhere in a line, unless they are stopped. */
export function commandsIn(log: string): readonly WorkflowCommand[] {
  const commands: WorkflowCommand[] = [];
  let stopped: string | undefined;
  for (const line of log.split(/\r\n|\r|\n/)) {
    const [, name = "", list = "", data = ""] =
      /^\s*::([^\s:]+)(?: (.*?))?::(.*)$/.exec(line) ??
      /##\[([^\s\]]+)(?: ([^\]]*))?\](.*)$/.exec(line) ??
      [];
    if (name === "") continue;
    if (stopped !== undefined) {
      if (name === stopped) stopped = undefined;
      continue;
    }
    if (name === "stop-commands") stopped = data;
    else commands.push({ name, properties: propertiesOf(list), message: unescape(data) });
  }
  return commands;
}

function propertiesOf(list: string): Readonly<Record<string, string>> {
  if (list === "") return {};
  return Object.fromEntries(
    list.split(",").map((pair) => {
      const [key = "", ...value] = pair.split("=");
      return [key, unescape(value.join("="))];
    }),
  );
}

function unescape(text: string): string {
  return text.replace(/%(0A|0D|3A|2C|25)/g, (_all, code: string) => String.fromCharCode(parseInt(code, 16)));
}
