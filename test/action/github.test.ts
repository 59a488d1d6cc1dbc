import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { bot, serveGitHub, token } from "./forge.ts";
import { createProject } from "./project.ts";
import { brokenLink, change, dashboardDiff, panelDiff, report, sameReport } from "./reports.ts";
import { commandsIn, runAction } from "./workflow.ts";

const markdown = "<!-- dash diff: shop -->\n### 1 dashboard changed\n";
const changed = { report: report({ dashboards: [dashboardDiff("API", {})] }), markdown };
const same = { report: sameReport, markdown: "<!-- dash diff: shop -->\nNo dashboard changed.\n" };

describe("in a pull request", () => {
  test("compares once, uploads, writes the summary and comments", async () => {
    const project = createProject(changed);
    const forge = await serveGitHub();
    const run = await runAction(project, { forge });
    expect(run).toMatchObject({ exitCode: 0, outputs: { worst: "data", changed: "1" } });
    expect(project.call().args.filter((arg) => arg.startsWith("-"))).toEqual(["--out", "--out", "--out"]);
    expect(existsSync(run.outputs["report"] ?? "")).toBe(true);
    expect(run.uploads).toEqual([
      {
        name: "dash-diff",
        path: ["html", "json", "md"]
          .map((ending) => `${run.outputs["report"]?.replace(/json$/, ending)}\n`)
          .join(""),
        overwrite: "true",
      },
    ]);
    const links = [
      "[Before and after, as a page](https://github.test/artifact)",
      "[Run](https://github.test/acme/shop/actions/runs/99)",
    ];
    expect(run.summary).toBe(`${markdown}\n${links.join(" · ")}\n`);
    expect(forge.comments).toEqual([
      {
        id: 1000,
        author: bot,
        body: `${markdown}\n<sub>${["Commit fedcba98", ...links].join(" · ")}</sub>\n`,
      },
    ]);
  });

  test("updates its comment at the next push", async () => {
    const forge = await serveGitHub({ comments: [{ id: 5, author: bot, body: `${markdown}old` }] });
    await runAction(createProject(changed), { forge });
    expect(forge.comments).toMatchObject([{ id: 5, body: expect.stringContaining("Commit fedcba98") }]);
    expect(forge.comments[0]?.body).not.toContain("old");
  });

  test("says nothing new when nothing differs", async () => {
    const forge = await serveGitHub();
    const run = await runAction(createProject(same), { forge });
    expect(run).toMatchObject({ exitCode: 0, outputs: { worst: "none", changed: "0" } });
    expect(forge.comments).toEqual([]);
    expect(run.summary).toContain("No dashboard changed.");
  });

  test("takes back what it said when nothing differs any more", async () => {
    const forge = await serveGitHub({ comments: [{ id: 5, author: bot, body: markdown }] });
    await runAction(createProject(same), { forge });
    expect(forge.comments).toMatchObject([{ id: 5, body: expect.stringContaining("No dashboard changed.") }]);
  });

  test("hands its inputs to `dash diff` as they are", async () => {
    const project = createProject(changed, "a folder");
    const inputs = {
      "working-directory": "a folder",
      base: "--version",
      config: "$(id).ts",
      env: "`pro; duction`",
      "fail-on": "breaks-links",
      comment: "false",
    };
    await runAction(project, { inputs });
    const args = "--fail-on|breaks-links|--config|$(id).ts|--env|`pro; duction`|--|--version";
    expect(project.call().args.slice(7)).toEqual(args.split("|"));
  });

  test("gives the step that runs the project's code no token", async () => {
    const project = createProject(changed);
    await runAction(project, { inputs: { comment: "false" } });
    expect(JSON.stringify(project.call().env)).not.toContain(token);
  });

  test("uploads nothing without a name for it, and links to the run only", async () => {
    const forge = await serveGitHub();
    const run = await runAction(createProject(changed), { forge, inputs: { artifact: "" } });
    expect(run.uploads).toEqual([]);
    expect(forge.comments[0]?.body).toContain("<sub>Commit fedcba98 · [Run]");
  });

  test("replaces a report that no comment can hold, and closes nothing half", async () => {
    const long = { ...changed, markdown: `${markdown}<details>${"x".repeat(70_000)}` };
    const forge = await serveGitHub();
    const run = await runAction(createProject(long), { forge });
    expect(run.summary).toContain("<details>");
    expect(forge.comments[0]?.body).toMatch(/^<!-- dash diff: shop -->\n.*too long.*<sub>/s);
    expect(forge.comments[0]?.body).not.toContain("<details>");
  });

  test("gives a report without a marker the plain one", async () => {
    const forge = await serveGitHub();
    await runAction(createProject({ ...changed, markdown: "Changed." }), { forge });
    expect(forge.comments[0]?.body).toMatch(/^<!-- dash diff -->\nChanged\.\n/);
  });
});

