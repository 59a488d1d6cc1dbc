// Builds dist: the types by tsc, the code by esbuild. Bundled into chunks, the authoring API and the compiler load in
// half the time that a hundred small modules take, and a child process loads both in every build.
import { execFileSync } from "node:child_process";
import { chmodSync, renameSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
const entries = [
  "index",
  "metrics/metrics",
  "queries/queries",
  "instruments/instruments",
  "signals/signals",
  "cli/bin",
  "project/evaluator",
  "project/pause",
  "project/compile-worker",
];

// Built beside and then put in its place, so that nobody meets half a build.
const fresh = join(root, `dist.${process.pid}`);
rmSync(fresh, { recursive: true, force: true });
const tsc = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin", "tsc");
try {
  await build({
    absWorkingDir: root,
    entryPoints: entries.map((entry) => `src/${entry}.ts`),
    outbase: "src",
    outdir: fresh,
    // As deep as the sources, so that paths relative to a module mean the same.
    chunkNames: "chunks/[name]-[hash]",
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20",
    packages: "external",
    logLevel: "warning",
  });
  execFileSync(process.execPath, [tsc, "-p", "tsconfig.build.json", "--outDir", fresh], {
    cwd: root,
    stdio: "inherit",
  });
} catch {
  // Both have printed what is wrong.
  rmSync(fresh, { recursive: true, force: true });
  process.exit(1);
}
chmodSync(join(fresh, "cli", "bin.js"), 0o755);
const dist = join(root, "dist");
rmSync(dist, { recursive: true, force: true });
try {
  renameSync(fresh, dist);
} catch (error) {
  // Another build was faster by a moment; its result is the same.
  rmSync(fresh, { recursive: true, force: true });
  if (error.code !== "ENOTEMPTY") throw error;
}
