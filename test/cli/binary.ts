import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

/** The program as it is installed. */
export const program: string = fileURLToPath(new URL("../../dist/cli/bin.js", import.meta.url));

/** A project on disk, and a folder for temporary files that only its commands use. */
export interface BinaryProject {
  readonly folder: string;
  readonly temporary: string;
}

/** Writes the files of a project, in the order in which they are given. */
export function createProject(files: Readonly<Record<string, string>>): BinaryProject {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "dash-binary-")));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const [folder, temporary] = [join(root, "project"), join(root, "tmp")];
  mkdirSync(temporary);
  writeFiles(folder, { "dash.config.ts": config, ...files });
  return { folder, temporary };
}

/** Writes files, in the order in which they are given. */
export function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

const config = `import { defineConfig } from "grafana-dash";
export default defineConfig({ dataSources: { prometheus: { url: "http://prometheus:9090" } } });
`;

/** The text of a file that exports a dashboard. */
export function dashboardFile(uid: string, title: string = uid): string {
  return `import { dashboard, promql, timeseries } from "grafana-dash";
export default dashboard({
  uid: ${JSON.stringify(uid)},
  title: ${JSON.stringify(title)},
  panels: [timeseries({ title: "Up", queries: [promql\`sum(up)\`] })],
});
`;
}

/** What a process printed, and how it ended. */
export interface ProcessEnd {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A process with its own process group, so that one can see whether anything of it is left. */
export interface RunningProcess {
  readonly child: ChildProcess;
  readonly end: Promise<ProcessEnd>;
  /** Whether the process or any process that it started still runs. */
  readonly isAlive: () => boolean;
}

/** Starts a command line of a shell or a program with a clean environment. */
export function start(
  [command = "", ...args]: readonly string[],
  { folder, temporary }: BinaryProject,
  env: Readonly<Record<string, string>> = {},
): RunningProcess {
  const child = spawn(command, args, {
    cwd: folder,
    env: { PATH: process.env["PATH"], TMPDIR: temporary, ...env },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  const printed = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name].setEncoding("utf8").on("data", (text: string) => (printed[name] += text));
  }
  const end = new Promise<ProcessEnd>((resolve) => {
    child.once("close", (exitCode, signal) => resolve({ exitCode, signal, ...printed }));
  });
  return { child, end, isAlive: () => isGroupAlive(child.pid ?? 0) };
}

/** Runs `dash` to its end. */
export function dash(
  args: readonly string[],
  project: BinaryProject,
  env: Readonly<Record<string, string>> = {},
): Promise<ProcessEnd> {
  return start([process.execPath, program, ...args], project, env).end;
}

function isGroupAlive(group: number): boolean {
  try {
    process.kill(-group, 0);
    return true;
  } catch {
    return false;
  }
}