describe("without a pull request", () => {
  test("writes the summary only", async () => {
    const run = await runAction(createProject(changed), { event: "push" });
    expect(run).toMatchObject({ exitCode: 0, outputs: { worst: "data" } });
    expect(run.summary).toContain("1 dashboard changed");
  });

  test("refuses to run code of others with the secrets of the repository", async () => {
    const project = createProject(changed);
    const run = await runAction(project, { event: "pull_request_target" });
    expect(run.exitCode).toBe(2);
    expect(run.commands).toMatchObject([
      { name: "error", message: expect.stringContaining("`pull_request`") },
    ]);
    expect(existsSync(`${project.root}/call.json`)).toBe(false);
  });
});

describe("failing", () => {
  test("comes last, and only when asked", async () => {
    const forge = await serveGitHub();
    const worst = report({ dashboards: [dashboardDiff("API", { impact: "destroys" })], worst: "destroys" });
    const project = createProject({ report: worst, markdown, exitCode: 1 });
    const run = await runAction(project, { forge, inputs: { "fail-on": "data" } });
    expect(run.exitCode).toBe(1);
    expect(run.commands.at(-1)?.message).toBe("The worst change is `destroys`, and `fail-on` is `data`.");
    expect(run.uploads).toHaveLength(1);
    expect(run.summary).toContain("1 dashboard changed");
    expect(forge.comments).toHaveLength(1);
  });

  test.each([
    { name: "a wrong configuration", dash: { exitCode: 2, stderr: "error: No unit `x`.\n" }, exitCode: 2 },
    { name: "a bug", dash: { exitCode: 70, stderr: "TypeError\n" }, exitCode: 70 },
    { name: "a signal", dash: { signal: "SIGKILL" }, exitCode: 70 },
    { name: "no report at all", dash: {}, exitCode: 70 },
    { name: "reports of a failure", dash: { ...changed, exitCode: 3, stderr: "error: 401.\n" }, exitCode: 3 },
  ])("tells $name of `dash diff` and fails with it", async ({ dash, exitCode }) => {
    const run = await runAction(createProject(dash));
    expect(run.exitCode).toBe(exitCode);
    expect(run.uploads).toEqual([]);
    const [first = "`dash diff`"] = ("stderr" in dash ? dash.stderr : "").split("\n").filter(Boolean);
    expect(run.commands).toMatchObject([{ name: "error", message: expect.stringContaining(first) }]);
    expect(run.summary).toContain(`could not be compared\n\n\`\`\`text\n${first}`);
  });

  test("tells a missing installation with what to do", async () => {
    const run = await runAction(createProject(changed), { inputs: { "working-directory": "/" } });
    expect(run.exitCode).toBe(2);
    expect(run.commands.at(-1)?.message).toBe(
      "The package `grafana-dash` is not installed for `/`. Run `npm ci` there in a step before this one.",
    );
  });

  test("names the values that a switch can have", async () => {
    const run = await runAction(createProject(changed), { inputs: { comment: "yes" } });
    expect(run.exitCode).toBe(2);
    expect(run.commands.at(-1)?.message).toBe(
      "`DASH_DIFF_COMMENT` cannot be `yes`; it can be `true`, `false`, `required`.",
    );
  });

  test("keeps a long complaint short enough for the environment of the next step", async () => {
    const run = await runAction(createProject({ exitCode: 2, stderr: "x".repeat(300_000) }));
    expect(run.exitCode).toBe(2);
  });
});

