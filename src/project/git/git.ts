/**
 * The one place that runs git. It only reads: no hooks, no locks, no filters, no network, no questions, no pager; what is
 * written goes to temporary folders. Arguments are handed over without a shell, and revisions of users behind
 * `--end-of-options`.
 */
import { execFile, type ExecFileException } from "node:child_process";
import { devNull } from "node:os";
import { DashError } from "../../base/dash-error.ts";

/** Where git runs, and what ends it. */
export interface GitOptions {
  /** A folder of the work tree. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
}

/** How one command of git runs. */
export interface GitRun {
  /** Variables besides those of the environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Settings besides those of the repository, as `name=value`. */
  readonly settings?: readonly string[];
  /** Seconds that it may take. @default 30 */
  readonly timeoutSeconds?: number;
}

/** What a command of git gave. */
export interface GitOutput {
  readonly ok: boolean;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs commands of git in one folder. */
export interface Git extends GitOptions {
  /** Runs a command that may well fail. */
  try(args: readonly string[], run?: GitRun): Promise<GitOutput>;
  /** Runs a command that does not fail unless something is wrong; what it printed, without the last line break. */
  read(args: readonly string[], run?: GitRun): Promise<string>;
}

const maximumOutput = 64 * 1024 * 1024;

/** Settings of users and repositories that would run programs, write into the repository or leave files out. */
const settings: readonly string[] = [
  `core.hooksPath=${devNull}`,
  "core.fsmonitor=false",
  "core.splitIndex=false",
  "core.sparseCheckout=false",
  "core.quotePath=false",
];

/** Variables that say which repository is meant; hooks get them, relative to another folder than that of the project. */
const locating: readonly string[] = [
  "GIT_DIR",
  "GIT_WORK_TREE",
  "GIT_COMMON_DIR",
  "GIT_INDEX_FILE",
  "GIT_PREFIX",
  "GIT_NAMESPACE",
  "GIT_SHALLOW_FILE",
  "GIT_IMPLICIT_WORK_TREE",
  "GIT_INTERNAL_SUPER_PREFIX",
];

const hardened: Readonly<Record<string, string>> = {
  GIT_OPTIONAL_LOCKS: "0",
  GIT_TERMINAL_PROMPT: "0",
  // Clones that lack files ask the server for each of them; older versions know only the list of protocols (none here).
  GIT_NO_LAZY_FETCH: "1",
  GIT_ALLOW_PROTOCOL: "none",
  GIT_LFS_SKIP_SMUDGE: "1",
  LC_ALL: "C",
  LANGUAGE: "C",
};

/** Git for a folder. */
export function createGit(options: GitOptions): Git {
  const { cwd, env, signal } = options;
  const attempt = async (args: readonly string[], run: GitRun = {}): Promise<GitOutput> => {
    signal.throwIfAborted();
    const words = [
      "--no-pager",
      ...[...settings, ...(run.settings ?? [])].flatMap((setting) => ["-c", setting]),
    ];
    return execute([...words, ...args], { ...options, run });
  };
  return {
    cwd,
    env,
    signal,
    try: attempt,
    async read(args, run) {
      const output = await attempt(args, run);
      if (!output.ok) throw failure(args[0] ?? "", output);
      return output.stdout.replace(/\r?\n$/, "");
    },
  };
}

interface Execution extends GitOptions {
  readonly run: GitRun;
}

/** Settles when git has ended, also after an interruption, so that nothing is written to a folder that was removed. */
function execute(args: readonly string[], { cwd, env, signal, run }: Execution): Promise<GitOutput> {
  const options = {
    cwd,
    env: { ...environment(env), ...run.env },
    maxBuffer: maximumOutput,
    timeout: (run.timeoutSeconds ?? 30) * 1000,
    windowsHide: true,
    encoding: "utf8",
  } as const;
  return new Promise((settle, reject) => {
    const child = execFile("git", [...args], options, (error, stdout, stderr) => {
      signal.removeEventListener("abort", stop);
      if (signal.aborted) reject(signal.reason as Error);
      else if (error === null || typeof error.code === "number")
        settle({ ok: error === null, stdout, stderr });
      else reject(breakdown(error, options.timeout));
    });
    const stop = (): void => void child.kill();
    signal.addEventListener("abort", stop);
  });
}

function environment(env: GitOptions["env"]): Record<string, string | undefined> {
  const kept = Object.entries(env).filter(([name]) => !locating.includes(name));
  return { ...Object.fromEntries(kept), ...hardened };
}

/** Why git did not come to an end of its own. */
function breakdown(error: ExecFileException, timeout: number): Error {
  if (error.code === "ENOENT") {
    return new DashError("git", {
      message: "The program `git` is not there.",
      hint: "Install git, or put it on the search path.",
      cause: error,
    });
  }
  if (error.killed === true) {
    return new DashError("git", {
      message: `git did not answer within ${timeout / 1000} seconds.`,
      hint: "Look whether the disk of the repository responds, and run it again.",
      cause: error,
    });
  }
  return new DashError("git", { message: `git cannot be run: ${error.message}.`, cause: error });
}

/** What git said, as a failure of the command that was run. */
export function failure(command: string, { stderr }: GitOutput): DashError {
  const said = firstLine(stderr);
  if (/dubious ownership/.test(stderr)) {
    return new DashError("git", {
      message: `git does not trust the repository: ${said}.`,
      hint: "Run `git config --global --add safe.directory FOLDER` with the folder of the repository.",
    });
  }
  if (/promisor|lazy fetch|transport '.*' not allowed|unable to read sha1/i.test(stderr)) {
    return new DashError("git", {
      message: "This clone lacks files of the commit: it was made with `--filter`.",
      hint: "Get them with `git fetch --refetch --no-filter`.",
    });
  }
  return new DashError("git", { message: `\`git ${command}\` failed: ${said || "it does not say why"}.` });
}

function firstLine(stderr: string): string {
  const lines = stderr.split("\n").map((line) => line.trim());
  const line = lines.find((candidate) => /^(?:fatal|error):/.test(candidate)) ?? lines.find(Boolean) ?? "";
  return line.replace(/^(?:fatal|error): /, "").replace(/\.$/, "");
}
