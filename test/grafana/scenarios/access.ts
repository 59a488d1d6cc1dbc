/** As whom a push comes, and to which organisation and path. */
import { expect } from "vitest";
import type { Credentials } from "../../../src/grafana/target.ts";
import { missingPermissions } from "../../../src/push/apply/permissions.ts";
import type { Plan } from "../../../src/push/plan.ts";
import type { TokenGrant } from "../emulator/contract.ts";
import { expectNoWrites, expectServed, expectSettled, expectSuccess, kindsOf } from "./expecting.ts";
import { overviewOf, shopCode } from "./pushing.ts";
import type { Rig } from "./rig.ts";
import type { Scenario } from "./scenario.ts";

/** A push as somebody else: its plan, and what that one lacks for it. */
async function planAs(rig: Rig, token: string): Promise<{ readonly plan: Plan; readonly lacks: string }> {
  const grafana = await rig.connect({ credentials: { kind: "token", token } });
  const plan = await rig.plan(shopCode(rig), { grafana });
  return { plan, lacks: missingPermissions(plan, grafana.facts)?.message ?? "" };
}

function refuses(name: string, credentials: Credentials, tokens: Record<string, TokenGrant> = {}): Scenario {
  return {
    name,
    emulated: true,
    options: { tokens },
    run: async (rig) => {
      rig.emulator.requests.clear();
      await expect(rig.connect({ credentials })).rejects.toMatchObject({ code: "unauthorized" });
      expect(rig.emulator.requests.writes()).toEqual([]);
    },
  };
}

export const access: readonly Scenario[] = [
  {
    name: "plans as a viewer, and knows before the first write what is missing",
    emulated: true,
    run: async (rig) => {
      const { plan, lacks } = await planAs(rig, rig.emulator.tokens.viewer);
      expect(Object.values(kindsOf(plan))).toEqual(["create", "create", "create", "create", "create"]);
      for (const permission of ["dashboards:create", "folders:create", "datasources:create"]) {
        expect(lacks).toContain(permission);
      }
    },
  },
  {
    name: "sees as a viewer that everything is in step",
    emulated: true,
    run: async (rig) => {
      expectSuccess(await rig.push(shopCode(rig)));
      const grafana = await rig.connect({
        credentials: { kind: "token", token: rig.emulator.tokens.viewer },
      });
      const { plan } = await expectNoWrites(rig, shopCode(rig), () => rig.push(shopCode(rig), { grafana }));
      expect(new Set(Object.values(kindsOf(plan)))).toEqual(new Set(["unchanged"]));
    },
  },
  {
    name: "lacks only the data sources as an editor",
    emulated: true,
    run: async (rig) => {
      const { lacks } = await planAs(rig, rig.emulator.tokens.editor);
      expect(lacks).toContain("datasources:create");
      expect(lacks).not.toContain("dashboards:create");
      const grafana = await rig.connect({
        credentials: { kind: "token", token: rig.emulator.tokens.editor },
      });
      const code = { dashboards: [overviewOf(rig)] };
      const { plan, outcome } = await rig.push(code, { grafana });
      expect(missingPermissions(plan, grafana.facts)).toBeUndefined();
      expectSuccess({ outcome });
      await expectServed(rig, code);
    },
  },
  {
    name: "lacks nothing as an administrator",
    run: async (rig) => {
      expect(missingPermissions(await rig.plan(shopCode(rig)), rig.facts)).toBeUndefined();
    },
  },
  {
    name: "tells of each object when permissions are lost after the plan",
    emulated: true,
    run: async (rig) => {
      const plan = await rig.plan(shopCode(rig));
      const grafana = await rig.connect({
        credentials: { kind: "token", token: rig.emulator.tokens.viewer },
      });
      const outcome = await rig.apply(plan, { grafana });
      const states = outcome.objects.map(({ object, state }) => [object, state] as const);
      expect(states.filter(([object]) => object !== "folder")).toEqual([
        ["data-source", "failed"],
        ["dashboard", "untried"],
        ["dashboard", "untried"],
      ]);
      expect(states.map(([, state]) => state)).not.toContain("done");
      expect(rig.emulator.state.dashboards()).toEqual([]);
    },
  },
  refuses("refuses a wrong token at once", { kind: "token", token: "glsa_wrong" }),
  refuses(
    "refuses an expired token at once",
    { kind: "token", token: "glsa_expired" },
    { glsa_expired: { role: "Admin", state: "expired" } },
  ),
  refuses(
    "refuses a revoked token at once",
    { kind: "token", token: "glsa_revoked" },
    { glsa_revoked: { role: "Admin", state: "revoked" } },
  ),
  refuses("refuses a wrong password at once", { kind: "basic", user: "admin", password: "wrong" }),
  refuses("refuses nobody at once", { kind: "none" }),
  {
    name: "stops at the first object when the token is revoked in the middle",
    emulated: true,
    run: async (rig) => {
      const dashboards = ["a", "b", "c"].map((name) => ({ uid: rig.uid(name) }));
      const plan = await rig.plan({ dashboards });
      rig.emulator.faults.add({
        kind: "answer",
        status: 401,
        body: '{"message":"Invalid API key"}',
        times: Infinity,
      });
      const { objects } = await rig.apply(plan, { concurrency: 1 });
      expect(objects.map(({ state }) => state)).toEqual(["failed", "untried", "untried"]);
    },
  },
  {
    name: "works below a path",
    emulated: true,
    options: { subpath: "/tools/grafana" },
    run: async (rig) => {
      const code = shopCode(rig);
      expectSuccess(await rig.push(code));
      await expectServed(rig, code);
      await expectSettled(rig, code);
      expect(rig.grafana.dashboardUrl(rig.uid("overview"))).toBe(
        `${rig.emulator.url}/d/${rig.uid("overview")}`,
      );
    },
  },
  {
    name: "works in the organisation that a user names, and leaves the others alone",
    emulated: true,
    run: async (rig) => {
      const grafana = await rig.connect({ orgId: 2 });
      expect(grafana.facts.orgId).toBe(2);
      expectSuccess(await rig.push(shopCode(rig), { grafana }));
      const { state } = rig.emulator.organisation(2);
      expect(state.dashboards()).toHaveLength(2);
      expect(state.dataSources()).toHaveLength(1);
      expect([...rig.emulator.state.dashboards(), ...rig.emulator.state.folders()]).toEqual([]);
      expect(rig.emulator.state.dataSources()).toEqual([]);
      expect((await rig.connect()).facts.orgId).toBe(1);
      const { plan } = await rig.push(shopCode(rig), { grafana });
      expect(new Set(Object.values(kindsOf(plan)))).toEqual(new Set(["unchanged"]));
    },
  },
  {
    name: "refuses an organisation that is not the token's",
    emulated: true,
    run: async (rig) => {
      const credentials = { kind: "token", token: rig.emulator.tokens.admin } as const;
      await expect(rig.connect({ credentials, orgId: 2 })).rejects.toMatchObject({ code: "forbidden" });
    },
  },
];
