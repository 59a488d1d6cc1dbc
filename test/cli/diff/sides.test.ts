import { expect, test } from "vitest";
import { type GitSides, withGitSides } from "../../../src/cli/diff/sides.ts";
import { createRepository, gitEnv, type TestRepository } from "../../project/git/git-repository.ts";
import { config, dashboardWith } from "../../project/sides/git-project.ts";
import { createTestIo } from "../command-io.ts";

const request = { configFile: undefined, environment: undefined, committed: false, json: false };

function projectWith(...titles: readonly string[]): TestRepository {
  const repository = createRepository();
  repository.commit("first", { "dash.config.ts": config, "dashboards/a.ts": dashboardWith("a", "One") });
  repository.write({ "dashboards/a.ts": dashboardWith("a", ...titles) });
  return repository;
}

test("hands both sides to the command, whose exit code counts", async () => {
  const { root } = projectWith("One", "Two");
  const { io, printed } = createTestIo({ cwd: root, env: gitEnv });
  const seen: GitSides[] = [];
  const code = await withGitSides(request, io, async (sides) => {
    seen.push(sides);
    return 1;
  });
  expect(code).toBe(1);
  expect(seen.map(({ base, head }) => [base.side.ref.label, head.side.ref.label])).toEqual([
    ["HEAD", "working tree"],
  ]);
  expect(printed).toEqual({ stdout: "", stderr: "" });
});

test("tells what is wrong in the working tree, and ends with 2", async () => {
  const { root } = projectWith("One", "One");
  const { io, printed } = createTestIo({ cwd: root, env: gitEnv });
  expect(await withGitSides(request, io, async () => 0)).toBe(2);
  expect(printed.stderr).toContain("(panel-key)");
  const json = createTestIo({ cwd: root, env: gitEnv });
  expect(await withGitSides({ ...request, json: true }, json.io, async () => 0)).toBe(2);
  expect(JSON.parse(json.printed.stdout)).toMatchObject({ problems: [{ rule: "panel-key" }] });
});
