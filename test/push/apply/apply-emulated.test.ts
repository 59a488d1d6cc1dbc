import { describe, expect, test } from "vitest";
import type { Grafana } from "../../../src/grafana/model.ts";
import { applyPlan } from "../../../src/push/apply/apply.ts";
import { formatPlan, parsePlan, verifyPlan } from "../../../src/push/saved-plan/saved-plan.ts";
import { planPush, type PushRequest } from "../../../src/push/planning/plan-push.ts";
import { planRollback } from "../../../src/push/rollback/rollback.ts";
import { readStatus } from "../../../src/push/status.ts";
import type { Plan } from "../../../src/push/plan.ts";
import { profiles, startConnected } from "../../grafana/client/emulated.ts";
import { bundleOf, type Code } from "../../grafana/scenarios/code.ts";
import { statesOf } from "../applying.ts";

const env = (name: string) => (name === "PASSWORD" ? "hunter2" : undefined);

function requestOf(code: Code): PushRequest {
  return {
    bundle: bundleOf(code),
    files: new Map(),
    project: "shop",
    env,
    selection: { names: [] },
    force: false,
    prune: true,
    updateSecrets: false,
    concurrency: 4,
  };
}

function apply(grafana: Grafana, plan: Plan, push: string) {
  return applyPlan(grafana, plan, {
    push,
    message: "Pushed",
    env,
    sleep: async () => {},
    random: () => 0,
    confirm: true,
  });
}

const code = (expr: string): Code => ({
  dashboards: [
    { uid: "a", folder: ["Team", "Inner"], expr },
    { uid: "b", more: { tags: undefined } },
    { uid: "c", folder: ["Team"] },
  ],
  dataSources: [{ uid: "prom", secureJsonData: { basicAuthPassword: "${PASSWORD}" } }],
});

const pushes = ["20261120T000000Z-0001", "20261121T000000Z-0002", "20261122T000000Z-0003"] as const;

describe.each(profiles)("with Grafana $name", ({ options }) => {
  test("pushes, saves and applies plans, rolls back and deletes", async () => {
    const { emulator, grafana } = await startConnected(options);
    const first = await apply(grafana, await planPush(grafana, requestOf(code("up"))), pushes[0]);
    expect(first).toMatchObject({ confirmed: true, health: { prom: { status: "ok" } } });
    expect(new Set(Object.values(statesOf(first)))).toEqual(new Set(["done"]));

    emulator.requests.clear();
    const again = await planPush(grafana, requestOf(code("up")));
    expect(again.actions.filter(({ kind }) => kind !== "unchanged")).toEqual([]);
    expect(await apply(grafana, again, pushes[1])).toMatchObject({ confirmed: true });
    expect(emulator.requests.writes()).toEqual([]);

    const saved = parsePlan(formatPlan(await planPush(grafana, requestOf(code("sum(up)")))), "plan.json");
    await verifyPlan(grafana, saved);
    expect(await apply(grafana, saved, pushes[1])).toMatchObject({ confirmed: true });
    await expect(verifyPlan(grafana, saved)).rejects.toMatchObject({ code: "plan-outdated" });

    const back = await planRollback(grafana, { project: "shop" });
    expect(back.actions).toMatchObject([{ uid: "a", kind: "update", restores: 1 }]);
    expect(await apply(grafana, parsePlan(formatPlan(back), "plan.json"), pushes[2])).toMatchObject({
      confirmed: true,
    });
    const statuses = await readStatus(grafana, requestOf(code("up")));
    expect(statuses.filter(({ state }) => state !== "in-step")).toEqual([]);

    const emptied = await apply(grafana, await planPush(grafana, requestOf({})), pushes[2]);
    expect(emptied).toMatchObject({ confirmed: true });
    expect(emulator.state.dashboards()).toEqual([]);
    expect(emulator.state.dataSources()).toEqual([]);
    expect(emulator.state.folders()).toHaveLength(
      grafana.folders.stamped ? 0 : emulator.state.folders().length,
    );
  });

  test.each(["reset-after", "reset-before", "reset-mid-body"] as const)(
    "ends right when the first answer to each write is lost: %s",
    async (kind) => {
      const { emulator, grafana } = await startConnected(options);
      for (const path of [/folders/, /datasources/, /dashboards(?!.*versions)/]) {
        for (const method of ["POST", "PUT"])
          emulator.faults.add({ kind, match: { method, path }, times: 3 });
      }
      const outcome = await apply(grafana, await planPush(grafana, requestOf(code("up"))), pushes[0]);
      expect(new Set(Object.values(statesOf(outcome)))).toEqual(new Set(["done"]));
      expect(outcome.confirmed).toBe(true);
      expect(emulator.state.dashboards().map(({ uid }) => uid)).toEqual(["a", "b", "c"]);
      for (const { history } of emulator.state.dashboards()) expect(history).toHaveLength(1);
      const again = await planPush(grafana, requestOf(code("up")));
      expect(again.actions.filter(({ kind: planned }) => planned !== "unchanged")).toEqual([]);
    },
  );
});
