import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { actionFolder, type ActionProject, createProject, runScript, type ScriptRun } from "./project.ts";
import { sameReport } from "./reports.ts";

function runRecipe(project: ActionProject, env: Readonly<Record<string, string>> = {}): Promise<ScriptRun> {
  return runScript(["sh", join(actionFolder, "recipe.sh")], { cwd: project.root, env });
}

describe("the recipe", () => {
  test("prints the Markdown and keeps all reports", async () => {
    const project = createProject({ report: sameReport, markdown: "Nothing.\n" });
    expect(await runRecipe(project)).toEqual({ exitCode: 0, stdout: "Nothing.\n", stderr: "" });
    expect(project.call().args).toEqual([
      "diff",
      "--format",
      "markdown",
      ...["md", "html", "json"].flatMap((ending) => ["--out", `dash-diff/dash-diff.${ending}`]),
    ]);
    for (const ending of ["md", "html", "json"]) {
      expect(existsSync(join(project.root, `dash-diff/dash-diff.${ending}`))).toBe(true);
    }
  });

  test("hands its variables on as they are", async () => {
    const project = createProject({ report: sameReport, markdown: "" });
    await runRecipe(project, {
      DASH_DIFF_BASE: "--help",
      DASH_DIFF_FAIL_ON: "data",
      DASH_DIFF_CONFIG: "$(id) x.ts",
      DASH_DIFF_ENV: "`pro; duction`",
      DASH_DIFF_REPORTS: "my reports",
    });
    expect(project.call().args.slice(3)).toEqual([
      ...["md", "html", "json"].flatMap((ending) => ["--out", `my reports/dash-diff.${ending}`]),
      "--config",
      "$(id) x.ts",
      "--env",
      "`pro; duction`",
      "--fail-on",
      "data",
      "--",
      "--help",
    ]);
  });

  test.each([1, 2, 3, 70])("ends with exit code %i of `dash diff`", async (exitCode) => {
    const project = createProject({ exitCode, stderr: "error: No.\n" });
    project.write("dash-diff/dash-diff.md", "old");
    expect(await runRecipe(project)).toMatchObject({ exitCode, stderr: "error: No.\n" });
    expect(existsSync(join(project.root, "dash-diff/dash-diff.md"))).toBe(false);
  });

  test("does not take a shell for `dash` where the package is missing", async () => {
    const project = createProject({});
    rmSync(join(project.root, "node_modules"), { recursive: true });
    expect(await runRecipe(project)).toEqual({
      exitCode: 2,
      stdout: "",
      stderr: "The package `grafana-dash` is not installed here. Run `npm ci` first.\n",
    });
  });
});
