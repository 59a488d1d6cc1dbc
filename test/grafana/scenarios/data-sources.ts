/** Data sources: found by uid, never duplicated, their secrets and the default flag kept. */
import { expect } from "vitest";
import type { Code, DataSourceCode } from "./code.ts";
import { actionOf, conflictOf, expectNoWrites, expectSettled, expectSuccess, kindsOf } from "./expecting.ts";
import type { Rig } from "./rig.ts";
import type { Scenario } from "./scenario.ts";

function promOf(rig: Rig, changes: Partial<DataSourceCode> = {}): Code {
  return { dataSources: [{ uid: rig.uid("prom"), ...changes }] };
}

const withPassword = {
  basicAuth: true,
  basicAuthUser: "${PROM_USER}",
  secureJsonData: { basicAuthPassword: "${PROM_PASSWORD}" },
};

const env = { PROM_USER: "prom", PROM_PASSWORD: "hunter2", PROM_TENANT: "shop" };

/** A data source by hand, which the code names by the same uid. */
async function createByHand(rig: Rig, more: Record<string, string | boolean> = {}): Promise<void> {
  const uid = rig.uid("prom");
  await rig.others.createDataSource({ uid, name: uid, type: "prometheus", url: "http://mine", ...more });
}

export const dataSources: readonly Scenario[] = [
  {
    name: "sets everything that matters, with the values of the environment",
    run: async (rig) => {
      const code = promOf(rig, {
        ...withPassword,
        url: "http://${PROM_USER}.example.com:9090/prom",
        jsonData: {
          httpMethod: "POST",
          timeInterval: "15s",
          prometheusType: "Mimir",
          prometheusVersion: "2.9.1",
          httpHeaderName1: "X-Scope-OrgID",
          exemplarTraceIdDestinations: [{ name: "traceID", datasourceUid: "tempo" }],
        },
        secureJsonData: { ...withPassword.secureJsonData, httpHeaderValue1: "${PROM_TENANT}" },
      });
      expectSuccess(await rig.push(code, { env }));
      const stored = await rig.grafana.dataSources.read(rig.uid("prom"));
      expect(stored).toMatchObject({
        url: "http://prom.example.com:9090/prom",
        basicAuth: true,
        basicAuthUser: "prom",
        jsonData: code.dataSources?.[0]?.jsonData,
      });
      expect([...(stored?.secrets ?? [])].sort()).toEqual(["basicAuthPassword", "httpHeaderValue1"]);
      expect(
        rig.maybeEmulator?.state.dataSource(rig.uid("prom"))?.secrets ?? { basicAuthPassword: "hunter2" },
      ).toMatchObject({ basicAuthPassword: "hunter2" });
      const { plan } = await expectNoWrites(rig, code, () => rig.push(code, { env }));
      expect(kindsOf(plan)).toEqual({ [rig.uid("prom")]: "unchanged" });
    },
  },
  {
    name: "updates what differs, and says what",
    run: async (rig) => {
      expectSuccess(await rig.push(promOf(rig)));
      const code = promOf(rig, { jsonData: { httpMethod: "GET" } });
      const { plan, outcome } = await rig.push(code);
      expectSuccess({ outcome });
      expect(actionOf(plan, rig.uid("prom"))).toMatchObject({
        kind: "update",
        changes: [expect.stringMatching(/httpMethod.*POST.*GET/) as string],
      });
      await expectSettled(rig, code);
    },
  },
  {
    name: "keeps the secrets that are there, also when something else changes",
    emulated: true,
    run: async (rig) => {
      expectSuccess(await rig.push(promOf(rig, withPassword), { env }));
      const changed = promOf(rig, { ...withPassword, url: "http://other:9090" });
      expectSuccess(await rig.push(changed, { env: { PROM_USER: "prom" } }));
      expect(rig.emulator.state.dataSource(rig.uid("prom"))).toMatchObject({
        url: "http://other:9090",
        secrets: { basicAuthPassword: "hunter2" },
      });
    },
  },
  {
    name: "sends a secret that Grafana lacks",
    emulated: true,
    run: async (rig) => {
      expectSuccess(await rig.push(promOf(rig)));
      const code = promOf(rig, { secureJsonData: { httpHeaderValue1: "${PROM_TENANT}" } });
      const { plan, outcome } = await rig.push(code, { env });
      expectSuccess({ outcome });
      expect(actionOf(plan, rig.uid("prom")).changes).toEqual([expect.stringContaining("httpHeaderValue1")]);
      expect(JSON.stringify(plan)).not.toContain('"shop"');
      expect(rig.emulator.state.dataSource(rig.uid("prom"))?.secrets).toEqual({ httpHeaderValue1: "shop" });
    },
  },
  {
    name: "sends all secrets again when it is asked to, and else not",
    emulated: true,
    run: async (rig) => {
      const code = promOf(rig, withPassword);
      expectSuccess(await rig.push(code, { env }));
      const rotated = { ...env, PROM_PASSWORD: "hunter3" };
      await expectNoWrites(rig, code, () => rig.push(code, { env: rotated }));
      expectSuccess(await rig.push(code, { env: rotated, updateSecrets: true }));
      expect(rig.emulator.state.dataSource(rig.uid("prom"))?.secrets).toEqual({
        basicAuthPassword: "hunter3",
      });
    },
  },
  {
    name: "says which variables are not set before the first write",
    run: async (rig) => {
      const code = { ...promOf(rig, withPassword), dashboards: [{ uid: rig.uid("overview") }] };
      await expectNoWrites(rig, code, async () => {
        await expect(rig.push(code)).rejects.toMatchObject({
          code: "config-invalid",
          message: expect.stringContaining("PROM_USER") as string,
        });
        await expect(rig.push(code, { env: { PROM_USER: "prom" } })).rejects.toMatchObject({
          code: "config-invalid",
          message: expect.stringContaining("PROM_PASSWORD") as string,
        });
      });
    },
  },
  {
    name: "refuses a name that another uid has, instead of making a second one",
    run: async (rig) => {
      const other = rig.uid("by-hand");
      await rig.others.createDataSource({
        uid: other,
        name: rig.uid("prom"),
        type: "prometheus",
        url: "http://x",
      });
      const code = promOf(rig);
      for (const force of [false, true]) {
        const { plan } = await expectNoWrites(rig, code, () => rig.push(code, { force }));
        const conflict = conflictOf(plan, rig.uid("prom"));
        expect(conflict).toMatchObject({ reason: "identity", forcible: false });
        expect(conflict.message).toContain(other);
      }
    },
  },
  {
    name: "refuses a uid that belongs to another type",
    run: async (rig) => {
      await createByHand(rig, { type: "loki" });
      const code = promOf(rig);
      for (const force of [false, true]) {
        const { plan } = await expectNoWrites(rig, code, () => rig.push(code, { force }));
        expect(conflictOf(plan, rig.uid("prom"))).toMatchObject({ reason: "identity", forcible: false });
      }
    },
  },
  {
    name: "leaves a data source from a file alone, also by force",
    emulated: true,
    run: async (rig) => {
      await createByHand(rig);
      rig.emulator.provisionDataSource(rig.uid("prom"));
      const code = promOf(rig);
      for (const force of [false, true]) {
        const { plan } = await expectNoWrites(rig, code, () => rig.push(code, { force }));
        expect(conflictOf(plan, rig.uid("prom"))).toMatchObject({ reason: "provisioned", forcible: false });
      }
    },
  },
  {
    name: "leaves a data source alone that somebody made or edited, unless it is forced to",
    run: async (rig) => {
      await createByHand(rig);
      const code = promOf(rig);
      const first = await expectNoWrites(rig, code, () => rig.push(code));
      expect(conflictOf(first.plan, rig.uid("prom"))).toMatchObject({ reason: "unmanaged", forcible: true });
      expectSuccess(await rig.push(code, { force: true }));
      await rig.others.editDataSource(rig.uid("prom"), (source) => ({ ...source, url: "http://mine" }));
      const second = await expectNoWrites(rig, code, () => rig.push(code));
      expect(conflictOf(second.plan, rig.uid("prom"))).toMatchObject({ reason: "edited", forcible: true });
      expectSuccess(await rig.push(code, { force: true }));
      await expectSettled(rig, code);
    },
  },
  {
    name: "takes over a data source of nobody that is as the code says",
    run: async (rig) => {
      await createByHand(rig, { url: "http://prometheus:9090" });
      const code = promOf(rig, { jsonData: {} });
      const { plan, outcome } = await rig.push(code);
      expectSuccess({ outcome });
      expect(kindsOf(plan)).toEqual({ [rig.uid("prom")]: "adopt" });
      await expectSettled(rig, code);
    },
  },
  {
    name: "does not take the default flag from another data source, and says so",
    emulated: true,
    run: async (rig) => {
      rig.emulator.createDataSource({ uid: "main", name: "Main", type: "prometheus", isDefault: true });
      const code = promOf(rig, { isDefault: true });
      const { plan, outcome } = await rig.push(code);
      expectSuccess({ outcome });
      expect(plan.notes.join()).toContain("Main");
      expect(rig.emulator.state.dataSource("main")?.isDefault).toBe(true);
      expect(rig.emulator.state.dataSource(rig.uid("prom"))?.isDefault).toBe(false);
      await expectSettled(rig, code);
    },
  },
  {
    name: "takes the default flag when the configuration itself says so, and says that",
    emulated: true,
    run: async (rig) => {
      rig.emulator.createDataSource({ uid: "main", name: "Main", type: "prometheus", isDefault: true });
      const code = promOf(rig, { isDefault: true, claimsDefault: true });
      const { plan, outcome } = await rig.push(code);
      expectSuccess({ outcome });
      expect(actionOf(plan, rig.uid("prom")).changes.join()).toContain("Main");
      expect(rig.emulator.state.dataSource("main")?.isDefault).toBe(false);
      expect(rig.emulator.state.dataSource(rig.uid("prom"))?.isDefault).toBe(true);
      await expectSettled(rig, code);
    },
  },
  {
    name: "refuses a data source of another organisation",
    run: async (rig) => {
      await expect(rig.plan(promOf(rig, { orgId: 77 }))).rejects.toMatchObject({ code: "config-invalid" });
    },
  },
];
