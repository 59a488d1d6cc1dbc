import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import type { DiffReport } from "../../src/diff/model.ts";

/** The folder of the scripts. */
export const actionFolder: string = fileURLToPath(new URL("../../action", import.meta.url));

/** What the `dash` of a project does in place of a comparison. */
export interface FakeDash {
  readonly report?: DiffReport;
  readonly markdown?: string;
  readonly stdout?: string;
  readonly stderr?: string;
  readonly exitCode?: number;
  /** How it ends instead of by an exit code. */
  readonly signal?: string;
}

/** A repository with an installed project, until the test ends. */
export interface ActionProject {
  readonly root: string;
  /** How `dash` was called. */
  readonly call: () => { readonly args: readonly string[]; readonly env: Readonly<Record<string, string>> };
  /** Writes a file. */
  readonly write: (path: string, text: string) => void;
  readonly read: (path: string) => string;
}

/** Creates a repository whose project lies in a folder of it. */
export function createProject(dash: FakeDash, folder = "."): ActionProject {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "dash-action-")));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const read = (path: string): string => readFileSync(join(root, path), "utf8");
  write(".git/HEAD", "ref: refs/heads/main\n");
  write(join(folder, "package.json"), "{}");
  write(join(folder, "dashboards/api.ts"), "export {};\n");
  const installed = join(folder, "node_modules/grafana-dash");
  write(join(installed, "package.json"), '{ "type": "module" }');
  write(join(installed, "dist/cli/bin.js"), programText(dash, join(root, "call.json")));
  return { root, write, read, call: () => JSON.parse(read("call.json")) };
}

/** The text of a `dash` that writes given reports. */
function programText(dash: FakeDash, record: string): string {
  const texts = {
    md: dash.markdown,
    html: dash.report && "<!doctype html>",
    json: dash.report && JSON.stringify(dash.report),
  };
  return `
    import { writeFileSync } from "node:fs";
    const args = process.argv.slice(2);
    writeFileSync(${JSON.stringify(record)}, JSON.stringify({ args, env: process.env }));
    const texts = ${JSON.stringify(texts)};
    for (const [index, arg] of args.entries()) {
      const text = arg === "--out" ? texts[args[index + 1].split(".").at(-1)] : undefined;
      if (text !== undefined) writeFileSync(args[index + 1], text);
    }
    if (args.includes("markdown")) process.stdout.write(texts.md ?? "");
    process.stdout.write(${JSON.stringify(dash.stdout ?? "")});
    process.stderr.write(${JSON.stringify(dash.stderr ?? "")});
    ${dash.signal === undefined ? "" : `process.kill(process.pid, ${JSON.stringify(dash.signal)});`}
    process.exitCode = ${dash.exitCode ?? 0};
  `;
}

/** What a process did. */
export interface ScriptRun {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command with nothing in its environment but this and the way to programs. */
export function runScript(
  command: readonly [string, ...string[]],
  options: { readonly cwd: string; readonly env: Readonly<Record<string, string>> },
): Promise<ScriptRun> {
  const [program, ...args] = command;
  const env = { PATH: `${dirname(process.execPath)}:${process.env["PATH"]}`, TZ: "UTC", ...options.env };
  return new Promise((resolve) => {
    execFile(program, args, { cwd: options.cwd, env }, (error, stdout, stderr) => {
      resolve({ exitCode: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });
}
