import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { bot, type Forge, serveGitLab, token } from "./forge.ts";
import { actionFolder, type ActionProject, createProject, runScript, type ScriptRun } from "./project.ts";
import { brokenLink, dashboardDiff, panelDiff, report, sameReport } from "./reports.ts";

const marker = "<!-- dash diff: shop -->";
const markdown = `${marker}\n### 1 dashboard changed\n`;
const changed = { report: report({ dashboards: [dashboardDiff("API", {})] }), markdown };

/** Runs the job of merge request 7, with a token when there is a server to use it at. */
function runJob(
  project: ActionProject,
  { forge, env = {} }: { readonly forge?: Forge; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<ScriptRun> {
  return runScript([process.execPath, join(actionFolder, "gitlab.mjs")], {
    cwd: project.root,
    env: {
      CI_API_V4_URL: forge?.address ?? "http://127.0.0.1:9",
      CI_COMMIT_SHA: "fedcba9876543210fedcba9876543210fedcba98",
      CI_JOB_URL: "https://gitlab.test/acme/shop/-/jobs/99",
      CI_MERGE_REQUEST_IID: "7",
      CI_MERGE_REQUEST_PROJECT_ID: "42",
      ...(forge === undefined ? {} : { DASH_GITLAB_TOKEN: token }),
      ...env,
    },
  });
}

describe("the note", () => {
  test("is written once, with links to the page and the job", async () => {
    const forge = await serveGitLab();
    const run = await runJob(createProject(changed), { forge });
    expect(run).toMatchObject({ exitCode: 0, stderr: "" });
    const job = "https://gitlab.test/acme/shop/-/jobs/99";
    const links = `[Before and after, as a page](${job}/artifacts/file/dash-diff/dash-diff.html) · [Job](${job})`;
    expect(forge.comments).toEqual([
      { id: 1000, author: bot, body: `${markdown}\n<sub>Commit fedcba98 · ${links}</sub>\n` },
    ]);
  });

  test("is found on a later page, updated, and its doubles are deleted", async () => {
    const others = Array.from({ length: 120 }, (_each, id) => ({ id, author: "alice", body: marker }));
    const twins = [500, 501].map((id) => ({ id, author: bot, body: `${marker}\nold` }));
    const forge = await serveGitLab({ comments: [...others, ...twins] });
    await runJob(createProject(changed), { forge });
    expect(forge.comments.filter(({ author }) => author === bot)).toMatchObject([
      { id: 500, body: expect.stringContaining("1 dashboard changed") },
    ]);
    expect(forge.comments.slice(0, 120)).toEqual(others);
  });

  test("is not begun when nothing differs", async () => {
    const forge = await serveGitLab();
    await runJob(createProject({ report: sameReport, markdown }), { forge });
    expect(forge.comments).toEqual([]);
  });

  test("gives GitLab no orders", async () => {
    const forge = await serveGitLab();
    await runJob(createProject({ ...changed, markdown: `${markdown}/close\n  /assign @mallory\na/b\n` }), {
      forge,
    });
    expect(forge.comments[0]?.body).toContain("\n\u200b/close\n  \u200b/assign @mallory\na/b\n");
  });

  test("that cannot be written fails nothing, and shows no token", async () => {
    const forge = await serveGitLab({ faults: [{ method: "POST", status: 403, message: `no ${token}` }] });
    const run = await runJob(createProject(changed), { forge });
    expect(run).toMatchObject({ exitCode: 0, stdout: "The comment could not be written (403: no ***).\n" });
  });

  test("that is required and cannot be written fails the job", async () => {
    const forge = await serveGitLab({ faults: [{ method: "POST", status: 403 }] });
    const run = await runJob(createProject(changed), { forge, env: { DASH_DIFF_COMMENT: "required" } });
    expect(run).toMatchObject({
      exitCode: 3,
      stderr: "The comment could not be written (403: It is broken).\n",
    });
  });

  test.each([
    { name: "a token, as in forks", env: {}, said: "Without `DASH_GITLAB_TOKEN` no note is written" },
    {
      name: "a merge request",
      env: { DASH_GITLAB_TOKEN: token, CI_MERGE_REQUEST_IID: "" },
      said: "No merge request, so no note.",
    },
  ])("needs $name, and the rest does not", async ({ env, said }) => {
    const project = createProject(changed);
    const run = await runJob(project, { env });
    expect(run).toMatchObject({ exitCode: 0, stdout: expect.stringContaining(said) });
    expect(project.read("dash-diff/dash-diff.md")).toBe(markdown);
  });

  test("gets a token that the project's code does not see", async () => {
    const project = createProject(changed);
    await runJob(project, { forge: await serveGitLab() });
    expect(JSON.stringify(project.call().env)).not.toContain(token);
  });
});

describe("the Code Quality report", () => {
  test("marks the lines of the repository, the same ones each by its own print", async () => {
    const place = { file: "dashboards/api.ts", line: 12 };
    const twins = [panelDiff("Latency", place), panelDiff("Latency", place)];
    const found = report({
      dashboards: [dashboardDiff("API", { panels: twins })],
      breaks: [
        brokenLink("Panel `Errors` is removed.", { file: "dashboards/api.ts" }, "breaks-links"),
        brokenLink("Dashboard `Old` is removed.", { file: "dashboards/old.ts" }, "destroys"),
      ],
    });
    const project = createProject({ report: found, markdown }, "monitoring");
    await runJob(project, { env: { DASH_DIFF_DIRECTORY: "monitoring" } });
    const entries = JSON.parse(project.read("dash-diff/code-quality.json")) as readonly {
      readonly fingerprint: string;
    }[];
    const latency = {
      description: "API › Latency: Panel `Latency` changed.",
      check_name: "dash-diff/data",
      severity: "minor",
      location: { path: "monitoring/dashboards/api.ts", lines: { begin: 12 } },
    };
    expect(entries).toMatchObject([
      {
        description: "API: breaks-links: Panel `Errors` is removed.",
        check_name: "dash-diff/breaks-links",
        severity: "major",
        location: { path: "monitoring/dashboards/api.ts", lines: { begin: 1 } },
      },
      latency,
      latency,
    ]);
    expect(new Set(entries.map(({ fingerprint }) => fingerprint)).size).toBe(3);
  });

  test("is empty where nothing differs", async () => {
    const project = createProject({ report: sameReport, markdown });
    await runJob(project);
    expect(project.read("dash-diff/code-quality.json")).toBe("[]");
  });
});

describe("the job", () => {
  test("fails at the end when it was asked to", async () => {
    const forge = await serveGitLab();
    const project = createProject({ ...changed, exitCode: 1 });
    const run = await runJob(project, { forge, env: { DASH_DIFF_FAIL_ON: "data" } });
    expect(run.exitCode).toBe(1);
    expect(project.call().args).toContain("--fail-on");
    expect(forge.comments).toHaveLength(1);
  });

  test("fails with the message of `dash diff`, without reports of the run before", async () => {
    const project = createProject({ exitCode: 2, stderr: "error: No unit `x`.\n" });
    project.write("dash-diff/dash-diff.md", "old");
    project.write("dash-diff/dash-diff.json", "{}");
    const run = await runJob(project);
    expect(run).toMatchObject({ exitCode: 2, stdout: "error: No unit `x`.\n" });
    expect(existsSync(join(project.root, "dash-diff/dash-diff.md"))).toBe(false);
  });

  test("of the template runs this script, and keeps what it writes", async () => {
    const text = readFileSync(join(actionFolder, "gitlab/dash-diff.gitlab-ci.yml"), "utf8");
    const { "dash-diff": job } = parse(text) as {
      readonly "dash-diff": {
        readonly variables: Readonly<Record<string, string>>;
        readonly script: readonly string[];
        readonly artifacts: {
          readonly paths: readonly string[];
          readonly reports: { readonly codequality: string };
        };
      };
    };
    const project = createProject(changed);
    const installed = "node_modules/grafana-dash/action/gitlab.mjs";
    project.write(installed, `import(${JSON.stringify(join(actionFolder, "gitlab.mjs"))});`);
    const run = await runScript(["sh", "-c", job.script.at(-1) ?? ""], {
      cwd: project.root,
      env: job.variables,
    });
    expect(run).toMatchObject({ exitCode: 0, stderr: "" });
    for (const path of [...job.artifacts.paths, job.artifacts.reports.codequality]) {
      expect(existsSync(join(project.root, path))).toBe(true);
    }
    expect(project.call().args).not.toContain("--fail-on");
  });
});
