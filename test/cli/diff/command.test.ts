import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { main } from "../../../src/cli/main.ts";
import type { DiffReport } from "../../../src/diff/model.ts";
import { createRepository, gitEnv, type TestRepository } from "../../project/git/git-repository.ts";
import { config, configWith, dashboardWith } from "../../project/sides/git-project.ts";
import { createTestIo, type Printed } from "../command-io.ts";

const own = fileURLToPath(new URL("../../../", import.meta.url));

interface Run extends Printed {
  readonly exitCode: number;
}

async function diff(root: string, ...args: readonly string[]): Promise<Run> {
  const { io, printed } = createTestIo({ cwd: root, env: gitEnv });
  const exitCode = await main(["diff", ...args], io);
  return { ...printed, exitCode };
}

async function reportOf(root: string, ...args: readonly string[]): Promise<DiffReport> {
  const { stdout } = await diff(root, ...args, "--json");
  return JSON.parse(stdout) as DiffReport;
}

/** What a review says in all of its forms, made at once. */
async function allForms(
  { root }: TestRepository,
  ...args: readonly string[]
): Promise<Readonly<Record<string, string>>> {
  const files = ["review.md", "review.html", "review.json"];
  const { stdout } = await diff(root, ...args, ...files.flatMap((file) => ["--out", file]));
  return Object.fromEntries([
    ["stdout", stdout],
    ...files.map((file) => [file, readFileSync(join(root, file), "utf8")]),
  ]) as Readonly<Record<string, string>>;
}

/** This project's own overview in a repository of its own, with its committed output. */
function ownOverview(): TestRepository {
  const repository = createRepository(afterAll);
  repository.commit("one", {
    "dash.config.ts": readFileSync(join(own, "dash.config.ts"), "utf8"),
    "dashboards/overview.ts": readFileSync(join(own, "dashboards/overview.ts"), "utf8"),
  });
  return repository;
}

function edit(
  repository: TestRepository,
  file: string,
  ...edits: readonly (readonly [string, string])[]
): void {
  const text = readFileSync(join(repository.root, file), "utf8");
  for (const [from] of edits) expect(text).toContain(from);
  repository.write({ [file]: edits.reduce((edited, [from, to]) => edited.replace(from, to), text) });
}

