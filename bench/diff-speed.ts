/** How long comparing two folders of dashboards takes, against what nobody can do without: reading and parsing them. */
import { spawn, spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readPaths } from "../src/cli/diff/paths.ts";
import { diffSides } from "../src/diff/diff.ts";
import type { DiffReport } from "../src/diff/model.ts";
import { peakMemory } from "./memory.ts";
import { writeLoopProject } from "./project.ts";

const count = 1000;
const changed = 10;
const root = fileURLToPath(new URL("..", import.meta.url));
const dash = join(root, "dist/cli/bin.js");
const base = mkdtempSync(join(existsSync("/dev/shm") ? "/dev/shm" : tmpdir(), "dash-bench-"));
process.on("exit", () => rmSync(base, { recursive: true, force: true }));
// The variable adds a tenth of a second to every start of Node.
const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env;

/** What a comparison must come to, so that a fast wrong one does not win. */
interface Expected {
  readonly changed: number;
  readonly unchanged: number;
}

/** Prints how long it takes to compare folders and a pair of files, and how much memory. */
export async function reportSpeed(rounds: number): Promise<void> {
  const folders = writeFolders();
  const files = readdirSync(folders.before).length;
  const size = readFileSync(join(folders.before, "service-0.json")).length;
  console.log(
    `\ntwo folders of ${files} dashboards, ${(size / 1024).toFixed(0)} KB each; median of ${rounds} interleaved rounds`,
  );
  await reportFolders(folders, rounds);
  await reportPair(rounds);
  reportCommand(folders, rounds);
  const child = spawn(process.execPath, [dash, "diff", folders.before, folders.spelled], {
    env,
    stdio: "ignore",
  });
  const peak = await peakMemory(child);
  console.log(`memory of \`dash diff\` of two folders in different spelling: ${peak ?? "?"} MB (under 400)`);
}

interface Folders {
  readonly before: string;
  /** Ten dashboards are edited. */
  readonly after: string;
  /** The same as before, in another spelling. */
  readonly spelled: string;
}

function writeFolders(): Folders {
  const project = join(base, "project");
  writeLoopProject(project, count);
  run([dash, "build"], project);
  const folders: Folders = {
    before: join(base, "before"),
    after: join(base, "after"),
    spelled: join(base, "spelled"),
  };
  const built = join(project, "provisioning/dashboards/general");
  for (const folder of [folders.before, folders.after]) cpSync(built, folder, { recursive: true });
  mkdirSync(folders.spelled);
  for (const [index, file] of readdirSync(built).sort().entries()) {
    const text = readFileSync(join(built, file), "utf8");
    writeFileSync(join(folders.spelled, file), JSON.stringify(JSON.parse(text)));
    if (index < changed) writeFileSync(join(folders.after, file), text.replace("[$__rate_interval]", "[5m]"));
  }
  return folders;
}

function run(args: readonly string[], cwd: string): void {
  const { status, stderr } = spawnSync(process.execPath, args, {
    cwd,
    env,
    stdio: ["ignore", "ignore", "pipe"],
  });
  if (status !== 0) throw new Error(`${args.join(" ")} ended with ${String(status)}: ${String(stderr)}`);
}

async function reportFolders({ before, after, spelled }: Folders, rounds: number): Promise<void> {
  const edits: Expected = { changed, unchanged: count - changed };
  const none: Expected = { changed: 0, unchanged: count };
  const [bare, compared, spelling, bareSpelling] = await race(rounds, [
    () => Promise.resolve(parseAll([before, after])),
    () => compare(before, after, edits),
    () => compare(before, spelled, none),
    () => Promise.resolve(parseAll([before, spelled])),
  ]);
  report("reading and JSON.parse of both", bare, bare);
  report(`comparing them, ${changed} changed`, compared, bare, 2);
  report("reading and JSON.parse, one in another spelling", bareSpelling, bareSpelling);
  report("comparing them, all in another spelling", spelling, bareSpelling, 2);
}

function parseAll(folders: readonly string[]): void {
  for (const folder of folders) {
    for (const file of readdirSync(folder)) JSON.parse(readFileSync(join(folder, file), "utf8"));
  }
}

async function compare(before: string, after: string, expected: Expected): Promise<void> {
  const { base: left, head } = await readPaths({ kind: "files", before, after }, base);
  const { summary } = diffSides(left, head);
  if (summary.changed !== expected.changed || summary.unchanged !== expected.unchanged) {
    throw new Error(`found ${JSON.stringify(summary)}`);
  }
}

