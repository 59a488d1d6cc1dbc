import { once } from "node:events";
import { createServer } from "node:net";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runDiff } from "../../../src/cli/commands/diff.ts";
import { dashboardWith, panel, row } from "../../diff/side-of.ts";
import { createRepository, gitEnv } from "../../project/git/git-repository.ts";
import { createTestIo } from "../command-io.ts";

const file = "provisioning/dashboards/shop.json";
const before = dashboardWith([row(1, "Golden signals", 0), panel(2, "Requests")]);
const after = dashboardWith([row(1, "Golden signals", 0), panel(2, "Requests", { title: "Calls" })]);

const files = {
  "old.json": JSON.stringify(before),
  "new.json": JSON.stringify(after),
  "manifest.json": "{}",
};

async function diff(...sides: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const repository = createRepository();
  repository.write(files);
  const { io, printed } = createTestIo({ cwd: repository.root, env: gitEnv });
  const code = await runDiff(io, { sides });
  return { code, ...printed };
}

test("git's seven words are two states of one file, under the name that git has for it", async () => {
  const { stdout } = await diff(file, "old.json", "1a2b", "100644", "new.json", "3c4d", "100644");
  expect(stdout).toContain(`${file}\n\n~ Shop (shop)   ${file}   cosmetic\n`);
  expect(stdout).not.toContain("old.json");
});

test("git's nine words are a file that was renamed", async () => {
  const words = [
    file,
    "old.json",
    "1a2b",
    "100644",
    "new.json",
    "3c4d",
    "100644",
    "calls.json",
    "similarity",
  ];
  const { stdout } = await diff(...words);
  expect(stdout).toContain(`${file} → calls.json\n`);
  expect(stdout).toContain("(shop)   calls.json");
});

test("a file that git shows as new is compared with nothing", async () => {
  const { stdout } = await diff(file, "/dev/null", ".", ".", "new.json", "3c4d", "100644");
  expect(stdout).toContain(`+ Shop (shop)   ${file}`);
});

test("what holds no dashboard does not stop git, which would show no further file", async () => {
  const words = [file, "manifest.json", "1a2b", "100644", "manifest.json", "3c4d", "100644"];
  const { code, stdout, stderr } = await diff(...words);
  expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
  expect(stderr).toContain(`\`${file}\` holds no dashboard`);
  expect((await diff("manifest.json", "new.json")).code).toBe(2);
});

test("the text for git has a paragraph for each panel, and rows without settings are one line", async () => {
  const repository = createRepository();
  repository.write(files);
  const { io, printed } = createTestIo({ cwd: repository.root, env: gitEnv });
  await runDiff(io, { sides: ["old.json"], textconv: true });
  expect(printed.stdout).toContain('\n\nrow "Golden signals"\n\npanel "Requests" (timeseries)\n');
});

test("what is left out by `--only` still breaks", async () => {
  const repository = createRepository();
  const home = dashboardWith([panel(1, "Go", { description: "[calls](/d/shop?viewPanel=2)" })], {
    uid: "home",
    title: "Home",
  });
  repository.write({
    "a/shop.json": JSON.stringify(before),
    "a/home.json": JSON.stringify(home),
    "b/shop.json": JSON.stringify(dashboardWith([row(1, "Golden signals", 0)])),
    "b/home.json": JSON.stringify(home),
  });
  const { io, printed } = createTestIo({ cwd: repository.root, env: gitEnv });
  expect(await runDiff(io, { sides: ["a", "b"], only: ["shop"], failOn: "breaks-links" })).toBe(1);
  expect(printed.stdout).toContain("links of `Home` still lead to it");
});

test.skipIf(process.platform === "win32")(
  "a device without end is told instead of read without end",
  async () => {
    await expect(diff("/dev/zero", "new.json")).rejects.toMatchObject({
      code: "unreadable-input",
      message: "`/dev/zero` is larger than 256 MiB.",
    });
  },
);

test.skipIf(process.platform === "win32")("what cannot be read is told with its path", async () => {
  const repository = createRepository();
  repository.write(files);
  const server = createServer().listen(join(repository.root, "socket"));
  await once(server, "listening");
  const { io } = createTestIo({ cwd: repository.root, env: gitEnv });
  await expect(runDiff(io, { sides: ["socket", "new.json"] })).rejects.toMatchObject({
    code: "unreadable-input",
    message: "`socket` cannot be read.",
  });
  server.close();
});
