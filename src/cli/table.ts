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
  /** What stands after the name, for example `[folder]`; brackets: may be left out; `...` in the last: may be repeated. */
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

/** Which Grafana a command talks to, and as whom; `--header` stands for what proxies in between want. */
const connectionOptions: readonly OptionSpec[] = [
  { flags: "--env <name>", description: "the environment of the configuration" },
  { flags: "--url <address>", description: "the address of Grafana (default: GRAFANA_URL)" },
  { flags: "--org <id>", description: "the organisation, for users (default: GRAFANA_ORG_ID)" },
  {
    flags: "--header <line>",
    description: "a header for every request, for example `X-Proxy-Key: …`",
    repeatable: true,
  },
  { flags: "--ca-file <file>", description: "authorities to trust, in PEM (default: GRAFANA_CA_FILE)" },
  {
    flags: "--client-cert <file>",
    description: "the certificate of this client, in PEM (default: GRAFANA_CLIENT_CERT)",
  },
  { flags: "--client-key <file>", description: "its private key, in PEM (default: GRAFANA_CLIENT_KEY)" },
  { flags: "--timeout <seconds>", description: "how long one answer may take (default: 10)" },
  configOption,
];

const concurrencyOption: OptionSpec = {
  flags: "--concurrency <n>",
  description: "how many calls run at the same time (default: 8)",
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
  {
    name: "diff",
    summary: "say what a change does to the dashboards, for its reviewer",
    arguments: [
      {
        name: "[sides...]",
        description:
          "a commit or a range such as `main..feature`, or two files or folders (default: what this branch changes, the working tree included)",
      },
    ],
    options: [
      { flags: "--staged", description: "compare what is staged instead of the working tree" },
      {
        flags: "--committed",
        description: "compare the files that `dash build` wrote, as they are committed; nothing is built",
      },
      {
        flags: "--live [environment]",
        description: "compare with a running Grafana: what somebody changed there",
      },
      {
        flags: "--only <what>",
        description:
          "only `dashboards`, `folders`, `datasources` or `alerts`, or a uid or title, with * for any text",
        repeatable: true,
      },
      {
        flags: "--format <format>",
        description: "how to print it (default: text)",
        choices: ["text", "markdown", "json", "html"],
      },
      {
        flags: "--out <file>",
        description: "write it to a file as well; its ending says how: .md, .html, .json or .txt",
        repeatable: true,
      },
      { flags: "--stat", description: "print one line for each dashboard" },
      { flags: "--exit-code", description: "exit 1 when anything differs" },
      {
        flags: "--fail-on <impact>",
        description: "exit 1 when the worst change is at least that bad",
        choices: ["cosmetic", "presentation", "data", "breaks-links", "destroys"],
      },
      { flags: "--textconv", description: "print one file as text that git can compare" },
      ...connectionOptions,
      jsonOption,
    ],
    examples: [
      "npx dash diff",
      "npx dash diff main..feature --out review.html",
      "npx dash diff before.json after.json",
      "npx dash diff --live production",
      "npx dash diff --exit-code --fail-on breaks-links",
    ],
    load: async () => (await import("./commands/diff.ts")).runDiff,
  },
  {
    name: "push",
    summary: "bring a running Grafana to what the code says",
    arguments: [
      { name: "[names...]", description: "only these: uids or titles, with * for any text (default: all)" },
    ],
    options: [
      {
        flags: "--dry-run",
        description: "print the plan and write nothing; exit 1 when there are conflicts",
      },
      { flags: "--out <file>", description: "save the plan" },
      { flags: "--plan <file>", description: "apply a saved plan, unless Grafana has changed since" },
      { flags: "--force", description: "overwrite what somebody edited in Grafana" },
      { flags: "--prune", description: "delete what this project pushed and no longer has" },
      { flags: "--yes", description: "delete without asking" },
      { flags: "--max-deletes <n>", description: "how many objects may be deleted (default: 10)" },
      {
        flags: "--folder <title>",
        description: "only what lies in this folder, for example `Shop/Payments`",
      },
      {
        flags: "--only <kind>",
        description: "only one kind of objects",
        choices: ["dashboards", "datasources"],
      },
      {
        flags: "--rollback [push]",
        description: "restore what was there before the last push, or before the named one",
      },
      { flags: "--message <text>", description: "what the version history says" },
      {
        flags: "--annotate [commit]",
        description: "mark the push in Grafana (default: GITHUB_SHA, CI_COMMIT_SHA or git's HEAD)",
      },
      { flags: "--wait", description: "read everything back at the end" },
      { flags: "--update-secrets", description: "send secrets of data sources that Grafana has already" },
      { flags: "--fail-fast", description: "stop at the first failure" },
      concurrencyOption,
      ...connectionOptions,
      jsonOption,
    ],
    examples: [
      "npx dash push --dry-run",
      "npx dash push --env production --wait --annotate",
      "npx dash push overview 'team-*'",
    ],
    load: async () => (await import("./commands/push.ts")).runPush,
  },
  {
    name: "status",
    summary: "compare Grafana with the code and with what was pushed; exit 1 when anything differs",
    arguments: [
      { name: "[names...]", description: "only these: uids or titles, with * for any text (default: all)" },
    ],
    options: [concurrencyOption, ...connectionOptions, jsonOption],
    examples: ["npx dash status", "npx dash status --env production --json"],
    load: async () => (await import("./commands/status.ts")).runStatus,
  },
  {
    name: "pull",
    summary: "save dashboards as they are in Grafana, as JSON",
    arguments: [{ name: "[uids...]", description: "the dashboards" }],
    options: [
      { flags: "--all", description: "every dashboard" },
      { flags: "--out <folder>", description: "where to (default: pulled)" },
      concurrencyOption,
      ...connectionOptions,
      jsonOption,
    ],
    examples: ["npx dash pull overview", "npx dash pull --all --out backup"],
    load: async () => (await import("./commands/pull.ts")).runPull,
  },
  {
    name: "open",
    summary: "print the address of a dashboard",
    arguments: [{ name: "<uid>", description: "the dashboard" }],
    options: [
      { flags: "--browser", description: "open it in the browser as well" },
      ...connectionOptions,
      jsonOption,
    ],
    examples: ["npx dash open overview"],
    load: async () => (await import("./commands/open.ts")).runOpen,
  },
];