/** Two dashboards of a hundred panels, of which the second one has an edit in every tenth, and one panel more on top. */
async function reportPair(rounds: number): Promise<void> {
  const source = JSON.parse(readFileSync(join(base, "before/service-0.json"), "utf8")) as {
    panels: { title: string; id: number; gridPos: { y: number } }[];
  };
  const panels = [0, 1, 2, 3, 4].flatMap((copy) =>
    source.panels.map((panel) => ({
      ...panel,
      id: panel.id + copy,
      title: `${panel.title} (${copy})`,
      gridPos: { ...panel.gridPos, y: panel.gridPos.y + copy * 100 },
    })),
  );
  const before = { ...source, panels };
  const first = { title: "New", type: "text", gridPos: { x: 0, y: 0, w: 24, h: 4 }, id: 1 };
  const edited = panels.map((panel, index) => ({
    ...panel,
    gridPos: { ...panel.gridPos, y: panel.gridPos.y + 4 },
    ...(index % 10 === 0 ? { title: `${panel.title}, edited`, description: "edited" } : {}),
  }));
  const after = { ...source, panels: [first, ...edited] };
  const files = [join(base, "one.json"), join(base, "other.json")] as const;
  writeFileSync(files[0], JSON.stringify(before));
  writeFileSync(files[1], JSON.stringify(after));
  const [parse = 0, diff = 0] = await race(rounds * 5, [
    () => Promise.resolve(files.forEach((file) => void JSON.parse(readFileSync(file, "utf8")))),
    async () => void (await comparePair(files)),
  ]);
  // The engine compiles what it runs for the first time, so that a cold process takes several times as long.
  const [cold = 0] = await race(rounds * 3, [() => Promise.resolve(run([dash, "diff", ...files], base))]);
  const [start = 0, loaded = 0] = await race(rounds * 3, [
    () => Promise.resolve(run([dash, "--version"], base)),
    () => Promise.resolve(run([dash, "diff", files[0], files[0]], base)),
  ]);
  console.log(
    `\na pair of dashboards with ${panels.length} panels and rows, ${(JSON.stringify(before).length / 1024).toFixed(0)} KB each`,
  );
  report("reading and JSON.parse of both", parse, parse);
  report("comparing them in a warm process", diff, parse);
  limit("dash diff, without the start of dash --version", cold - start, 50);
  limit("dash diff, without what comparing a file with itself takes", cold - loaded, 50);
  limit("comparing them in a warm process", diff, 50);
}

async function comparePair([before, after]: readonly [string, string]): Promise<DiffReport> {
  const { base: left, head } = await readPaths({ kind: "files", before, after }, base);
  return diffSides(left, head);
}

/** The whole command, from the start of Node to the printed text. */
function reportCommand({ before, after, spelled }: Folders, rounds: number): void {
  console.log("\nthe whole command, with the start of Node");
  for (const [name, folder] of [
    [`dash diff, ${changed} of ${count} changed`, after],
    ["dash diff, all in another spelling", spelled],
  ] as const) {
    const times = Array.from({ length: rounds }, () => {
      const start = performance.now();
      run([dash, "diff", before, folder], base);
      return performance.now() - start;
    });
    console.log(`${name.padEnd(58)} ${median(times).toFixed(0).padStart(6)} ms`);
  }
}

/** Milliseconds of each, all in turn, so that what else the machine does hits all of them alike. */
async function race(
  rounds: number,
  candidates: readonly (() => Promise<void>)[],
): Promise<readonly number[]> {
  const times: number[][] = candidates.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, candidate] of candidates.entries()) {
      const start = performance.now();
      await candidate();
      times[index]?.push(performance.now() - start);
    }
  }
  return times.map(median);
}

function median(values: readonly number[]): number {
  return [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0;
}

function report(name: string, measured = 0, yardstick = 0, target?: number): void {
  const ratio = measured / yardstick;
  const verdict = target === undefined ? "" : `  (at most ${target}x: ${ratio <= target ? "ok" : "MISSED"})`;
  console.log(
    `${name.padEnd(58)} ${measured.toFixed(0).padStart(6)} ms ${ratio.toFixed(2).padStart(6)}x${verdict}`,
  );
}

function limit(name: string, measured: number, most: number): void {
  const verdict = measured <= most ? "ok" : "MISSED";
  console.log(
    `${name.padEnd(58)} ${measured.toFixed(0).padStart(6)} ms          (at most ${most} ms: ${verdict})`,
  );
}
