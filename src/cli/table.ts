/**
 * The commands as data: help, parsing and documentation are all made from this table. A command's code is loaded
 * only when it runs, so that `dash --help` stays as fast as Node itself.
 */
import type { CommandIo } from "./io.ts";

/** The values that the command line gave, by name. */
export type CommandValues = Readonly<Record<string, unknown>>;

/** Runs a command; the answer is the exit code. */
export type CommandRun = (io: CommandIo, values: CommandValues) => Promise<number>;

/** An option as commander spells it, for example `--out <folder>`. */
export interface OptionSpec {
  readonly flags: string;
  readonly description: string;
  /** The allowed words. */
  readonly choices?: readonly string[];
  /** Whether it can be given several times. */
  readonly repeatable?: boolean;
}

/** A command. */
export interface CommandSpec {
  readonly name: string;
  readonly summary: string;
  /** What stands after the name, for example `[folder]`; brackets mean that it may be left out. */
  readonly arguments?: readonly { readonly name: string; readonly description: string }[];
  readonly options: readonly OptionSpec[];
  /** Lines that can be typed. */
  readonly examples: readonly string[];
  readonly load: () => Promise<CommandRun>;
}

const jsonOption: OptionSpec = { flags: "--json", description: "print one JSON document instead of text" };
const configOption: OptionSpec = {
  flags: "--config <file>",
  description: "the configuration (default: the nearest dash.config.ts, upwards)",
};

/** All commands, in the order of the help. */
export const commandTable: readonly CommandSpec[] = [
  {
    name: "init",
    summary: "write a small project that builds; existing files stay as they are",
    arguments: [{ name: "[folder]", description: "where to (default: here)" }],
    options: [jsonOption],
    examples: ["npx dash init", "npx dash init monitoring"],
    load: async () => (await import("./commands/init.ts")).runInit,
  },
  {
    name: "build",
    summary: "compile the dashboards to Grafana's provisioning files",
    options: [
      { flags: "--check", description: "write nothing; exit 1 when the output is stale" },
      { flags: "--watch", description: "build again whenever a file changes" },
      {
        flags: "--out <folder>",
        description:
          "the output folder (default: `output` of the configuration; for other formats than provisioning the format's name)",
      },
      {
        flags: "--format <format>",
        description: "what to write (default: provisioning)",
        choices: ["provisioning", "kubernetes", "configmap"],
      },
      { flags: "--env <name>", description: "the environment whose data sources are used" },
      { flags: "--timeout <seconds>", description: "how long one file may take to load (default: 10)" },
      { flags: "--no-cache", description: "load everything, also when nothing seems to have changed" },
      configOption,
      jsonOption,
    ],
    examples: ["npx dash build", "npx dash build --check", "npx dash build --format configmap --out k8s"],
    load: async () => (await import("./commands/build.ts")).runBuild,
  },
  {
    name: "metrics",
    summary: "read what an exporter exposes and write a typed catalogue of it",
    arguments: [{ name: "<source>", description: "an address, a file, or - for standard input" }],
    options: [
      { flags: "--out <file>", description: "the module to write (default: standard output)" },
      {
        flags: "--name <name>",
        description: "the name of the exported catalogue (default: the name of the --out file, else metrics)",
      },
      {
        flags: "--prefix <text>",
        description: "a start that the metric names share and that the keys drop, for example `http_`",
      },
      {
        flags: "--header <line>",
        description: "a header for the request, for example `X-Scope-OrgID: team-a`",
        repeatable: true,
      },
      { flags: "--prune", description: "drop metrics and labels that are no longer exposed" },
      { flags: "--check", description: "write nothing; exit 1 when the module is stale" },
    ],
    examples: [
      "npx dash metrics http://localhost:9323/metrics --out metrics/docker.ts --name docker",
      "curl -s localhost:3000/metrics | npx dash metrics - > metrics/api.ts",
    ],
    load: async () => (await import("./commands/metrics.ts")).runMetricsCommand,
  },
];