describe("on the overview of this project", () => {
  let repository: TestRepository;
  beforeAll(() => {
    repository = ownOverview();
  });

  test("a panel inserted at the top is one addition and one line for what it shifts", async () => {
    edit(repository, "dashboards/overview.ts", [
      "  panels: [\n",
      '  panels: [\n    stat({ title: "Version", queries: [promql`max(prometheus_build_info)`], width: 24, height: 4 }),\n',
    ]);
    const { stdout } = await diff(repository.root);
    expect(stdout.match(/^ {2}\+ .*/gm)).toEqual(["  + Version   stat 24×4"]);
    expect(stdout.match(/^ {2}↓ .*/gm)).toEqual(["  ↓ 14 panels shifted down by 4"]);
    expect(stdout.match(/^ {2}[~⇄-] .*/gm)).toBeNull();
    repository.git("checkout", "--quiet", ".");
  });

  test("a panel that is renamed, moved to another row and asked over another range is one panel with three facts", async () => {
    edit(
      repository,
      "dashboards/overview.ts",
      ['        latencyPercentiles(accessLog, { title: "Latency of access-log" }),\n', ""],
      [
        "  panels: [\n",
        '  panels: [\n    timeseries({ title: "Slow requests", queries: [promql`histogram_quantile(0.95, sum by (le) (rate(http_request_duration_seconds_bucket{job="access-log"}[5m])))`], unit: "s" }),\n',
      ],
      ["stat }", "stat, timeseries }"],
    );
    repository.git("commit", "--quiet", "--all", "--message", "own query");
    edit(
      repository,
      "dashboards/overview.ts",
      [
        '    timeseries({ title: "Slow requests", queries: [promql`histogram_quantile(0.95, sum by (le) (rate(http_request_duration_seconds_bucket{job="access-log"}[5m])))`], unit: "s" }),\n',
        "",
      ],
      [
        "        requestRate(applications),\n",
        '        requestRate(applications),\n        timeseries({ title: "Waiting", queries: [promql`histogram_quantile(0.95, sum by (le) (rate(http_request_duration_seconds_bucket{job="access-log"}[10m])))`], unit: "s" }),\n',
      ],
    );
    const { dashboards } = await reportOf(repository.root);
    const changed = dashboards[0]?.panels.filter(
      ({ kinds }) => !kinds.every((kind) => ["shifted", "resized"].includes(kind)),
    );
    expect(changed?.map(({ before, after }) => [before?.title, after?.title])).toEqual([
      ["Slow requests", "Waiting"],
    ]);
    expect(changed?.[0]?.kinds).toEqual(expect.arrayContaining(["retitled", "reparented", "edited"]));
    expect(changed?.[0]?.queries.map(({ facts }) => facts)).toEqual([["range 5m → 10m"]]);
    const { stdout } = await diff(repository.root);
    expect(stdout).toContain("retitled from `Slow requests`");
    expect(stdout).toContain("to row `Golden signals`");
    expect(stdout).toContain("range 5m → 10m");
    repository.git("checkout", "--quiet", ".");
  });

  test("changes know the line of the definition that makes them", async () => {
    edit(repository, "dashboards/overview.ts", [
      "thresholds: { critical: 1 }",
      "thresholds: { critical: 2 }",
    ]);
    const text = readFileSync(join(repository.root, "dashboards/overview.ts"), "utf8").split("\n");
    const line = text.findIndex((each) => each.includes('title: "Targets down"'));
    const { dashboards } = await reportOf(repository.root);
    expect(dashboards[0]?.panels[0]?.at).toMatchObject({ file: "dashboards/overview.ts", line });
    repository.git("checkout", "--quiet", ".");
  });
});

describe("exit codes", () => {
  const repository = createSmall();
  test.each([
    { args: [], code: 0 },
    { args: ["--exit-code"], code: 1 },
    { args: ["--fail-on", "data"], code: 1 },
    { args: ["--fail-on", "breaks-links"], code: 0 },
    { args: ["HEAD..HEAD", "--exit-code"], code: 0 },
    { args: ["nowhere"], code: 2 },
    { args: ["HEAD", "--only", "gone"], code: 2 },
  ])("$args ends with $code", async ({ args, code }) => {
    expect((await diff(repository().root, ...args)).exitCode).toBe(code);
  });
});

/** A small project with a change in the working tree; made when a test asks for it. */
function createSmall(): () => TestRepository {
  let made: TestRepository | undefined;
  beforeAll(() => {
    made = createRepository(afterAll);
    made.commit("one", { "dash.config.ts": config, "dashboards/a.ts": dashboardWith("a", "One") });
    made.write({ "dashboards/a.ts": dashboardWith("a", "One", "Two") });
  });
  return () => made as TestRepository;
}

test("--committed compares what was written, without building", async () => {
  const repository = createRepository();
  repository.commit("one", {
    "dash.config.ts": config,
    "dashboards/a.ts": dashboardWith("a", "One"),
    "provisioning/dashboards/a.json": JSON.stringify({ uid: "a", title: "Then", panels: [] }),
  });
  repository.write({
    "provisioning/dashboards/a.json": JSON.stringify({ uid: "a", title: "Now", panels: [] }),
  });
  const report = await reportOf(repository.root, "--committed");
  expect([report.base.from, report.head.from]).toEqual(["committed-files", "committed-files"]);
  expect(report.dashboards.map(({ before, after }) => [before?.title, after?.title])).toEqual([
    ["Then", "Now"],
  ]);
});

