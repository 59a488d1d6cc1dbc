import { mkdirSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { findEntries, findProject } from "../../src/project/find.ts";
import { writeProject } from "./project-folder.ts";

test("finds the nearest configuration upwards", () => {
  const root = writeProject({
    "dash.config.ts": "",
    "teams/a/dash.config.mjs": "",
    "teams/b/dashboards/x.ts": "",
  });
  expect(findProject(root)).toEqual({ root, configFile: "dash.config.ts" });
  expect(findProject(path.join(root, "teams/b/dashboards"))).toEqual({ root, configFile: "dash.config.ts" });
  expect(findProject(path.join(root, "teams/a"))).toEqual({
    root: path.join(root, "teams/a"),
    configFile: "dash.config.mjs",
  });
});

test("takes the configuration that is named", () => {
  const root = writeProject({ "dash.config.ts": "", "other/my.config.ts": "" });
  expect(findProject(root, "other/my.config.ts")).toEqual({
    root: path.join(root, "other"),
    configFile: "my.config.ts",
  });
  expect(() => findProject(root, "gone.ts")).toThrow(
    expect.objectContaining({
      code: "config-not-found",
      message: "The configuration `gone.ts` is not there.",
    }),
  );
});

test("says how to start a project where there is none", () => {
  expect(() => findProject(writeProject({}))).toThrow(
    expect.objectContaining({ code: "config-not-found", hint: expect.stringContaining("npx dash init") }),
  );
});

test("lists dashboards in the order of code units, without declarations, packages and hidden folders", async () => {
  const root = writeProject({
    "dashboards/b.ts": "",
    "dashboards/a/z.ts": "",
    "dashboards/Z.ts": "",
    "dashboards/plain.json": "",
    "dashboards/types.d.ts": "",
    "dashboards/.draft/x.ts": "",
    "dashboards/node_modules/p/x.ts": "",
    "lib/x.ts": "",
  });
  mkdirSync(path.join(root, "dashboards/folder.ts"));
  expect(await findEntries(root, ["dashboards/**/*.{ts,json}", "dashboards/*.ts"])).toEqual([
    "dashboards/Z.ts",
    "dashboards/a/z.ts",
    "dashboards/b.ts",
    "dashboards/plain.json",
  ]);
});

test("refuses patterns that no file matches", async () => {
  await expect(findEntries(writeProject({}), ["dashboards/*.ts"])).rejects.toMatchObject({
    code: "no-dashboards",
    message: expect.stringContaining("No file matches `dashboards/*.ts`"),
  });
});
