/** Somewhere to write text to. */
export interface TextSink {
  write(text: string): unknown;
}

/** What a command gets instead of the process, so that tests can run it in process. */
export interface CommandIo {
  /** The result, and nothing else. */
  readonly stdout: TextSink;
  /** Everything that is said besides the result. */
  readonly stderr: TextSink;
  readonly stdin: NodeJS.ReadableStream;
  /** Whether a person types into stdin: questions are for them only. */
  readonly isStdinTTY: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The folder that relative paths start from. */
  readonly cwd: string;
  /** Whether a person reads stderr: progress lines are for them only. */
  readonly isTTY: boolean;
  /** How wide stderr is, in characters. */
  readonly columns: number;
  /** Aborts when the user interrupts the command. */
  readonly signal: AbortSignal;
  /** The version of the running package. */
  readonly version: string;
  /** The operating system, as Node names it. */
  readonly platform: string;
  /** The version of Node, for the report of a bug. */
  readonly nodeVersion: string;
  readonly now: () => Date;
  /** A number from 0 up to 1. */
  readonly random: () => number;
  /** Waits, in milliseconds; rejects when the signal aborts. */
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  /** Runs a program without a shell; what it printed, or `undefined` when it is missing or fails. */
  readonly run: (program: string, args: readonly string[]) => Promise<string | undefined>;
}
