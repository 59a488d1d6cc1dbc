/** What others edit is never lost without being asked. */
import { expect } from "vitest";
import { pullDashboards } from "../../../src/push/pull.ts";
import type { JsonObject } from "../../../src/schema/json.ts";
import { type Code, panelOf } from "./code.ts";
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
import { overviewOf } from "./pushing.ts";
import type { Rig } from "./rig.ts";
import type { Scenario } from "./scenario.ts";

const retitled = (document: JsonObject): JsonObject => ({ ...document, title: "By hand" });
const same = (document: JsonObject): JsonObject => document;

async function pushOverview(rig: Rig): Promise<Code> {
  const code = { dashboards: [overviewOf(rig)] };
  expectSuccess(await rig.push(code));
  return code;
}

export const conflicts: readonly Scenario[] = [
  {
    name: "leaves a dashboard alone that somebody edited, and says who, when and with which words",
    run: async (rig) => {
      const code = await pushOverview(rig);
      await rig.others.save(rig.uid("overview"), retitled, "quick fix");
      const { plan, outcome } = await expectNoWrites(rig, code, () => rig.push(code));
      const conflict = conflictOf(plan, rig.uid("overview"));
      expect(conflict).toMatchObject({ reason: "edited", forcible: true });
      expect(conflict.since).toEqual([
        {
          by: expect.stringMatching(/./) as string,
          at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as string,
          message: "quick fix",
        },
      ]);
      expect(conflict.hint).toContain("--force");
      expect(outcomeOf(outcome, rig.uid("overview"))).toMatchObject({ state: "left", kind: "conflict" });
    },
  },
  {
    name: "sees an edit also when the tool that made it dropped the stamp",
    run: async (rig) => {
      const code = await pushOverview(rig);
      await rig.others.saveByTool(rig.uid("overview"), (document) => ({ ...retitled(document), tags: [] }));
      const { plan } = await expectNoWrites(rig, code, () => rig.push(code));
      expect(conflictOf(plan, rig.uid("overview"))).toMatchObject({ reason: "edited", forcible: true });
    },
  },
  {
    name: "lists every edit since the last push",
    run: async (rig) => {
      const code = await pushOverview(rig);
      for (const message of ["one", "two", "three"]) {
        await rig.others.save(
          rig.uid("overview"),
          (document) => ({ ...document, description: message }),
          message,
        );
      }
      const { since } = conflictOf(await rig.plan(code), rig.uid("overview"));
      expect(since.map(({ message }) => message)).toEqual(["three", "two", "one"]);
    },
  },
  {
    name: "overwrites an edit when it is forced to; the history keeps the edit",
    run: async (rig) => {
      const code = await pushOverview(rig);
      await rig.others.save(rig.uid("overview"), retitled);
      const { plan, outcome } = await rig.push(code, { force: true });
      expectSuccess({ outcome });
      expect(actionOf(plan, rig.uid("overview"))).toMatchObject({ kind: "update" });
      expect(actionOf(plan, rig.uid("overview")).changes.join("\n")).toContain("By hand");
      await expectServed(rig, code);
      const [, edit] = await rig.grafana.dashboards.history(rig.uid("overview"), 10);
      expect(await rig.grafana.dashboards.readVersion(rig.uid("overview"), edit?.version ?? 0)).toMatchObject(
        {
          title: "By hand",
        },
      );
      await expectSettled(rig, code);
    },
  },
  {
    name: "counts a save of the editor without a real change as none",
    run: async (rig) => {
      const code = await pushOverview(rig);
      await rig.others.save(rig.uid("overview"), same);
      expect(await rig.others.versions(rig.uid("overview"))).toBe(2);
      await expectSettled(rig, code);
    },
  },
  {
    name: "updates what the editor saved without a real change, when the code changed since",
    run: async (rig) => {
      await pushOverview(rig);
      await rig.others.save(rig.uid("overview"), same);
      const code = { dashboards: [overviewOf(rig, { expr: "sum(up)" })] };
      const { plan, outcome } = await rig.push(code);
      expectSuccess({ outcome });
      expect(kindsOf(plan)[rig.uid("overview")]).toBe("update");
      await expectServed(rig, code);
      await expectSettled(rig, code);
    },
  },
  {
    name: "is content when somebody took the code's change over by hand",
    run: async (rig) => {
      await pushOverview(rig);
      const code = { dashboards: [overviewOf(rig, { expr: "sum(up)" })] };
      await rig.others.save(rig.uid("overview"), (document) => ({
        ...document,
        panels: [panelOf("sum(up)")],
      }));
      await expectSettled(rig, code);
    },
  },
  {
    name: "is content when an edit was taken back",
    run: async (rig) => {
      const code = await pushOverview(rig);
      await rig.others.save(rig.uid("overview"), retitled);
      await rig.others.save(rig.uid("overview"), (document) => ({ ...document, title: "Overview" }));
      await expectSettled(rig, code);
    },
  },
  {
    name: "sees that somebody moved a dashboard",
    run: async (rig) => {
      const code = await pushOverview(rig);
      await rig.others.move(rig.uid("overview"), "");
      const { plan } = await expectNoWrites(rig, code, () => rig.push(code));
      expect(conflictOf(plan, rig.uid("overview"))).toMatchObject({ reason: "edited", forcible: true });
      expectSuccess(await rig.push(code, { force: true }));
      await expectServed(rig, code);
      await expectSettled(rig, code);
    },
  },
  {
    name: "leaves a dashboard alone that was there before and differs",
    run: async (rig) => {
      await rig.others.create({ uid: rig.uid("overview"), document: { title: "Mine", panels: [] } });
      const code = { dashboards: [overviewOf(rig, { folder: [] })] };
      const { plan, outcome } = await expectNoWrites(rig, code, () => rig.push(code));
      expect(conflictOf(plan, rig.uid("overview"))).toMatchObject({ reason: "unmanaged", forcible: true });
      expect(outcome.objects).toMatchObject([{ state: "left" }]);
      expectSuccess(await rig.push(code, { force: true }));
      await expectServed(rig, code);
      await expectSettled(rig, code);
    },
  },
  {
    name: "creates a dashboard again that somebody deleted",
    run: async (rig) => {
      const code = await pushOverview(rig);
      await rig.others.remove(rig.uid("overview"));
      const { plan, outcome } = await rig.push(code);
      expectSuccess({ outcome });
      expect(kindsOf(plan)[rig.uid("overview")]).toBe("create");
      await expectServed(rig, code);
      await expectSettled(rig, code);
    },
  },
  {
    name: "creates everything again when somebody deleted the folder",
    run: async (rig) => {
      const code = await pushOverview(rig);
      await rig.others.removeFolder(rig.folderUid(rig.folder));
      expectSuccess(await rig.push(code));
      await expectServed(rig, code);
      await expectSettled(rig, code);
    },
  },
  {
    name: "leaves a folder that somebody renamed alone, and pushes what lies in it",
    run: async (rig) => {
      await pushOverview(rig);
      await rig.others.renameFolder(rig.folderUid(rig.folder), `${rig.folder} by hand`);
      const code = { dashboards: [overviewOf(rig, { expr: "sum(up)" })] };
      const { plan } = await rig.push(code);
      expect(conflictOf(plan, rig.folderUid(rig.folder)).forcible).toBe(true);
      await expectServed(rig, code);
      expect((await rig.grafana.folders.read(rig.folderUid(rig.folder)))?.title).toBe(
        `${rig.folder} by hand`,
      );
    },
  },
  {
    name: "uses a folder that somebody made before, and leaves it theirs",
    run: async (rig) => {
      await rig.others.createFolder({ uid: rig.folderUid(rig.folder), title: rig.folder });
      const code = { dashboards: [overviewOf(rig)] };
      const { plan, outcome } = await rig.push(code);
      expectSuccess({ outcome });
      expect(kindsOf(plan)).toEqual({
        [rig.folderUid(rig.folder)]: "unchanged",
        [rig.uid("overview")]: "create",
      });
      expect((await rig.grafana.folders.read(rig.folderUid(rig.folder)))?.owner).toEqual({ kind: "nobody" });
    },
  },
  {
    name: "creates what is missing besides what is in conflict",
    run: async (rig) => {
      await rig.others.create({ uid: rig.uid("taken"), document: { title: "Mine", panels: [] } });
      const other = overviewOf(rig, { uid: rig.uid("other"), title: "Other" });
      const { outcome } = await rig.push({
        dashboards: [overviewOf(rig, { uid: rig.uid("taken"), title: "Ours" }), other],
      });
      expect(outcomeOf(outcome, rig.uid("taken")).state).toBe("left");
      expect(outcomeOf(outcome, rig.uid("other")).state).toBe("done");
      await expectServed(rig, { dashboards: [other] });
    },
  },
  {
    name: "pulls what somebody edited as the same bytes each time, and is in step once it is in the code",
    run: async (rig) => {
      await pushOverview(rig);
      await rig.others.save(rig.uid("overview"), retitled);
      const [first, second] = [
        await pullDashboards(rig.grafana, [rig.uid("overview")]),
        await pullDashboards(await rig.connect(), [rig.uid("overview"), rig.uid("overview")]),
      ];
      expect(second).toEqual(first);
      const document = JSON.parse(first.dashboards[0]?.json ?? "") as JsonObject;
      expect(document).toMatchObject({ uid: rig.uid("overview"), title: "By hand", tags: ["team"] });
      expect(document).not.toHaveProperty("version");
      const code = { dashboards: [overviewOf(rig, { title: "By hand", more: document })] };
      await expectSettled(rig, code);
    },
  },
];
