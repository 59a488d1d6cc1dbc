import { access, mkdir, writeFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { DashError } from "../../base/dash-error.ts";
import { starterFiles } from "../../project/starter.ts";
import type { CommandIo } from "../io.ts";
import type { CommandValues } from "../table.ts";

/** Runs `dash init`: writes the files of a new project that are not there yet. Answers with the exit code. */
export async function runInit(io: CommandIo, values: CommandValues): Promise<number> {
  const folder = resolve(io.cwd, typeof values["folder"] === "string" ? values["folder"] : ".");
  const written: string[] = [];
  const kept: string[] = [];
  for (const { path, content } of starterFiles(io.version)) {
    ((await writeNew(join(folder, path), content)) ? written : kept).push(path);
  }
  if (values["json"] === true) {
    io.stdout.write(`${JSON.stringify({ formatVersion: 1, folder, written, kept }, null, 2)}\n`);
    return 0;
  }
  for (const path of written) io.stdout.write(`written  ${path}\n`);
  for (const path of kept) io.stdout.write(`kept     ${path} (it was there already)\n`);
  io.stderr.write(await nextSteps(io.cwd, folder));
  return 0;
}

/** Writes a file unless something is there; `wx` decides and writes in one step, so that nothing is ever lost. */
async function writeNew(path: string, content: string): Promise<boolean> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content, { flag: "wx" });
    return true;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "EEXIST" && (await exists(path))) return false;
    throw new DashError("unwritable-output", {
      message: `\`${path}\` cannot be written: ${(cause as Error).message}.`,
      hint: "Choose a folder that you may write to: `dash init FOLDER`.",
      cause,
    });
  }
}

async function nextSteps(cwd: string, folder: string): Promise<string> {
  const installed = await exists(join(folder, "node_modules", "grafana-dash"));
  const path = relative(cwd, folder);
  const steps = [
    ...(path === "" ? [] : [`cd ${path}`]),
    ...(installed ? [] : ["npm install --save-dev grafana-dash"]),
    "npx dash build",
  ];
  return `\nNext:\n${steps.map((step) => `  ${step}\n`).join("")}`;
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
