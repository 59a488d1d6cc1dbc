/** What happens between a plan and its end: others' edits, other pushes, saved plans. */
import { expect } from "vitest";
import { formatPlan, parsePlan, verifyPlan } from "../../../src/push/saved-plan/saved-plan.ts";
import type { Plan } from "../../../src/push/plan.ts";
import type { Code } from "./code.ts";
import { expectNoWrites, expectServed, expectSettled, expectSuccess, outcomeOf } from "./expecting.ts";
import { overviewOf, shopCode } from "./pushing.ts";
import type { Rig } from "./rig.ts";
import type { Scenario } from "./scenario.ts";

/** What another machine reads of a saved plan. */
function reread(plan: Plan): Plan {
  return parsePlan(formatPlan(plan), "plan.json");
}

async function changed(rig: Rig): Promise<Code> {
  expectSuccess(await rig.push(shopCode(rig)));
  const { dashboards = [], ...rest } = shopCode(rig);
  return { ...rest, dashboards: dashboards.map((dashboard) => ({ ...dashboard, expr: "sum(up)" })) };
}

const retitled = (document: object): Record<string, never> => ({ ...document, title: "By hand" }) as never;

export const races: readonly Scenario[] = [
  {
    name: "refuses to overwrite an edit that came after the plan, and writes the others",
    run: async (rig) => {
      const code = await changed(rig);
      const plan = await rig.plan(code);
      await rig.others.save(rig.uid("overview"), retitled);
      const outcome = await rig.apply(plan);
      expect(outcomeOf(outcome, rig.uid("overview"))).toMatchObject({
        state: "failed",
        message: expect.stringMatching(/changed/) as string,
        hint: expect.stringContaining("--force") as string,
      });
      expect(outcomeOf(outcome, rig.uid("cart")).state).toBe("done");
      expect((await rig.grafana.dashboards.read(rig.uid("overview")))?.title).toBe("By hand");
    },
  },
  {
    name: "refuses to overwrite an edit that came after the plan also when forced",
    run: async (rig) => {
      const code = await changed(rig);
      await rig.others.save(rig.uid("overview"), (document) => ({ ...document, description: "first" }));
      const plan = await rig.plan(code, { force: true });
      await rig.others.save(rig.uid("overview"), retitled);
      expect(outcomeOf(await rig.apply(plan), rig.uid("overview")).state).toBe("failed");
      expect((await rig.grafana.dashboards.read(rig.uid("overview")))?.title).toBe("By hand");
    },
  },
  {
    name: "refuses to overwrite a dashboard that somebody created after the plan",
    run: async (rig) => {
      const plan = await rig.plan({ dashboards: [overviewOf(rig, { folder: [] })] });
      await rig.others.create({ uid: rig.uid("overview"), document: { title: "Mine", panels: [] } });
      expect(outcomeOf(await rig.apply(plan), rig.uid("overview")).state).toBe("failed");
      expect((await rig.grafana.dashboards.read(rig.uid("overview")))?.title).toBe("Mine");
    },
  },
  {
    // The classic API creates it again, as the next push would.
    name: "does not create a dashboard again that was deleted after the plan",
    api: "resources",
    run: async (rig) => {
      const code = await changed(rig);
      const plan = await rig.plan(code);
      await rig.others.remove(rig.uid("overview"));
      expect(outcomeOf(await rig.apply(plan), rig.uid("overview"))).toMatchObject({
        state: "failed",
        message: expect.stringContaining("deleted") as string,
      });
    },
  },
  {
    name: "does not delete what somebody edited after the plan",
    run: async (rig) => {
      expectSuccess(await rig.push(shopCode(rig)));
      const plan = await rig.plan({ dashboards: [overviewOf(rig)] }, { prune: true });
      await rig.others.save(rig.uid("cart"), retitled);
      expect(outcomeOf(await rig.apply(plan), rig.uid("cart")).state).toBe("failed");
      expect((await rig.grafana.dashboards.read(rig.uid("cart")))?.title).toBe("By hand");
    },
  },
  {
    name: "refuses to overwrite a data source that somebody edited after the plan",
    run: async (rig) => {
      expectSuccess(await rig.push(shopCode(rig)));
      const plan = await rig.plan({ dataSources: [{ uid: rig.uid("prom"), url: "http://other:9090" }] });
      await rig.others.editDataSource(rig.uid("prom"), (source) => ({ ...source, url: "http://mine:9090" }));
      expect(outcomeOf(await rig.apply(plan), rig.uid("prom")).state).toBe("failed");
      expect((await rig.grafana.dataSources.read(rig.uid("prom")))?.url).toBe("http://mine:9090");
    },
  },
  {
    name: "ends right when two machines push the same code at the same time",
    run: async (rig) => {
      const code = shopCode(rig);
      const connections = [await rig.connect(), await rig.connect()];
      const plans = await Promise.all(connections.map((grafana) => rig.plan(code, { grafana })));
      const outcomes = await Promise.all(
        plans.map((plan, index) => {
          const grafana = connections[index];
          return rig.apply(plan, grafana === undefined ? {} : { grafana });
        }),
      );
      for (const outcome of outcomes) expectSuccess({ outcome });
      await expectServed(rig, code);
      expect(await rig.others.versions(rig.uid("overview"))).toBe(1);
      await expectSettled(rig, code);
    },
  },
  {
    name: "ends right when two machines push the same change one after the other from the same state",
    run: async (rig) => {
      const code = await changed(rig);
      const [first, second] = [await rig.plan(code), await rig.plan(code)];
      expectSuccess({ outcome: await rig.apply(first) });
      const outcome = await expectNoNewVersions(rig, () => rig.apply(second));
      expectSuccess({ outcome });
      expect(outcomeOf(outcome, rig.uid("overview")).kind).toBe("unchanged");
      await expectSettled(rig, code);
    },
  },
  {
    name: "replaces a state that an older push of its own left after the plan",
    run: async (rig) => {
      const code = await changed(rig);
      const plan = await rig.plan(code);
      const { dataSources = [] } = code;
      expectSuccess(await rig.push({ dataSources, dashboards: [overviewOf(rig, { expr: "older" })] }));
      expectSuccess({ outcome: await rig.apply(plan) });
      await expectServed(rig, code);
      await expectSettled(rig, code);
    },
  },
  {
    name: "applies a saved plan exactly, from any machine",
    run: async (rig) => {
      const code = await changed(rig);
      const plan = reread(await rig.plan(code));
      await verifyPlan(rig.grafana, plan);
      expectSuccess({ outcome: await rig.apply(plan) });
      await expectServed(rig, code);
      await expectSettled(rig, code);
    },
  },
  {
    name: "saves the same plan as the same bytes",
    run: async (rig) => {
      const code = await changed(rig);
      expect(formatPlan(await rig.plan(code))).toBe(formatPlan(await rig.plan(code)));
    },
  },
  {
    name: "refuses a saved plan when Grafana has changed since, before the first write",
    run: async (rig) => {
      const code = await changed(rig);
      const plan = reread(await rig.plan(code));
      await rig.others.save(rig.uid("cart"), retitled);
      await expectNoWrites(rig, code, async () => {
        await expect(verifyPlan(rig.grafana, plan)).rejects.toMatchObject({
          code: "plan-outdated",
          message: expect.stringContaining("Cart") as string,
        });
      });
    },
  },
  {
    name: "refuses a saved plan that was applied already",
    run: async (rig) => {
      const plan = reread(await rig.plan(await changed(rig)));
      expectSuccess({ outcome: await rig.apply(plan) });
      await expect(verifyPlan(rig.grafana, plan)).rejects.toMatchObject({ code: "plan-outdated" });
    },
  },
];

async function expectNoNewVersions<Result>(rig: Rig, run: () => Promise<Result>): Promise<Result> {
  const before = await rig.others.versions(rig.uid("overview"));
  const result = await run();
  expect(await rig.others.versions(rig.uid("overview"))).toBe(before);
  return result;
}
