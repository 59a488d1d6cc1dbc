import { lstatSync, mkdirSync, readdirSync, type Stats, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { DashError } from "../../base/dash-error.ts";
import { plural } from "../../base/text.ts";
import { type StarterFile, starterFiles } from "../../project/starter.ts";
import type { CommandIo } from "../io.ts";
import { hasCode } from "../output/disk.ts";
import { explainFailure } from "../output/errors.ts";
import type { CommandValues } from "../table.ts";

/** Runs `dash init`: writes the files of a new project that are not there yet. Answers with the exit code. */
export async function runInit(io: CommandIo, values: CommandValues): Promise<number> {
  const path = resolve(io.cwd, typeof values["folder"] === "string" ? values["folder"] : ".");
  const folder = { path, label: relative(io.cwd, path).replaceAll("\\", "/") };
  const plan = planFiles(folder, starterFiles({ version: io.version, folder: basename(path) }));
  const written = writeFiles(folder, plan.missing);
  if (values["json"] === true) {
    const report = { formatVersion: 1, folder: nameOf(folder, ""), written, kept: plan.kept };
    io.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
    return 0;
  }
  for (const file of written) io.stdout.write(`written  ${nameOf(folder, file)}\n`);
  for (const file of plan.kept) io.stdout.write(`kept     ${nameOf(folder, file)} (it was there already)\n`);
  io.stderr.write(nextSteps(folder));
  return 0;
}

/** The folder of the new project. */
interface Folder {
  readonly path: string;
  /** The path from the working folder; empty for that folder itself. */
  readonly label: string;
}

interface Plan {
  readonly missing: readonly StarterFile[];
  /** What is there and stays as it is. */
  readonly kept: readonly string[];
}

/** What is to be written; whatever is in the way is found before anything is written. */
function planFiles(folder: Folder, files: readonly StarterFile[]): Plan {
  const missing: StarterFile[] = [];
  const kept: string[] = [];
  try {
    for (const { path } of files) refuseObstacles(folder, path);
    const config = configOf(folder);
    for (const file of files) {
      if (inspect(join(folder.path, file.path), lstatSync) !== undefined) kept.push(file.path);
      // A second configuration would hide the one that is there.
      else if (config !== undefined && file.path.startsWith("dash.config.")) kept.push(config);
      else missing.push(file);
    }
  } catch (error) {
    throw explainFailure(error, nameOf(folder, ""), "Nothing was written.");
  }
  return { missing, kept };
}

/** A file where a folder is needed, or a folder where a file is. */
function refuseObstacles(folder: Folder, path: string): void {
  for (const parent of new Set(["", dirname(path)])) {
    const stats = inspect(join(folder.path, parent), statSync);
    if (stats?.isDirectory() === false) throw obstacle(nameOf(folder, parent), "folder");
  }
  if (inspect(join(folder.path, path), statSync)?.isDirectory() === true) {
    throw obstacle(nameOf(folder, path), "file");
  }
}

function obstacle(name: string, needed: "file" | "folder"): DashError {
  const found = needed === "file" ? "folder" : "file";
  return new DashError("unwritable-output", {
    message: `\`${name}\` is a ${found}, but a ${needed} is needed there. Nothing was written.`,
    hint: "Move it away, or choose another folder: `npx dash init FOLDER`.",
    at: { file: name },
  });
}

function configOf({ path }: Folder): string | undefined {
  if (inspect(path, statSync) === undefined) return undefined;
  return readdirSync(path).find((name) => /^dash\.config\.m?[jt]s$/.test(name));
}

/** What lies at a path; `undefined` for nothing. */
function inspect(path: string, look: (path: string) => Stats): Stats | undefined {
  try {
    return look(path);
  } catch (error) {
    if (hasCode(error, "ENOENT")) return undefined;
    throw error;
  }
}

/** Writes the files; `wx` looks and writes in one step, so that nothing that came meanwhile is lost. */
function writeFiles(folder: Folder, files: readonly StarterFile[]): readonly string[] {
  const written: string[] = [];
  for (const { path, content } of files) {
    const target = join(folder.path, path);
    try {
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, content, { flag: "wx" });
    } catch (error) {
      const state = `${plural(written.length, "file")} of ${files.length} had been written before.`;
      throw explainFailure(
        error,
        nameOf(folder, path),
        written.length === 0 ? "Nothing was written." : state,
      );
    }
    written.push(path);
  }
  return written;
}

function nameOf({ label }: Folder, path: string): string {
  return join(label, path).replaceAll("\\", "/");
}

function nextSteps({ path, label }: Folder): string {
  const isInstalled = inspect(join(path, "node_modules", "grafana-dash"), statSync) !== undefined;
  const steps = [
    ...(label === "" ? [] : [`cd ${label}`]),
    ...(isInstalled ? [] : ["npm install --save-dev grafana-dash"]),
    "npx dash build",
  ];
  return `\nNext:\n${steps.map((step) => `  ${step}\n`).join("")}`;
}
