/**
 * Transcripts: Markdown files that show command lines with everything that they print, exit with and change on disk.
 * A run fills them in anew; a difference fails the test, and `vitest --update` accepts it.
 *
 * - A block with a path behind its language (`ts dashboards/api.ts`) is a file, which is written when it is met.
 * - A block `sh` is a command line: `dash …` with `NAME=value` before and `< file` behind it, `cat FILE`, `rm PATH`,
 *   `mkdir PATH` or `append FILE TEXT`.
 * - A block `grafana` is what happens at an emulated Grafana, see `transcript-grafana.ts`.
 * - What `dash` prints, exits with and changes is filled in behind it: blocks `stdout`, `stderr` and `changes` are
 *   missing when there is nothing to show, so that a command line without one changed nothing.
 *
 * Everything else is prose.
 */
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import type { CommandIo } from "../../src/cli/io.ts";
import { main } from "../../src/cli/main.ts";
import { createTestIo } from "./command-io.ts";
import { createTranscriptGrafana, type TranscriptGrafana } from "./transcript-grafana.ts";
import { describeChanges, takeSnapshot } from "./snapshot.ts";

/** What a command printed, and its exit code. */
export interface CommandResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a transcript in a new folder; the answer is the transcript as it should be. */
export async function runTranscript(text: string): Promise<string> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "dash-transcript-")));
  const folder = join(root, "project");
  // What was built is remembered here only, as in projects with an installed package.
  mkdirSync(join(folder, "node_modules"), { recursive: true });
  const grafana = createTranscriptGrafana();
  try {
    const pieces: string[] = [];
    const clock = { now: evening };
    for (const part of splitTranscript(text)) pieces.push(await runPart(part, { folder, grafana, clock }));
    return `${pieces.join("\n\n")}\n`;
  } finally {
    await grafana.close();
    rmSync(root, { recursive: true, force: true });
  }
}

/** Runs a command line of `dash` in process. */
export async function runDash(
  argv: readonly string[],
  { cwd, env = {}, stdin = "", now = evening, io: overrides = {} }: DashCircumstances,
): Promise<CommandResult> {
  const { io, printed } = createTestIo({
    stdin: Readable.from(Buffer.from(stdin)),
    env: { PATH: process.env["PATH"], ...env },
    cwd,
    platform: process.platform,
    nodeVersion: process.version,
    now: () => now,
    ...overrides,
  });
  const exitCode = await main(argv, io);
  return { ...printed, exitCode };
}

/** Where and with what a command runs. */
export interface DashCircumstances {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  /** The time of day; a clock that stands. @default some evening */
  readonly now?: Date;
  /** What else is different. */
  readonly io?: Partial<CommandIo>;
}

const evening = new Date("2026-11-22T22:03:11Z");

/** Where the parts of a transcript run. */
interface Stage {
  /** The time of each command: they are a minute apart. */
  readonly clock: { now: Date };
  readonly folder: string;
  readonly grafana: TranscriptGrafana;
}

interface Part {
  readonly kind: "prose" | "file" | "command" | "grafana";
  readonly text: string;
  /** The path of a file. */
  readonly path?: string;
  /** What stands between the fences. */
  readonly content?: string;
}

const filledIn = /^(?:```(?:stdout|stderr|changes)$|Exit code: \d+$)/;

/** The parts without what a run fills in. */
function splitTranscript(text: string): readonly Part[] {
  const blocks = text.match(/^```[^\n]*\n(?:.*\n)*?```$|^(?!```).+(?:\n(?!```).+)*$/gm) ?? [];
  return blocks.filter((block) => !filledIn.test(block.split("\n", 1)[0] ?? "")).map(toPart);
}

function toPart(text: string): Part {
  const [, language = "", path, content = ""] = /^```(\S+)(?: (\S+))?\n([^]*)```$/.exec(text) ?? [];
  if (path !== undefined) return { kind: "file", text, path, content };
  if (language === "grafana") return { kind: "grafana", text, content };
  return language === "sh" ? { kind: "command", text, content } : { kind: "prose", text };
}

async function runPart(part: Part, { folder, grafana, clock }: Stage): Promise<string> {
  const { kind, text, path = "", content = "" } = part;
  if (kind === "file") {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), grafana.fill(content));
  }
  if (kind === "grafana") await grafana.act(content);
  if (kind !== "command") return text;
  const { env, program, words } = readLine(grafana.fill(content.trim()));
  const clean = (printed: string): string => grafana.mask(printed.replaceAll(folder, "<folder>"));
  if (program !== "dash") {
    return [text, ...block("stdout", clean(runTool(program, words, folder)))].join("\n\n");
  }
  const before = takeSnapshot(folder);
  clock.now = new Date(clock.now.getTime() + 60_000);
  const circumstances = { cwd: folder, env: { ...grafana.env(), ...env }, now: clock.now };
  const result = await runInFolder(words, circumstances);
  return [
    text,
    `Exit code: ${result.exitCode}`,
    ...block("stdout", clean(result.stdout)),
    ...block("stderr", clean(result.stderr)),
    ...block("changes", describeChanges(before, takeSnapshot(folder))),
  ].join("\n\n");
}

function block(name: string, text: string): readonly string[] {
  if (text === "") return [];
  // A text that ends within a line says so, as in a diff.
  return [`\`\`\`${name}\n${text}${text.endsWith("\n") ? "" : "\n\\ no line break at the end\n"}\`\`\``];
}

interface Line {
  readonly env: Readonly<Record<string, string>>;
  readonly program: string;
  readonly words: readonly string[];
}

function readLine(line: string): Line {
  const all = [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");
  const settings = all.slice(
    0,
    all.findIndex((word) => !/^[A-Z_]+=/.test(word)),
  );
  const [program = "", ...words] = all.slice(settings.length);
  return { env: Object.fromEntries(settings.map((setting) => setting.split("=", 2))), program, words };
}

function runInFolder(words: readonly string[], circumstances: DashCircumstances): Promise<CommandResult> {
  const at = words.indexOf("<");
  if (at < 0) return runDash(words, circumstances);
  const stdin = readFileSync(join(circumstances.cwd, words[at + 1] ?? ""), "utf8");
  return runDash(words.slice(0, at), { ...circumstances, stdin });
}

function runTool(name: string, [path = "", ...rest]: readonly string[], cwd: string): string {
  const target = join(cwd, path);
  const tools: Readonly<Record<string, () => string | void>> = {
    cat: () => readFileSync(target, "utf8"),
    rm: () => rmSync(target, { recursive: true }),
    mkdir: () => void mkdirSync(target, { recursive: true }),
    append: () => appendFileSync(target, `${rest.join(" ")}\n`),
  };
  const tool = tools[name];
  if (tool === undefined) throw new Error(`Transcripts know no command \`${name}\`.`);
  return tool() ?? "";
}