describe("marks", () => {
  const place = { file: "dashboards/api.ts", line: 12, column: 3 };

  test("stand at lines of the repository, worst first, with what changed", async () => {
    const latency = panelDiff("Latency", place, {
      queries: [
        {
          refId: { before: "A", after: "A" },
          verdict: "changed",
          facts: ["range 1m → 5m"],
          tokens: [],
          changes: [change("legend", "changed")],
          impact: "data",
        },
      ],
      fields: [change("unit", "ms → s")],
    });
    const api = dashboardDiff("API", { panels: [latency], settings: [change("refresh", "5s → 1m")] });
    const found = report({
      dashboards: [{ ...api, at: { file: "dashboards/api.ts", line: 4 } }],
      breaks: [
        brokenLink("Panel `Errors` is removed.", place, "breaks-links"),
        brokenLink("Dashboard `Old` is removed.", { file: "dashboards/old.ts", line: 1 }, "destroys"),
      ],
    });
    const run = await runAction(createProject({ report: found, markdown }, "monitoring"), {
      inputs: { comment: "false", "working-directory": "monitoring" },
    });
    const file = "monitoring/dashboards/api.ts";
    expect(run.commands).toEqual([
      { name: "error", properties: { title: "API: destroys" }, message: "Dashboard `Old` is removed." },
      {
        name: "warning",
        properties: { file, line: "12", col: "3", title: "API: breaks-links" },
        message: "Panel `Errors` is removed.",
      },
      {
        name: "notice",
        properties: { file, line: "4", title: "API" },
        message: "Dashboard `API`: refresh 5s → 1m.",
      },
      {
        name: "notice",
        properties: { file, line: "12", col: "3", title: "API › Latency" },
        message: "Panel `Latency`: query A: range 1m → 5m; query A: legend changed; unit ms → s.",
      },
    ]);
  });

  test("are told once: what breaks is not told as a change again", async () => {
    const removed = panelDiff("Errors", place, { kinds: ["removed"], impact: "breaks-links" });
    const found = report({
      dashboards: [dashboardDiff("API", { panels: [removed], impact: "breaks-links" })],
      breaks: [brokenLink("Panel `Errors` is removed.", place, "breaks-links")],
    });
    const run = await runAction(createProject({ report: found, markdown }), { inputs: { comment: "false" } });
    expect(run.commands.map(({ name }) => name)).toEqual(["warning"]);
  });

  test("are the worst ones, as many as GitHub shows", async () => {
    const panels = Array.from({ length: 30 }, (_each, index) =>
      panelDiff(`Panel ${index}`, place, { impact: index < 12 ? "cosmetic" : "data" }),
    );
    const found = report({ dashboards: [dashboardDiff("API", { panels })] });
    const run = await runAction(createProject({ report: found, markdown }), { inputs: { comment: "false" } });
    expect(run.commands.map(({ properties }) => properties["title"])).toEqual(
      Array.from({ length: 10 }, (_each, index) => `API › Panel ${index + 12}`),
    );
  });

  test("can be turned off", async () => {
    const found = report({ breaks: [brokenLink("Gone.", place, "destroys")] });
    const inputs = { comment: "false", annotations: "false" };
    const run = await runAction(createProject({ report: found, markdown }), { inputs });
    expect(run.commands).toEqual([]);
  });
});

describe("hostile texts", () => {
  const title = "x,file=/etc/passwd::\r\n::add-mask::a\n##[add-mask]b\n::error::c%0A::set-output name=d::e";

  test("of panels are text in marks, and begin no command", async () => {
    const found = report({
      dashboards: [dashboardDiff(title, { panels: [panelDiff(title, undefined)] })],
      breaks: [brokenLink(title, { file: `${title}.ts` }, "breaks-links")],
    });
    const run = await runAction(createProject({ report: found, markdown }), { inputs: { comment: "false" } });
    expect(run.commands).toEqual([
      { name: "warning", properties: { title: "API: breaks-links" }, message: title },
      {
        name: "notice",
        properties: { title: `${title} › ${title}` },
        message: `Panel \`${title}\` changed.`,
      },
    ]);
  });

  test.each(["stdout", "stderr"] as const)(
    "in what `dash diff` prints to %s are no commands",
    async (stream) => {
      const project = createProject({
        ...changed,
        [stream]: `${title}\n::stop-commands::x\n::x::\n${title}`,
      });
      const run = await runAction(project, { inputs: { comment: "false" } });
      expect(run.log).toContain("::add-mask::a");
      expect(commandsIn(`${title}\n`)).not.toEqual([]);
      expect(run.commands.map(({ name }) => name)).toEqual([]);
    },
  );

  test("in a failure set no output and no other mark", async () => {
    const stderr = `error: ${title}\nworst<<EOF\nnone\nEOF\n\`\`\`\n# Heading`;
    const run = await runAction(createProject({ exitCode: 2, stderr }));
    expect(run.commands).toMatchObject([{ name: "error", message: stderr }]);
    expect(run.outputs["worst"]).toBe("");
    expect(run.summary).toMatch(/\n````text\n/);
  });
});
