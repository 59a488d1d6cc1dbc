// Runs a TypeScript file of this repository on every supported Node (20 cannot strip types itself).
// Usage: node scripts/run.mjs FILE [ARGUMENT…]
import { rmSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";

const [file, ...rest] = process.argv.slice(2);
// Beside the file, so that `import.meta.url` and relative paths mean what they say.
const outfile = join(dirname(resolve(file)), `.run-${process.pid}.mjs`);
process.on("exit", () => rmSync(outfile, { force: true }));
await build({
  entryPoints: [file],
  outfile,
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20",
  packages: "external",
  logLevel: "error",
});
process.argv.splice(1, process.argv.length, resolve(file), ...rest);
await import(pathToFileURL(outfile).href);