test("a base that cannot be built is read from its committed files, and the report says so in every form", async () => {
  const repository = createRepository();
  repository.commit("one", {
    "dash.config.ts": config,
    "dashboards/a.ts": "throw new Error('broken')",
    "provisioning/dashboards/a.json": JSON.stringify({ uid: "a", title: "Then", panels: [] }),
  });
  repository.write({ "dashboards/a.ts": dashboardWith("a", "One") });
  for (const [name, text] of Object.entries(await allForms(repository, "HEAD"))) {
    expect(text, name).toMatch(/cannot be built .*committed files/s);
  }
});

test("no form shows a secret of either side", async () => {
  const secrets = ["hunter2-before", "hunter2-after", "glsa_abcdefghijklmnopqrstuvwxyz012345_aabbccdd"];
  const [before, after, token] = secrets;
  const withSecret = (secret: string | undefined): string =>
    JSON.stringify({
      apiVersion: 1,
      datasources: [
        {
          name: "Prometheus",
          uid: "prom",
          type: "prometheus",
          url: `http://admin:${secret}@prometheus:9090`,
          secureJsonData: { basicAuthPassword: secret },
          jsonData: { customQueryParameters: `x=1&token=${secret}` },
        },
      ],
    });
  const dashboard = (secret: string | undefined): string =>
    JSON.stringify({
      uid: "a",
      title: "A",
      links: [{ title: "Out", url: `https://user:${secret}@example.org/?api_key=${secret}` }],
      panels: [
        {
          id: 1,
          type: "text",
          title: "T",
          options: { content: `Token ${token} ${secret}@x?password=${secret}` },
        },
      ],
    });
  const repository = createRepository();
  repository.write({
    "one/ds.yaml": withSecret(before),
    "one/a.json": dashboard(before),
    "two/ds.yaml": withSecret(after),
    "two/a.json": dashboard(after),
  });
  for (const [name, text] of Object.entries(await allForms(repository, "one", "two"))) {
    expect(text, name).toContain("(secret)");
    for (const secret of [`:${before}@`, `:${after}@`, `key=${before}`, `token=${after}`, token]) {
      expect(text, name).not.toContain(secret);
    }
  }
});

describe("with git itself", () => {
  const dash = `${process.execPath} ${join(own, "dist/cli/bin.js")} diff`;
  const document = (title: string, unit: string): string =>
    JSON.stringify({
      uid: "shop",
      title,
      panels: [
        { id: 1, type: "stat", title: "Up", fieldConfig: { defaults: { unit }, overrides: [] }, targets: [] },
      ],
    });

  function committed(): TestRepository {
    const repository = createRepository();
    repository.commit("one", {
      ".gitattributes": "*.json diff=dash\n",
      "shop.json": document("Shop", "ms"),
    });
    repository.commit("two", { "shop.json": document("Shop", "s") });
    repository.write({ "shop.json": document("Shop", "h") });
    return repository;
  }

  test("a diff driver shows in `git diff` what changed", () => {
    const repository = committed();
    repository.git("config", "diff.dash.command", dash);
    expect(repository.git("diff")).toContain("unit s → h");
  });

  test("textconv shows in `git log -p` lines that changed", () => {
    const repository = committed();
    repository.git("config", "diff.dash.textconv", `${dash} --textconv`);
    const log = repository.git("log", "--patch", "--max-count=1");
    expect(log).toContain("-  fieldConfig.defaults.unit: ms");
    expect(log).toContain("+  fieldConfig.defaults.unit: s");
  });

  test("`git difftool` opens it", () => {
    const repository = committed();
    const printed = execFileSync("git", ["difftool", "--no-prompt", "--extcmd", dash, "HEAD~1", "HEAD"], {
      cwd: repository.root,
      env: gitEnv,
      encoding: "utf8",
    });
    expect(printed).toContain("unit ms → s");
  });
});

test("an environment that does not exist is an error before anything is built", async () => {
  const repository = createRepository();
  repository.commit("one", {
    "dash.config.ts": configWith('environments: { prod: { url: "http://localhost:3000" } }'),
    "dashboards/a.ts": dashboardWith("a", "One"),
  });
  const { exitCode, stderr } = await diff(repository.root, "--live", "staging");
  expect(exitCode).toBe(2);
  expect(stderr).toContain("`staging`");
});
