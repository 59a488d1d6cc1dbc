/** Bringing a Grafana to what the code says, and keeping it there. */
import { expect } from "vitest";
import { type Code, type DashboardCode, documentOf, panelOf } from "./code.ts";
import { actionOf, expectServed, expectSettled, expectSuccess, kindsOf, outcomeOf } from "./expecting.ts";
import type { Rig } from "./rig.ts";
import type { Scenario } from "./scenario.ts";

/** A data source, a dashboard in a folder and one in a folder below. */
export function shopCode(rig: Rig): Code {
  return {
    dataSources: [{ uid: rig.uid("prom") }],
    dashboards: [overviewOf(rig), { uid: rig.uid("cart"), title: "Cart", folder: [rig.folder, "Payments"] }],
  };
}

/** A dashboard in the scenario's folder. */
export function overviewOf(rig: Rig, changes: Partial<DashboardCode> = {}): DashboardCode {
  return { uid: rig.uid("overview"), title: "Overview", folder: [rig.folder], ...changes };
}

export const pushing: readonly Scenario[] = [
  {
    name: "creates folders, the data source and the dashboards, each with its stamp",
    run: async (rig) => {
      const code = shopCode(rig);
      const pushed = await rig.push(code);
      expectSuccess(pushed);
      expect(kindsOf(pushed.plan)).toEqual({
        [rig.folderUid(rig.folder)]: "create",
        [rig.folderUid(rig.folder, "Payments")]: "create",
        [rig.uid("prom")]: "create",
        [rig.uid("overview")]: "create",
        [rig.uid("cart")]: "create",
      });
      await expectServed(rig, code);
      const { grafana } = rig;
      const owner = { kind: "dash", project: rig.project };
      for (const name of ["overview", "cart"]) {
        const [newest] = await grafana.dashboards.history(rig.uid(name), 5);
        expect(newest).toMatchObject({
          message: expect.stringContaining("Pushed by dash") as string,
          stamp: { project: rig.project, push: pushed.outcome.push },
        });
        expect((await grafana.dashboards.read(rig.uid(name)))?.owner).toEqual(owner);
      }
      expect((await grafana.dataSources.read(rig.uid("prom")))?.owner).toEqual(owner);
      const inner = await grafana.folders.read(rig.folderUid(rig.folder, "Payments"));
      expect(inner).toMatchObject(
        rig.facts.nestedFolders
          ? { title: "Payments", parentUid: rig.folderUid(rig.folder) }
          : { title: `${rig.folder} / Payments`, parentUid: "" },
      );
      if (grafana.folders.stamped) expect(inner?.owner).toEqual(owner);
    },
  },
  {
    name: "writes nothing the second time",
    run: async (rig) => {
      const code = shopCode(rig);
      expectSuccess(await rig.push(code));
      await expectSettled(rig, code);
    },
  },
  {
    name: "updates what the code changed, and says what changes",
    run: async (rig) => {
      expectSuccess(await rig.push(shopCode(rig)));
      const code: Code = { ...shopCode(rig), dashboards: [overviewOf(rig, { expr: "sum(up)" })] };
      const { plan, outcome } = await rig.push(code);
      expectSuccess({ outcome });
      const action = actionOf(plan, rig.uid("overview"));
      expect(action.kind).toBe("update");
      expect(action.changes.join("\n")).toMatch(/Up/);
      await expectServed(rig, code);
      expect(await rig.others.versions(rig.uid("overview"))).toBe(2);
      await expectSettled(rig, code);
    },
  },
  {
    name: "moves a dashboard whose folder changed, as one new version with the same content",
    run: async (rig) => {
      expectSuccess(await rig.push({ dashboards: [overviewOf(rig)] }));
      const code = { dashboards: [overviewOf(rig, { folder: [rig.folder, "Payments"] })] };
      const { plan, outcome } = await rig.push(code);
      expectSuccess({ outcome });
      const action = actionOf(plan, rig.uid("overview"));
      expect(action.kind).toBe("move");
      expect(action.changes.join()).toMatch(/^folder /);
      await expectServed(rig, code);
      await expectSettled(rig, code);
    },
  },
  {
    name: "moves a dashboard to the root",
    run: async (rig) => {
      expectSuccess(await rig.push({ dashboards: [overviewOf(rig)] }));
      const code = { dashboards: [overviewOf(rig, { folder: [] })] };
      const { plan, outcome } = await rig.push(code);
      expectSuccess({ outcome });
      expect(kindsOf(plan)[rig.uid("overview")]).toBe("move");
      await expectServed(rig, code);
      await expectSettled(rig, code);
    },
  },
  {
    name: "pushes only what is selected",
    run: async (rig) => {
      const { plan, outcome } = await rig.push(shopCode(rig), { selection: { names: [rig.uid("cart")] } });
      expectSuccess({ outcome });
      expect(kindsOf(plan)[rig.uid("cart")]).toBe("create");
      const { grafana } = rig;
      expect(await grafana.dashboards.read(rig.uid("overview"))).toBeUndefined();
      expect(await grafana.dataSources.read(rig.uid("prom"))).toBeUndefined();
    },
  },
  {
    name: "pushes what lies in a selected folder at any depth",
    run: async (rig) => {
      const outside = { uid: rig.uid("outside"), folder: [`${rig.folder} 2`] };
      const code = { dashboards: [...(shopCode(rig).dashboards ?? []), outside] };
      const pushed = await rig.push(code, { selection: { names: [], folder: [rig.folder] } });
      expectSuccess(pushed);
      const { grafana } = rig;
      expect(await grafana.dashboards.read(rig.uid("cart"))).toBeDefined();
      expect(await grafana.dashboards.read(rig.uid("outside"))).toBeUndefined();
    },
  },
  {
    name: "raises a refresh below the server's minimum, says so, and has nothing to do afterwards",
    emulated: true,
    options: { minRefreshInterval: "1m" },
    run: async (rig) => {
      const code = { dashboards: [overviewOf(rig)] };
      const { plan, outcome } = await rig.push(code);
      expectSuccess({ outcome });
      expect(plan.notes.join("\n")).toMatch(/refresh/i);
      expect((await rig.grafana.dashboards.read(rig.uid("overview")))?.document).toMatchObject({
        refresh: "1m",
      });
      await expectSettled(rig, code);
    },
  },
  {
    name: "pushes odd uids, titles and texts, and finds them again",
    run: async (rig) => {
      const title = `A "quoted" 'title' / with ../ %2f & <b> 🚀 \u0007`;
      const code = {
        dashboards: [
          overviewOf(rig, { title, folder: [rig.folder, `../%2f "🚀"`] }),
          {
            uid: rig.uid("a_B-9"),
            title: "../../../etc",
            folder: [rig.folder],
            more: { description: "x".repeat(50_000) },
          },
        ],
      };
      expectSuccess(await rig.push(code));
      await expectServed(rig, code);
      await expectSettled(rig, code);
    },
  },
  {
    name: "confirms what was written when it is asked to wait",
    run: async (rig) => {
      const { outcome } = await rig.push(shopCode(rig), { confirm: true });
      expect(outcome.confirmed).toBe(true);
    },
  },
  {
    name: "takes over an object of nobody that is as the code says",
    run: async (rig) => {
      const code = { dashboards: [overviewOf(rig, { folder: [] })] };
      const { grafana } = rig;
      await rig.others.create({
        uid: rig.uid("overview"),
        document: documentOf(overviewOf(rig)),
      });
      const { plan, outcome } = await rig.push(code);
      expectSuccess({ outcome });
      expect(kindsOf(plan)).toEqual({ [rig.uid("overview")]: "adopt" });
      expect((await grafana.dashboards.read(rig.uid("overview")))?.owner.kind).toBe("dash");
      await expectSettled(rig, code);
    },
  },
  {
    name: "asks each data source whether it works after a push that wrote",
    emulated: true,
    run: async (rig) => {
      const { outcome } = await rig.push({ dataSources: [{ uid: rig.uid("prom") }] });
      expect(outcome.health[rig.uid("prom")]).toMatchObject({ status: "ok" });
    },
  },
  {
    name: "tells what a broken data source says",
    emulated: true,
    options: { prometheus: () => ({ status: 502, body: "bad gateway" }) },
    run: async (rig) => {
      const { outcome } = await rig.push({ dataSources: [{ uid: rig.uid("prom") }] });
      expect(outcomeOf(outcome, rig.uid("prom")).state).toBe("done");
      expect(outcome.health[rig.uid("prom")]).toMatchObject({ status: "failed" });
    },
  },
  {
    name: "pushes many panels and many dashboards at once",
    run: async (rig) => {
      const panels = Array.from({ length: 30 }, (_, id) => ({ ...panelOf("up"), id: id + 1 }));
      const dashboards = Array.from({ length: 12 }, (_, index) =>
        overviewOf(rig, { uid: rig.uid(`d${index}`), title: `D${index}`, more: { panels } }),
      );
      expectSuccess(await rig.push({ dashboards }));
      await expectServed(rig, { dashboards });
      await expectSettled(rig, { dashboards });
    },
  },
];
