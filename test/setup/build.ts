import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

/*
 * Child processes run the build output, also in tests: Node 20 reads no TypeScript. It is built again when a
 * source file is newer than it.
 */

const root = fileURLToPath(new URL("../../", import.meta.url));
const program = path.join(root, "dist", "project", "evaluator.js");

/** Builds `dist` unless it is up to date. */
export function setup(): void {
  if (existsSync(program) && statSync(program).mtimeMs >= newestSource()) return;
  execFileSync(process.execPath, ["scripts/build.mjs"], { cwd: root, stdio: "inherit" });
}

function newestSource(): number {
  const folder = path.join(root, "src");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith(".ts"),
  );
  return Math.max(...files.map((name) => statSync(path.join(folder, name)).mtimeMs));
}
