import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Fault } from "./emulator/fault-rules.ts";
import { dashboardsFile, setStage } from "./security/stage.ts";

const hostile: readonly Fault[] = [
  { kind: "endless-body" },
  { kind: "huge-content-length" },
  { kind: "deep-json" },
  { kind: "slow-drip" },
  { kind: "hang" },
  { kind: "answer", status: 200, body: "x".repeat(5_000_000) },
];

/** Of each call 64 MiB are read at most, and the server that sends them is in this process, too. */
const bound = 700 * 1024 * 1024;

/** How long something took, in milliseconds, and by how much the process grew, in bytes. */
async function measure(
  work: () => Promise<unknown>,
): Promise<{ readonly time: number; readonly growth: number }> {
  const [begun, before] = [performance.now(), process.memoryUsage.rss()];
  await work();
  return { time: performance.now() - begun, growth: process.memoryUsage.rss() - before };
}

describe("a malicious server", () => {
  test.each(hostile)("that answers every call with $kind is left in time", async (fault) => {
    const { emulator, dash, savePlan } = await setStage();
    await savePlan("plan.json");
    emulator.faults.add({ ...fault, times: Infinity });
    const { time, growth } = await measure(async () => {
      const { exitCode, stderr } = await dash("push --plan plan.json --timeout 0.1");
      expect(exitCode).toBe(3);
      expect(stderr).toMatch(/^error: /m);
      expect(stderr).not.toContain("bug in dash");
    });
    expect(time).toBeLessThan(4000);
    expect(growth).toBeLessThan(bound);
  });

  test.each(hostile)("that answers every write with $kind is left in time", async (fault) => {
    const { emulator, dash, savePlan } = await setStage();
    await savePlan("plan.json");
    emulator.faults.add({ ...fault, match: { method: "POST" }, times: Infinity });
    const { time, growth } = await measure(async () => {
      const { exitCode, stderr } = await dash("push --plan plan.json --timeout 0.1");
      // What was done although the answer cannot be used is found by reading.
      expect([0, 3, 4]).toContain(exitCode);
      expect(stderr).not.toContain("bug in dash");
    });
    expect(time).toBeLessThan(8000);
    expect(growth).toBeLessThan(bound);
  });

  test.each(hostile.slice(1, 4))(
    "that answers every read of a dashboard with $kind is left in time",
    async (fault) => {
      const { emulator, dash } = await setStage();
      emulator.createInUi({ uid: "a", document: { title: "A" } });
      emulator.faults.add({ ...fault, match: { path: /dashboards\/(?:uid\/)?a/ }, times: Infinity });
      const { time } = await measure(async () => {
        expect((await dash("pull a --timeout 0.1")).exitCode).toBe(3);
      });
      expect(time).toBeLessThan(4000);
    },
  );

  test.each([
    "[]",
    "null",
    "1",
    '"text"',
    "{}",
    '{"dashboard":null,"meta":null}',
    '{"metadata":{"name":7,"annotations":[]},"spec":[]}',
    '{"__proto__":{"polluted":true},"spec":{},"metadata":{}}',
  ])("that answers every read with %s does not bring dash to fall", async (body) => {
    const { emulator, dash, savePlan } = await setStage();
    await savePlan("plan.json");
    emulator.createInUi({ uid: "a", document: { title: "A" } });
    for (const path of [/dashboards/, /folders/, /datasources/, /search/]) {
      emulator.faults.add({
        kind: "answer",
        status: 200,
        body,
        match: { method: "GET", path },
        times: Infinity,
      });
    }
    for (const line of ["push --plan plan.json", "pull a", "pull --all"]) {
      const { exitCode, stderr } = await dash(line);
      expect([0, 3, 4]).toContain(exitCode);
      expect(stderr).not.toContain("bug in dash");
    }
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
  });
});

describe("names of a server", () => {
  const uids = ["../../evil", "..", "%2e%2e%2fevil", 'q"uote', "emoji🚀", "a/b", "nul\u0000"];

  test("lead no pulled file out of its folder", async () => {
    const { emulator, dash, cwd } = await setStage({ version: "11.6.0" });
    emulator.createInUi({ uid: "good", document: { title: "Good" } });
    expect((await dash("pull --all")).exitCode).toBe(0);
    for (const uid of uids) {
      emulator.createInUi({ uid, document: { title: uid } });
      const { stderr } = await dash("pull --all");
      expect(stderr).not.toContain("bug in dash");
      emulator.deleteInUi(uid);
    }
    for (const path of ["../evil.json", "../../evil.json", "evil.json", ".json"]) {
      expect(existsSync(join(cwd, path))).toBe(false);
    }
    expect(readdirSync(cwd).sort()).toEqual(["dash.config.ts", "dashboards", "node_modules", "pulled"]);
    expect(readdirSync(join(cwd, "pulled")).filter((name) => !/^[\w%-]+\.json$/.test(name))).toEqual([]);
  });

  test.each(["../../api/admin/settings", "%2e%2e%2fadmin", "a/../b", "a?orgId=2", "a#b"])(
    "asked for as %s stay one segment of the path",
    async (uid) => {
      const { emulator, dash } = await setStage({ version: "11.6.0" });
      await dash(`pull ${uid}`);
      await dash(`open ${uid}`);
      const paths = emulator.requests.all.map(({ path, query }) => `${path} ${String(query)}`);
      expect(
        paths.filter((path) => /admin|orgId/.test(path) && !path.includes(encodeURIComponent(uid))),
      ).toEqual([]);
    },
  );

  test("cannot steer the terminal", async () => {
    const { emulator, dash } = await setStage();
    await dash("push");
    const title = "\u001b[2J\u001b]0;evil\u0007\u202egnp.exe\r\nerror: forged";
    emulator.saveInUi("a", (document) => ({ ...document, title }), { message: title, by: title });
    emulator.createInUi({ uid: "b", document: { title } });
    for (const line of ["push --dry-run", "push", "status", "pull --all", "push --force"]) {
      const { stdout, stderr } = await dash(line);
      // oxlint-disable-next-line no-control-regex
      expect(stdout + stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f\u202e]|^error: forged/m);
    }
  });

  test("and texts of 1 MB are stored, compared and printed in short", async () => {
    const { emulator, dash, write } = await setStage();
    const long = `"é🚀".repeat(350_000)`;
    write(
      "dashboards/all.ts",
      dashboardsFile(`dashboard({ uid: "a", title: "A", description: ${long}, panels: [] })`),
    );
    expect((await dash("push")).exitCode).toBe(0);
    expect(emulator.state.dashboard("a")?.document["description"]).toHaveLength(1_050_000);
    emulator.requests.clear();
    expect((await dash("push")).exitCode).toBe(0);
    expect(emulator.requests.writes()).toEqual([]);
    emulator.saveInUi("a", (document) => ({ ...document, description: "y".repeat(1_000_000) }));
    const { stdout, stderr, exitCode } = await dash("push --dry-run");
    expect(exitCode).toBe(1);
    expect((stdout + stderr).length).toBeLessThan(20_000);
  });
});
