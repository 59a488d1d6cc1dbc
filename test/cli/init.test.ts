import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { emptyFolder } from "./metrics-io.ts";
import { runDash } from "./transcript.ts";

const starter = ["dash.config.ts", "dashboards", "package.json", "tsconfig.json"];

test("takes a link to a folder for a folder", async () => {
  const cwd = await emptyFolder();
  mkdirSync(join(cwd, "real"));
  symlinkSync("real", join(cwd, "link"));
  expect(await runDash(["init", "link"], { cwd })).toMatchObject({ exitCode: 0 });
  expect(readdirSync(join(cwd, "real")).sort()).toEqual(starter);
});

test("keeps a link, also one that leads nowhere", async () => {
  const cwd = await emptyFolder();
  symlinkSync("elsewhere.json", join(cwd, "package.json"));
  const { exitCode, stdout } = await runDash(["init"], { cwd });
  expect(exitCode).toBe(0);
  expect(stdout).toContain("kept     package.json (it was there already)\n");
  expect(lstatSync(join(cwd, "package.json")).isSymbolicLink()).toBe(true);
  expect(readdirSync(cwd)).not.toContain("elsewhere.json");
});

test("takes an absolute path", async () => {
  const [cwd, target] = [await emptyFolder(), await emptyFolder()];
  expect(await runDash(["init", target], { cwd })).toMatchObject({ exitCode: 0 });
  expect(readdirSync(target).sort()).toEqual(starter);
  expect(readdirSync(cwd)).toEqual([]);
});

test("leaves the bytes of existing files alone", async () => {
  const cwd = await emptyFolder();
  writeFileSync(join(cwd, "tsconfig.json"), '{\r\n\t"mine": true }');
  await runDash(["init"], { cwd });
  expect(readFileSync(join(cwd, "tsconfig.json"), "utf8")).toBe('{\r\n\t"mine": true }');
});

test("asks for no installation when the package is there", async () => {
  const cwd = await emptyFolder();
  mkdirSync(join(cwd, "node_modules", "grafana-dash"), { recursive: true });
  expect((await runDash(["init"], { cwd })).stderr).toBe("\nNext:\n  npx dash build\n");
});

test("a path that the disk refuses is told as such", async () => {
  const cwd = await emptyFolder();
  const name = "x".repeat(300);
  const { exitCode, stdout, stderr } = await runDash(["init", name], { cwd });
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
  expect(stderr).toMatch(
    /cannot be written: the name is too long for this disk\. Nothing was written\. \(unwritable-output\)/,
  );
  expect(readdirSync(cwd)).toEqual([]);
});

// Root may write everywhere.
test.skipIf(process.getuid?.() === 0)("a folder that one may not write to is told as such", async () => {
  const cwd = await emptyFolder();
  chmodSync(cwd, 0o555);
  const { exitCode, stderr } = await runDash(["init"], { cwd });
  chmodSync(cwd, 0o755);
  expect(exitCode).toBe(2);
  expect(stderr).toContain("`dash.config.ts` cannot be written: permission is denied. Nothing was written.");
  expect(readdirSync(cwd)).toEqual([]);
});

test.each([
  { folder: "monitoring", project: "monitoring" },
  { folder: "Team A (Shop)", project: "team-a-shop" },
  { folder: "監視", project: "dashboards" },
  { folder: "x".repeat(60), project: "x".repeat(40) },
])("the folder `$folder` names the project", async ({ folder, project }) => {
  const cwd = await emptyFolder();
  await runDash(["init", folder], { cwd });
  expect(readFileSync(join(cwd, folder, "dash.config.ts"), "utf8")).toContain(`  project: "${project}",\n`);
});
