/** What goes wrong between a push and its Grafana, and what becomes of the push. */
import { expect } from "vitest";
import type { Fault, FaultMatch } from "../emulator/fault-rules.ts";
import type { Code } from "./code.ts";
import { expectServed, expectSettled, expectSuccess, kindsOf, outcomeOf } from "./expecting.ts";
import { overviewOf, shopCode } from "./pushing.ts";
import type { Rig } from "./rig.ts";
import type { Scenario } from "./scenario.ts";

/** The calls that save dashboards. */
const saves: readonly FaultMatch[] = [
  { method: "POST", path: /\/dashboards(\/db)?(\?|$)/ },
  { method: "PUT", path: /\/dashboards\// },
];

/** Any call that could change something. */
const writes: readonly FaultMatch[] = ["POST", "PUT", "PATCH", "DELETE"].map((method) => ({ method }));

/** Adds a fault to calls; the answer tells how often it happened. */
function addFaults(rig: Rig, matches: readonly FaultMatch[], fault: Fault, times = 1): () => number {
  const handles = matches.map((match) => rig.emulator.faults.add({ ...fault, match, times }));
  return () => handles.reduce((sum, { hits }) => sum + hits, 0);
}

/** A first push and an update, each with the fault at its writes. */
function survives(name: string, fault: Fault, { times = 1, matches = writes } = {}): Scenario {
  return {
    name,
    emulated: true,
    run: async (rig) => {
      const code = shopCode(rig);
      const hits = addFaults(rig, matches, fault, times);
      expectSuccess(await rig.push(code));
      expect(hits()).toBe(times);
      const changed: Code = {
        dataSources: [{ uid: rig.uid("prom"), url: "http://other:9090" }],
        dashboards: (code.dashboards ?? []).map((dashboard) => ({ ...dashboard, expr: "sum(up)" })),
      };
      rig.emulator.faults.clear();
      const later = addFaults(rig, matches, fault, times);
      expectSuccess(await rig.push(changed));
      expect(later()).toBeGreaterThanOrEqual(times);
      rig.emulator.faults.clear();
      await expectServed(rig, changed);
      await expectSettled(rig, changed);
      for (const { uid } of changed.dashboards ?? []) expect(await rig.others.versions(uid)).toBe(2);
    },
  };
}

/** A Grafana that answers every save so: the object fails, with the words, and the rest is pushed. */
function tells(name: string, fault: Fault, words: RegExp): Scenario {
  return {
    name,
    emulated: true,
    run: async (rig) => {
      addFaults(rig, saves, fault, Infinity);
      const { outcome } = await rig.push(shopCode(rig));
      const failed = outcomeOf(outcome, rig.uid("overview"));
      expect(failed).toMatchObject({ state: "failed", message: expect.stringMatching(words) as string });
      expect(failed.hint).toMatch(/./);
      expect(outcomeOf(outcome, rig.uid("prom")).state).toBe("done");
      expect(outcomeOf(outcome, rig.folderUid(rig.folder, "Payments")).state).toBe("done");
      rig.emulator.faults.clear();
      expectSuccess(await rig.push(shopCode(rig)));
      await expectServed(rig, shopCode(rig));
      await expectSettled(rig, shopCode(rig));
    },
  };
}

export const mishaps: readonly Scenario[] = [
  survives("verifies a write whose answer got lost, and writes it once", { kind: "reset-after" }),
  survives("verifies a write whose answer broke in the middle, and writes it once", {
    kind: "reset-mid-body",
  }),
  survives("verifies a write that a proxy timed out after it happened, and writes it once", {
    kind: "status",
    status: 504,
    handled: true,
  }),
  survives("repeats a write that never arrived", { kind: "reset-before" }, { times: 2 }),
  survives("repeats a write that a proxy could not pass on", { kind: "status", status: 502 }),
  survives("repeats a write that a proxy had no server for", { kind: "status", status: 503 }),
  survives(
    "repeats a write that met a locked database",
    { kind: "locked-database" },
    { times: 2, matches: saves },
  ),
  survives(
    "waits as long as Grafana asks it to",
    { kind: "status", status: 429, retryAfter: 1 },
    { times: 2 },
  ),
  survives(
    "finds a dashboard that was stored although Grafana answered 500",
    { kind: "stored-but-500" },
    { matches: saves },
  ),
  survives("looks again when a proxy answers a write with its login page", { kind: "html" }),
  {
    name: "waits the seconds that Grafana asks for",
    emulated: true,
    run: async (rig) => {
      const waits: number[] = [];
      const sleep = (time: number): Promise<void> => {
        waits.push(time);
        return Promise.resolve();
      };
      rig.emulator.faults.add({ kind: "status", status: 429, retryAfter: 7, match: saves[0] ?? {} });
      const grafana = await rig.connect({}, { sleep });
      expectSuccess(await rig.push({ dashboards: [overviewOf(rig, { folder: [] })] }, { grafana }));
      expect(waits.filter((time) => time >= 7000)).toHaveLength(1);
    },
  },
  {
    name: "reads again when reading fails for a moment",
    emulated: true,
    run: async (rig) => {
      const code = shopCode(rig);
      expectSuccess(await rig.push(code));
      const faults = [
        { kind: "reset-before" },
        { kind: "reset-mid-body" },
        { kind: "status", status: 429, retryAfter: 0 },
        { kind: "status", status: 502 },
        { kind: "status", status: 503 },
        { kind: "status", status: 504 },
      ] as const;
      for (const fault of faults) rig.emulator.faults.add({ ...fault, match: { method: "GET" } });
      const { plan } = await rig.push(code);
      expect(new Set(Object.values(kindsOf(plan)))).toEqual(new Set(["unchanged"]));
    },
  },
  tells("tells that the database stays locked", { kind: "locked-database" }, /locked|Failed to save/),
  tells(
    "tells that a proxy has no server behind it",
    { kind: "status", status: 503 },
    /503|no usable answer/,
  ),
  tells("tells that the server resets every connection", { kind: "reset-before" }, /./),
  tells("tells that a proxy limits the size of requests", { kind: "status", status: 413 }, /413/),
  tells(
    "tells the server's own words when it refuses",
    { kind: "answer", status: 403, body: '{"message":"Quota reached for dashboards"}' },
    /Quota reached/,
  ),
  {
    name: "finds what it wrote although the search index lags behind",
    emulated: true,
    from: 12,
    options: { indexDelay: "manual" },
    run: async (rig) => {
      const code = shopCode(rig);
      expectSuccess(await rig.push(code));
      await expectSettled(rig, code);
      await expectServed(rig, code);
      for (const { uid } of code.dashboards ?? []) expect(await rig.others.versions(uid)).toBe(1);
    },
  },
  {
    name: "does not delete a folder that only the search index takes for empty",
    emulated: true,
    from: 12,
    api: "resources",
    options: { indexDelay: "manual" },
    run: async (rig) => {
      expectSuccess(await rig.push({ dashboards: [overviewOf(rig)] }));
      rig.emulator.flushIndex();
      await rig.others.create({
        uid: rig.uid("mine"),
        document: { title: "Mine" },
        folderUid: rig.folderUid(rig.folder),
      });
      await rig.push({}, { prune: true });
      expect(rig.emulator.state.dashboard(rig.uid("mine"))).toBeDefined();
      expect(rig.emulator.state.folder(rig.folderUid(rig.folder))).toBeDefined();
    },
  },
  {
    name: "goes on after a failure, and ends at the first one when it is told to",
    emulated: true,
    run: async (rig) => {
      const dashboards = ["a", "b", "c", "d"].map((name) => ({ uid: rig.uid(name), title: name }));
      const [create] = saves;
      const refusal = { kind: "answer", status: 400, body: '{"message":"no"}' } as const;
      rig.emulator.faults.add({ ...refusal, match: create ?? {}, skip: 1 });
      const { outcome } = await rig.push({ dashboards }, { failFast: true, concurrency: 1 });
      expect(outcome.objects.map(({ state }) => state)).toEqual(["done", "failed", "untried", "untried"]);
      rig.emulator.faults.add({ ...refusal, match: create ?? {} });
      const second = await rig.push({ dashboards }, { concurrency: 1 });
      expect(second.outcome.objects.map(({ state }) => state)).toEqual(["left", "failed", "done", "done"]);
      expectSuccess(await rig.push({ dashboards }));
      await expectSettled(rig, { dashboards });
    },
  },
  {
    name: "does not try what lies in a folder that could not be created",
    emulated: true,
    run: async (rig) => {
      rig.emulator.faults.add({
        kind: "answer",
        status: 403,
        body: '{"message":"no folders today"}',
        match: { method: "POST", path: /\/folders/ },
        times: Infinity,
      });
      const outside = { uid: rig.uid("outside") };
      const { outcome } = await rig.push({ dashboards: [overviewOf(rig), outside] });
      expect(outcomeOf(outcome, rig.folderUid(rig.folder)).state).toBe("failed");
      expect(outcomeOf(outcome, rig.uid("overview")).state).toBe("untried");
      expect(outcomeOf(outcome, rig.uid("outside")).state).toBe("done");
    },
  },
];
