/** Rolling back, and telling how the code and Grafana relate. */
import { expect } from "vitest";
import { deployAnnotation } from "../../../src/push/apply/annotation.ts";
import { planRollback, type RollbackRequest } from "../../../src/push/rollback/rollback.ts";
import { hasDrift, readStatus, type StatusState } from "../../../src/push/status.ts";
import type { Code } from "./code.ts";
import {
  actionOf,
  conflictOf,
  expectServed,
  expectSettled,
  expectSuccess,
  kindsOf,
  outcomeOf,
} from "./expecting.ts";
import { overviewOf, shopCode } from "./pushing.ts";
import { keyOf, type Pushed, type Rig } from "./rig.ts";
import type { Scenario } from "./scenario.ts";

async function rollBack(rig: Rig, request: Partial<RollbackRequest> = {}): Promise<Pushed> {
  const plan = await planRollback(rig.grafana, { project: keyOf(rig), ...request });
  return { plan, outcome: await rig.apply(plan) };
}

async function statesOf(rig: Rig, code: Code): Promise<Readonly<Record<string, StatusState>>> {
  const statuses = await readStatus(rig.grafana, rig.request(code));
  expect(hasDrift(statuses)).toBe(statuses.some(({ state }) => state !== "in-step"));
  return Object.fromEntries(statuses.map(({ uid, state }) => [uid, state]));
}

const retitled = (document: object): Record<string, never> => ({ ...document, title: "By hand" }) as never;

