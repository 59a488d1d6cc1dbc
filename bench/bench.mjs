// Measures what dash promises, side by side in one run, and prints ratios. Usage: npm run bench [-- ROUNDS]
// Runs on files in memory where the system has them, so that the disk does not decide.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));
const dash = join(here, "../dist/cli/bin.js");
const rounds = Number(process.argv[2] ?? 5);
const base = mkdtempSync(join(existsSync("/dev/shm") ? "/dev/shm" : tmpdir(), "dash-bench-"));
// The variable adds a tenth of a second to every start of Node, on both sides.
const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env;
process.on("exit", () => rmSync(base, { recursive: true, force: true }));

await build({
  entryPoints: [join(here, "project.ts"), join(here, "memory.ts")],
  outdir: base,
  outExtension: { ".js": ".mjs" },
  platform: "node",
  format: "esm",
  logLevel: "error",
});
const { writeFilesProject, writeLoopProject } = await import(join(base, "project.mjs"));
const { peakMemory } = await import(join(base, "memory.mjs"));

/** Milliseconds of one run of Node. */
function time(args, cwd = base) {
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync(process.execPath, args, {
    cwd,
    env,
    stdio: ["ignore", "ignore", "pipe"],
  });
  if (status !== 0) throw new Error(`${args.join(" ")} ended with ${status}: ${stderr}`);
  return Number(process.hrtime.bigint() - start) / 1e6;
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const remove = (path) => rmSync(path, { recursive: true, force: true });

/** Runs all candidates in turn, so that what else the machine does hits all of them alike. */
function race(candidates, count = rounds) {
  const times = candidates.map(() => []);
  for (let round = 0; round < count; round++) {
    for (const [index, run] of candidates.entries()) times[index].push(run());
  }
  return times.map(median);
}

function report(name, measured, yardstick, target) {
  const ratio = measured / yardstick;
  const verdict = ratio <= target ? "ok" : "MISSED";
  console.log(
    `${name.padEnd(58)} ${measured.toFixed(0).padStart(6)} ms ${ratio.toFixed(2).padStart(6)}x  (at most ${target}x: ${verdict})`,
  );
}

console.log(
  `Node ${process.version}, ${cpus().length} cores, load ${loadavg()[0].toFixed(2)}, median of ${rounds} interleaved rounds\n`,
);

const [bareNode, version, help] = race(
  [() => time(["-e", "0"]), () => time([dash, "--version"]), () => time([dash, "--help"])],
  rounds * 4,
);
console.log(`node -e 0${" ".repeat(50)}${bareNode.toFixed(0).padStart(6)} ms`);
report("dash --version", version, bareNode, 1.5);
report("dash --help", help, bareNode, 1.5);

const loop = join(base, "loop");
const files = join(base, "files");
const small = join(base, "small");
writeLoopProject(loop, 1000);
writeLoopProject(small, 100);
writeFilesProject(files, 1000);
const cold = (folder) => () => {
  remove(join(folder, "provisioning"));
  remove(join(folder, "node_modules/.cache"));
  return time([dash, "build"], folder);
};
const bare = () => {
  remove(join(base, "bare"));
  return time([join(here, "bare-sdk.mjs"), "1000", join(base, "bare")]);
};

const [bareBuild, coldLoop, coldFiles, coldSmall] = race([bare, cold(loop), cold(files), cold(small)]);
console.log(
  `\nbare script: 1,000 dashboards x 20 panels x 3 queries${" ".repeat(6)}${bareBuild.toFixed(0).padStart(6)} ms`,
);
report("dash build, 1,000 dashboards from one file", coldLoop, bareBuild, 2);
report("dash build, 1,000 dashboards from 1,000 files", coldFiles, bareBuild, 2);
report("the same 1,000, against ten times the time of 100", coldLoop, coldSmall * 10, 1);

for (const folder of [loop, files]) cold(folder)();
const [again, againFiles] = race([() => time([dash, "build"], loop), () => time([dash, "build"], files)]);
report("unchanged rebuild, one file (of the cold build)", again, coldLoop, 0.25);
report("unchanged rebuild, 1,000 files (of the cold build)", againFiles, coldFiles, 0.25);

report("watch: one of 1,000 files edited (of the cold build)", await watchOnce(files), coldFiles, 0.1);
console.log(
  `\nmemory of the whole process tree, cold: ${await coldMemory(loop)} MB from one file, ${await coldMemory(files)} MB from 1,000 files (under 300)`,
);

/** From the moment a dashboard is saved until its file is written, in milliseconds. */
async function watchOnce(folder) {
  const child = spawn(process.execPath, [dash, "build", "--watch"], {
    cwd: folder,
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  let lines = 0;
  child.stdout.on("data", (data) => (lines += String(data).split("\n").length - 1));
  const until = async (condition) => {
    const deadline = performance.now() + 30_000;
    while (!condition()) {
      if (performance.now() > deadline) throw new Error("the watcher did not answer");
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  };
  try {
    await until(() => lines === 1);
    const times = [];
    const output = join(folder, "provisioning/dashboards/general/service-500.json");
    const source = join(folder, "dashboards/service-500.ts");
    const text = readFileSync(source, "utf8");
    for (let round = 0; round < rounds; round++) {
      await new Promise((resolve) => setTimeout(resolve, 500));
      const start = performance.now();
      writeFileSync(
        source,
        text.replace("service(500)", `({ ...service(500), description: "edit ${round}" })`),
      );
      await until(() => readFileSync(output, "utf8").includes(`"edit ${round}"`));
      times.push(performance.now() - start);
    }
    writeFileSync(source, text);
    return median(times);
  } finally {
    child.kill("SIGINT");
    await new Promise((resolve) => child.once("exit", resolve));
  }
}

async function coldMemory(folder) {
  remove(join(folder, "provisioning"));
  remove(join(folder, "node_modules/.cache"));
  const child = spawn(process.execPath, [dash, "build"], { cwd: folder, env, stdio: "ignore" });
  return (await peakMemory(child)) ?? "?";
}
