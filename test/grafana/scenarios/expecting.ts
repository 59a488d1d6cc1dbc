/** What scenarios look for. */
import { expect } from "vitest";
import { cleanDocument } from "../../../src/push/compare/clean-document.ts";
import type { ObjectOutcome, Outcome } from "../../../src/push/outcome.ts";
import type { Action, ActionKind, Conflict, Plan } from "../../../src/push/plan.ts";
import { type Code, documentOf } from "./code.ts";
import type { Pushed, Rig } from "./rig.ts";

/** The kind of each action of a plan by its uid. */
export function kindsOf({ actions }: Pick<Plan, "actions">): Readonly<Record<string, ActionKind>> {
  return Object.fromEntries(actions.map(({ uid, kind }) => [uid, kind]));
}

/** The action about an object. */
export function actionOf({ actions }: Pick<Plan, "actions">, uid: string): Action {
  const action = actions.find((candidate) => candidate.uid === uid);
  if (action === undefined) throw new Error(`The plan has no action about ${uid}.`);
  return action;
}

/** Why an object is left alone. */
export function conflictOf(plan: Pick<Plan, "actions">, uid: string): Conflict {
  const { kind, conflict } = actionOf(plan, uid);
  if (conflict === undefined) throw new Error(`${uid} is no conflict, but ${kind}.`);
  return conflict;
}

/** What became of an object. */
export function outcomeOf({ objects }: Pick<Outcome, "objects">, uid: string): ObjectOutcome {
  const outcome = objects.find((candidate) => candidate.uid === uid);
  if (outcome === undefined) throw new Error(`The push tells nothing of ${uid}.`);
  return outcome;
}

/** Everything is as wanted: nothing failed, nothing is in conflict. */
export function expectSuccess({ outcome }: Pick<Pushed, "outcome">): void {
  const amiss = outcome.objects.filter(
    ({ state, kind }) => state === "failed" || state === "untried" || kind === "conflict",
  );
  expect(amiss).toEqual([]);
  expect(outcome.interrupted).toBe(false);
}

/** What is stored of the dashboards is what the code says, in the folders that it says. */
export async function expectServed(rig: Rig, { dashboards = [] }: Code): Promise<void> {
  for (const dashboard of dashboards) {
    const stored = await rig.grafana.dashboards.read(dashboard.uid);
    const { folder = [] } = dashboard;
    expect({
      uid: dashboard.uid,
      folderUid: stored?.folderUid,
      document: stored && cleanDocument(stored.document),
    }).toEqual({
      uid: dashboard.uid,
      folderUid: folder.length === 0 ? "" : rig.folderUid(...folder),
      document: documentOf(dashboard),
    });
  }
}

/** No call that could change something, and no new versions of what the code says. */
export async function expectNoWrites<Result>(
  rig: Rig,
  code: Code,
  run: () => Promise<Result>,
): Promise<Result> {
  const before = await versionsOf(rig, code);
  rig.maybeEmulator?.requests.clear();
  const result = await run();
  const writes = rig.maybeEmulator?.requests.writes() ?? [];
  expect(writes.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
  expect(await versionsOf(rig, code)).toEqual(before);
  return result;
}

async function versionsOf(
  { others }: Rig,
  { dashboards = [], dataSources = [] }: Code,
): Promise<Readonly<Record<string, number>>> {
  const versions: Record<string, number> = {};
  for (const { uid } of dashboards) versions[uid] = await others.versions(uid);
  for (const { uid } of dataSources) versions[uid] = await others.dataSourceVersion(uid);
  return versions;
}

/** Pushing again has nothing to do. */
export async function expectSettled(rig: Rig, code: Code): Promise<void> {
  const { plan, outcome } = await expectNoWrites(rig, code, () => rig.push(code));
  expect(new Set(plan.actions.map(({ kind }) => kind))).toEqual(new Set(["unchanged"]));
  expectSuccess({ outcome });
}
