import { describe, expect, test } from "vitest";
import { DashError } from "../../../src/base/dash-error.ts";
import { readValues } from "../../../src/cli/command-line.ts";
import { type PushOptions, readPushOptions } from "../../../src/cli/push/options.ts";
import { commandTable } from "../../../src/cli/table.ts";

/** The options of a command line. */
function read(...words: readonly string[]): PushOptions {
  const push = commandTable.find(({ name }) => name === "push");
  if (push === undefined) throw new Error("There is no push.");
  return readPushOptions(readValues(push, words));
}

function refusal(...words: readonly string[]): string {
  try {
    read(...words);
  } catch (error) {
    if (error instanceof DashError) return `${error.code}: ${error.message} ${error.hint}`;
    throw error;
  }
  throw new Error("It was not refused.");
}

test("a push without options does all, carefully", () => {
  expect(read()).toEqual({
    connection: {
      environment: undefined,
      url: undefined,
      orgId: undefined,
      headers: [],
      caFile: undefined,
      clientCert: undefined,
      clientKey: undefined,
      timeoutSeconds: undefined,
      configFile: undefined,
    },
    selection: { names: [], folder: undefined, only: undefined },
    dryRun: false,
    json: false,
    out: undefined,
    plan: undefined,
    force: false,
    prune: false,
    yes: false,
    maxDeletes: 10,
    concurrency: 8,
    failFast: false,
    rollback: undefined,
    annotate: undefined,
    wait: false,
    message: undefined,
    updateSecrets: false,
  });
});

test.each([
  {
    words: ["a", "team-*"],
    expected: { selection: { names: ["a", "team-*"], folder: undefined, only: undefined } },
  },
  {
    words: ["--folder", "Shop / Payments", "--only", "datasources"],
    expected: { selection: { names: [], folder: ["Shop", "Payments"], only: "datasources" } },
  },
  { words: ["--max-deletes", "0", "--yes", "--prune"], expected: { maxDeletes: 0, yes: true, prune: true } },
  { words: ["--concurrency", "1", "--fail-fast"], expected: { concurrency: 1, failFast: true } },
  { words: ["--rollback"], expected: { rollback: "last" } },
  {
    words: ["--rollback", "20261122T220311Z-4f2a"],
    expected: { rollback: { push: "20261122T220311Z-4f2a" } },
  },
  { words: ["--rollback", "--plan", "p.json"], expected: { rollback: "last", plan: "p.json" } },
  { words: ["--annotate"], expected: { annotate: "found" } },
  { words: ["--annotate", "v1", "--wait"], expected: { annotate: { commit: "v1" }, wait: true } },
  {
    words: ["--message", "Black Friday", "--update-secrets"],
    expected: { message: "Black Friday", updateSecrets: true },
  },
  { words: ["--plan", "p.json", "--wait", "--concurrency", "2"], expected: { plan: "p.json", wait: true } },
  {
    words: ["--dry-run", "--wait", "--annotate", "--prune", "--yes"],
    expected: { dryRun: true, wait: true },
  },
])("reads $words", ({ words, expected }) => {
  expect(read(...words)).toMatchObject(expected);
});

describe("options of the connection", () => {
  test("stand in all commands that talk to Grafana", () => {
    const words = ["--env", "prod", "--url", "http://a", "--org", "2", "--timeout", "5", "--config", "c.ts"];
    const files = [
      "--ca-file",
      "ca",
      "--client-cert",
      "c",
      "--client-key",
      "k",
      "--header",
      "A: b",
      "--header",
      "C: d",
    ];
    expect(read(...words, ...files).connection).toEqual({
      environment: "prod",
      url: "http://a",
      orgId: 2,
      headers: ["A: b", "C: d"],
      caFile: "ca",
      clientCert: "c",
      clientKey: "k",
      timeoutSeconds: 5,
      configFile: "c.ts",
    });
    const flags = (name: string): readonly string[] =>
      commandTable.find((command) => command.name === name)?.options.map((option) => option.flags) ?? [];
    const shared = flags("open").filter((option) => !/browser|json/.test(option));
    expect(shared).toHaveLength(9);
    for (const name of ["push", "status", "pull"])
      expect(flags(name)).toEqual(expect.arrayContaining([...shared]));
  });
});

describe("is refused:", () => {
  test.each([
    { words: ["--plan", "p.json", "--force"], expected: "`--force` cannot be given together with `--plan`" },
    { words: ["--plan", "p.json", "--prune"], expected: "`--prune` cannot be given together with `--plan`" },
    {
      words: ["--plan", "p.json", "--out", "q.json"],
      expected: "`--out` cannot be given together with `--plan`",
    },
    { words: ["--plan", "p.json", "--update-secrets"], expected: "`--update-secrets` cannot be given" },
    {
      words: ["--rollback", "--only", "dashboards"],
      expected: "`--only` cannot be given together with `--rollback`",
    },
    { words: ["a", "--plan", "p.json"], expected: "`--plan` and names (`a`) are given." },
    {
      words: ["a", "--rollback"],
      expected: "`--rollback` takes a whole push back, but names are given: `a`.",
    },
    { words: ["--concurrency", "65"], expected: "`--concurrency 65` is no whole number from 1 to 64." },
    { words: ["--concurrency", "1.5"], expected: "`--concurrency 1.5` is no whole number" },
    { words: ["--max-deletes", "-1"], expected: "`--max-deletes -1` is no whole number from 0" },
    { words: ["--folder", "/Shop"], expected: "`--folder /Shop` has a title that is empty." },
    { words: ["--only", "folders"], expected: "`--only` cannot be `folders`." },
  ])("$words", ({ words, expected }) => {
    expect(refusal(...words)).toContain(`usage: ${expected}`);
  });
});