export const keeping: readonly Scenario[] = [
  {
    name: "rolls the last push back: restores what it changed and deletes what it created",
    run: async (rig) => {
      const before = { dashboards: [overviewOf(rig)] };
      expectSuccess(await rig.push(before));
      const after = {
        dashboards: [
          overviewOf(rig, { expr: "sum(up)", title: "New" }),
          { uid: rig.uid("cart"), folder: [rig.folder] },
        ],
      };
      const { outcome } = await rig.push(after);
      const rolled = await rollBack(rig);
      expectSuccess(rolled);
      expect(actionOf(rolled.plan, rig.uid("overview"))).toMatchObject({ kind: "update", restores: 1 });
      expect(actionOf(rolled.plan, rig.uid("cart"))).toMatchObject({ kind: "delete" });
      await expectServed(rig, before);
      expect(await rig.grafana.dashboards.read(rig.uid("cart"))).toBeUndefined();
      await expectSettled(rig, before);
      expect(outcome.push).not.toBe(rolled.outcome.push);
    },
  },
  {
    name: "rolls a move back",
    run: async (rig) => {
      const before = { dashboards: [overviewOf(rig)] };
      expectSuccess(await rig.push(before));
      expectSuccess(await rig.push({ dashboards: [overviewOf(rig, { folder: [], expr: "sum(up)" })] }));
      expectSuccess(await rollBack(rig));
      const stored = await rig.grafana.dashboards.read(rig.uid("overview"));
      expect(stored?.document).toMatchObject({ panels: [{ targets: [{ expr: "up" }] }] });
    },
  },
  {
    name: "rolls a named push back",
    run: async (rig) => {
      expectSuccess(await rig.push({ dashboards: [overviewOf(rig)] }));
      const { outcome } = await rig.push({ dashboards: [overviewOf(rig, { expr: "sum(up)" })] });
      const { plan } = await rollBack(rig, { push: outcome.push });
      expect(actionOf(plan, rig.uid("overview"))).toMatchObject({ kind: "update", restores: 1 });
    },
  },
  {
    name: "does not roll back what somebody edited since",
    run: async (rig) => {
      expectSuccess(await rig.push({ dashboards: [overviewOf(rig)] }));
      expectSuccess(await rig.push({ dashboards: [overviewOf(rig, { expr: "sum(up)" })] }));
      await rig.others.save(rig.uid("overview"), retitled);
      const { plan, outcome } = await rollBack(rig);
      expect(conflictOf(plan, rig.uid("overview")).reason).toBe("edited");
      expect(outcomeOf(outcome, rig.uid("overview")).state).toBe("left");
      expect((await rig.grafana.dashboards.read(rig.uid("overview")))?.title).toBe("By hand");
    },
  },
  {
    name: "gives a data source the settings back that the applied plan holds",
    run: async (rig) => {
      const before = { dataSources: [{ uid: rig.uid("prom") }] };
      expectSuccess(await rig.push({ ...before, dashboards: [overviewOf(rig)] }));
      const { plan } = await rig.push({ dataSources: [{ uid: rig.uid("prom"), url: "http://other:9090" }] });
      const rolled = await rollBack(rig, { plan });
      expect(actionOf(rolled.plan, rig.uid("prom"))).toMatchObject({ kind: "update" });
      expect((await rig.grafana.dataSources.read(rig.uid("prom")))?.url).toBe("http://prometheus:9090");
      await expectSettled(rig, before);
    },
  },
  {
    name: "says that there is nothing to roll back where no push of the project was",
    run: async (rig) => {
      await expect(rollBack(rig)).rejects.toMatchObject({ code: "plan-invalid" });
    },
  },
  {
    name: "tells of each object how the code and Grafana relate",
    run: async (rig) => {
      const at = (name: string, changes = {}): ReturnType<typeof overviewOf> =>
        overviewOf(rig, { uid: rig.uid(name), title: name, ...changes });
      const names = ["step", "code", "server", "both", "orphan"];
      expectSuccess(await rig.push({ dashboards: names.map((name) => at(name)) }));
      for (const name of ["server", "both"]) {
        await rig.others.save(rig.uid(name), (document) => ({ ...document, description: "By hand" }));
      }
      await rig.others.create({ uid: rig.uid("mine"), document: { title: "Mine", panels: [] } });
      const code = {
        dashboards: [
          at("step"),
          at("code", { expr: "sum(up)" }),
          at("server"),
          at("both", { expr: "sum(up)" }),
          at("mine", { folder: [] }),
          at("missing"),
        ],
      };
      expect(await statesOf(rig, code)).toMatchObject({
        [rig.uid("step")]: "in-step",
        [rig.uid("code")]: "code-ahead",
        [rig.uid("server")]: "server-ahead",
        [rig.uid("both")]: "both-changed",
        [rig.uid("mine")]: "unmanaged",
        [rig.uid("missing")]: "missing",
        [rig.uid("orphan")]: "orphaned",
      });
    },
  },
  {
    name: "is in step after a push",
    run: async (rig) => {
      const code = shopCode(rig);
      expectSuccess(await rig.push(code));
      expect(new Set(Object.values(await statesOf(rig, code)))).toEqual(new Set(["in-step"]));
    },
  },
  {
    name: "marks a push on the time axis only when something was written",
    emulated: true,
    run: async (rig) => {
      const about = { project: rig.project, commit: "4f2a9c1", time: 1_790_000_000_000 };
      for (const code of [shopCode(rig), shopCode(rig)]) {
        const annotation = deployAnnotation((await rig.push(code)).outcome, about);
        if (annotation !== undefined) await rig.grafana.annotate(annotation);
      }
      expect(rig.emulator.state.annotations()).toMatchObject([
        {
          time: about.time,
          tags: ["deploy", "dash", rig.project],
          text: expect.stringContaining("4f2a9c1") as string,
        },
      ]);
    },
  },
  {
    name: "lets a plan of a rollback show what it would do without doing it",
    run: async (rig) => {
      expectSuccess(await rig.push({ dashboards: [overviewOf(rig)] }));
      const code = { dashboards: [overviewOf(rig, { expr: "sum(up)" })] };
      expectSuccess(await rig.push(code));
      const plan = await planRollback(rig.grafana, { project: keyOf(rig) });
      expect(kindsOf(plan)).toEqual({ [rig.uid("overview")]: "update" });
      await expectServed(rig, code);
    },
  },
];
