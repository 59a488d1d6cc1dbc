/** What belongs to others is explained and left alone; what is deleted is the project's own. */
import { expect } from "vitest";
import { type Code, documentOf } from "./code.ts";
import {
  actionOf,
  conflictOf,
  expectNoWrites,
  expectServed,
  expectSettled,
  expectSuccess,
  kindsOf,
  outcomeOf,
} from "./expecting.ts";
import { overviewOf, shopCode } from "./pushing.ts";
import type { Rig } from "./rig.ts";
import type { Scenario } from "./scenario.ts";

/** Nothing is written about an object that the code wants otherwise, forced or not. */
async function expectUntouchable(rig: Rig, code: Code, reason: string): Promise<void> {
  for (const force of [false, true]) {
    const { plan } = await expectNoWrites(rig, code, () => rig.push(code, { force }));
    expect(conflictOf(plan, rig.uid("overview"))).toMatchObject({ reason, forcible: false });
  }
}

export const ownership: readonly Scenario[] = [
  {
    name: "leaves what another project pushed alone, also by force",
    run: async (rig) => {
      const code = { dashboards: [overviewOf(rig)] };
      expectSuccess(await rig.push(code, { project: `${rig.project}-other` }));
      const wanted = { dashboards: [overviewOf(rig, { expr: "sum(up)" })] };
      await expectUntouchable(rig, wanted, "other-project");
      const conflict = conflictOf(await rig.plan(wanted), rig.uid("overview"));
      expect(conflict.message).toContain(`${rig.project}-other`);
      await expectServed(rig, code);
    },
  },
  {
    name: "leaves a dashboard from a provisioning file alone, also by force",
    emulated: true,
    run: async (rig) => {
      const code = { dashboards: [overviewOf(rig, { folder: [] })] };
      rig.emulator.provisionFromFile(rig.uid("overview"), { path: "shop.json", document: { title: "File" } });
      await expectUntouchable(rig, code, "provisioned");
    },
  },
  {
    name: "has nothing to do with a provisioned dashboard that is as the code says",
    emulated: true,
    run: async (rig) => {
      const dashboard = overviewOf(rig, { folder: [] });
      rig.emulator.provisionFromFile(dashboard.uid, { document: documentOf(dashboard) });
      await expectSettled(rig, { dashboards: [dashboard] });
    },
  },
  {
    name: "leaves what another tool manages alone, also by force",
    emulated: true,
    api: "resources",
    run: async (rig) => {
      const code = { dashboards: [overviewOf(rig)] };
      expectSuccess(await rig.push(code));
      for (const [kind, identity] of [
        ["repo", "git-sync-1"],
        ["terraform", "grafana"],
      ] as const) {
        rig.emulator.manageByTool(rig.uid("overview"), kind, identity);
        const wanted = { dashboards: [overviewOf(rig, { expr: "sum(up)" })] };
        await expectUntouchable(rig, wanted, "other-tool");
        expect(conflictOf(await rig.plan(wanted), rig.uid("overview")).message).toContain(identity);
      }
    },
  },
  {
    name: "deletes what carries its stamp and left the code, and nothing else",
    run: async (rig) => {
      expectSuccess(await rig.push(shopCode(rig)));
      const foreign = { dashboards: [{ uid: rig.uid("foreign"), folder: [rig.folder] }] };
      expectSuccess(await rig.push(foreign, { project: `${rig.project}-other` }));
      await rig.others.create({ uid: rig.uid("mine"), document: { title: "Mine", panels: [] } });
      await rig.others.createDataSource({
        uid: rig.uid("theirs"),
        name: rig.uid("theirs"),
        type: "prometheus",
        url: "http://x",
      });
      const code = { dashboards: [overviewOf(rig)] };
      const { plan, outcome } = await rig.push(code, { prune: true });
      expectSuccess({ outcome });
      expect(kindsOf(plan)).toMatchObject({ [rig.uid("cart")]: "delete", [rig.uid("prom")]: "delete" });
      const { dashboards, dataSources } = rig.grafana;
      expect(await dashboards.read(rig.uid("cart"))).toBeUndefined();
      expect(await dataSources.read(rig.uid("prom"))).toBeUndefined();
      expect(await dashboards.read(rig.uid("foreign"))).toBeDefined();
      expect(await dashboards.read(rig.uid("mine"))).toBeDefined();
      expect(await dataSources.read(rig.uid("theirs"))).toBeDefined();
      await expectServed(rig, code);
      await expectSettled(rig, code);
    },
  },
  {
    name: "deletes nothing unless it is asked to",
    run: async (rig) => {
      expectSuccess(await rig.push(shopCode(rig)));
      await expectSettled(rig, { dashboards: [overviewOf(rig)] });
      expect(await rig.grafana.dashboards.read(rig.uid("cart"))).toBeDefined();
    },
  },
  {
    name: "does not delete a dashboard that somebody edited since, unless it is forced to",
    run: async (rig) => {
      expectSuccess(await rig.push(shopCode(rig)));
      await rig.others.save(rig.uid("cart"), (document) => ({ ...document, title: "By hand" }));
      const code = { dashboards: [overviewOf(rig)] };
      const { plan } = await rig.push(code, { prune: true });
      expect(conflictOf(plan, rig.uid("cart"))).toMatchObject({ reason: "edited", forcible: true });
      expect(await rig.grafana.dashboards.read(rig.uid("cart"))).toBeDefined();
      expectSuccess(await rig.push(code, { prune: true, force: true }));
      expect(await rig.grafana.dashboards.read(rig.uid("cart"))).toBeUndefined();
    },
  },
  {
    name: "does not delete what is in the code but not selected",
    run: async (rig) => {
      const code = shopCode(rig);
      expectSuccess(await rig.push(code));
      const { plan } = await rig.push(code, { prune: true, selection: { names: [rig.uid("overview")] } });
      expect(Object.values(kindsOf(plan))).not.toContain("delete");
      expect(await rig.grafana.dashboards.read(rig.uid("cart"))).toBeDefined();
    },
  },
  {
    name: "deletes a folder with its stamp once nothing is left in it",
    from: 12,
    api: "resources",
    run: async (rig) => {
      expectSuccess(await rig.push(shopCode(rig)));
      const { plan, outcome } = await rig.push({}, { prune: true });
      expectSuccess({ outcome });
      const deletions = plan.actions.filter(({ kind }) => kind === "delete").map(({ uid }) => uid);
      expect(deletions.slice(-2)).toEqual([rig.folderUid(rig.folder, "Payments"), rig.folderUid(rig.folder)]);
      expect(await rig.grafana.folders.read(rig.folderUid(rig.folder))).toBeUndefined();
    },
  },
  {
    name: "deletes a folder together with the move of the last dashboard out of it, even if that lost its mark",
    from: 12,
    api: "resources",
    run: async (rig) => {
      expectSuccess(await rig.push({ dashboards: [overviewOf(rig)] }));
      await rig.others.saveByTool(rig.uid("overview"), (document) => ({ ...document, title: "By tool" }));
      const code = { dashboards: [overviewOf(rig, { folder: [] })] };
      const { plan, outcome } = await rig.push(code, { force: true, prune: true });
      expectSuccess({ outcome });
      expect(kindsOf(plan)).toEqual({
        [rig.uid("overview")]: "update",
        [rig.folderUid(rig.folder)]: "delete",
      });
      expect(await rig.grafana.folders.read(rig.folderUid(rig.folder))).toBeUndefined();
      await expectSettled(rig, code);
    },
  },
  {
    name: "keeps a folder in which somebody put something, at any depth",
    from: 12,
    api: "resources",
    run: async (rig) => {
      expectSuccess(await rig.push(shopCode(rig)));
      const inner = rig.uid("inner");
      await rig.others.createFolder({
        uid: inner,
        title: "Inner",
        parentUid: rig.folderUid(rig.folder, "Payments"),
      });
      await rig.others.create({ uid: rig.uid("mine"), document: { title: "Mine" }, folderUid: inner });
      expectSuccess(await rig.push({}, { prune: true }));
      expect(await rig.grafana.dashboards.read(rig.uid("cart"))).toBeUndefined();
      expect(await rig.grafana.dashboards.read(rig.uid("mine"))).toBeDefined();
      expect(await rig.grafana.folders.read(rig.folderUid(rig.folder))).toBeDefined();
    },
  },
  {
    name: "keeps a folder that holds an alert rule",
    emulated: true,
    from: 12,
    api: "resources",
    run: async (rig) => {
      expectSuccess(await rig.push(shopCode(rig)));
      rig.emulator.addAlertRule(rig.folderUid(rig.folder, "Payments"));
      expectSuccess(await rig.push({}, { prune: true }));
      expect(rig.emulator.state.folder(rig.folderUid(rig.folder, "Payments"))?.alertRules).toBe(1);
      expect(rig.emulator.state.folder(rig.folderUid(rig.folder))).toBeDefined();
    },
  },
  {
    name: "keeps a folder into which somebody puts something between the plan and the deletion",
    from: 12,
    api: "resources",
    run: async (rig) => {
      expectSuccess(await rig.push(shopCode(rig)));
      const plan = await rig.plan({}, { prune: true });
      const folderUid = rig.folderUid(rig.folder, "Payments");
      await rig.others.create({ uid: rig.uid("mine"), document: { title: "Mine" }, folderUid });
      const outcome = await rig.apply(plan);
      expect(outcomeOf(outcome, folderUid).state).toBe("failed");
      expect(await rig.grafana.dashboards.read(rig.uid("mine"))).toBeDefined();
    },
  },
  {
    name: "keeps folders of 9.5 to 11, which carry no stamp",
    api: "classic",
    run: async (rig) => {
      expectSuccess(await rig.push(shopCode(rig)));
      expectSuccess(await rig.push({}, { prune: true }));
      expect(await rig.grafana.dashboards.read(rig.uid("cart"))).toBeUndefined();
      expect(await rig.grafana.folders.read(rig.folderUid(rig.folder, "Payments"))).toBeDefined();
    },
  },
  {
    name: "keeps what was pushed before an upgrade from 11 to 12",
    emulated: true,
    api: "classic",
    from: 11,
    run: async (rig) => {
      const code = shopCode(rig);
      expectSuccess(await rig.push(code));
      rig.emulator.upgrade("12.4.0");
      const grafana = await rig.connect();
      expect(await expectNoWrites(rig, code, () => rig.plan(code, { grafana }))).toBeDefined();
      const changed = { ...code, dashboards: [overviewOf(rig, { expr: "sum(up)" })] };
      const { plan, outcome } = await rig.push(changed, { grafana, prune: true });
      expectSuccess({ outcome });
      expect(actionOf(plan, rig.uid("overview")).kind).toBe("update");
      expect(actionOf(plan, rig.uid("cart")).kind).toBe("delete");
      expect((await grafana.dashboards.read(rig.uid("overview")))?.owner).toEqual({
        kind: "dash",
        project: rig.project,
      });
      const again = await rig.plan(changed, { grafana });
      expect(new Set(Object.values(kindsOf(again)))).toEqual(new Set(["unchanged"]));
    },
  },
];
