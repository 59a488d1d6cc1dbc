/** A Grafana to which anything may happen, and what must hold of it all the same. */
import { expect } from "vitest";
import { DashError } from "../../../src/base/dash-error.ts";
import { cleanDocument } from "../../../src/push/compare/clean-document.ts";
import { compareDocuments } from "../../../src/push/compare/compare.ts";
import { isWriting } from "../../../src/push/plan.ts";
import type { DashboardState, Emulator } from "../emulator/contract.ts";
import { startEmulator } from "../emulator/start.ts";
import { type Code, documentOf } from "../scenarios/code.ts";
import type { Profile } from "../scenarios/emulated.ts";
import { type Pushed, type Rig, withRig } from "../scenarios/rig.ts";
import type { HumanStep, PushStep, Step } from "./steps.ts";
import { uids, undisturbed } from "./steps.ts";

/** A Grafana with the code that is pushed to it. */
export interface World {
  readonly rig: Rig;
  readonly emulator: Emulator;
  code: Code;
  /** What people did that must not be lost, by uid: the content that the newest version must keep. */
  readonly precious: Map<string, DashboardState>;
  edits: number;
}

/** Runs something in a new world, with things in it that concern no push. */
export async function inWorld(
  { version, resourceApi = true }: Profile,
  run: (world: World) => Promise<void>,
): Promise<void> {
  const emulator = await startEmulator({ version, resourceApi, logBodies: false });
  try {
    furnish(emulator);
    const credentials = { kind: "token", token: emulator.tokens.admin } as const;
    await withRig({ url: emulator.url, credentials, prefix: "p", emulator }, async (rig) => {
      const other = {
        dashboards: [{ uid: "other", folder: ["Other"] }],
        dataSources: [{ uid: "other-prom" }],
      };
      await rig.push(other, { project: "other" });
      await run({ rig, emulator, code: {}, precious: new Map(), edits: 0 });
    });
  } finally {
    await emulator.close();
  }
  expect(emulator.unknown).toEqual([]);
}

function furnish(emulator: Emulator): void {
  emulator.createFolderInUi({ uid: "theirs", title: "Theirs" });
  emulator.createInUi({ uid: "mine", document: { title: "Mine" }, folderUid: "theirs" });
  emulator.provisionFromFile("file");
  emulator.createDataSource({ uid: "mine-prom", name: "Mine", type: "prometheus", isDefault: true });
}

/** Lets something happen, and looks whether what must hold holds. */
export async function take(world: World, step: Step): Promise<void> {
  if (step.kind === "code") world.code = step.code;
  else if (step.kind === "push") await pushAndCheck(world, step);
  else actByHand(world, step);
}

/** What concerns no push: all objects of others. */
function foreignState({ emulator: { state } }: World): object {
  const own = new Set<string>([...uids, "prom"]);
  const foreignFolders = new Set(["theirs", "other"]);
  return {
    dashboards: state.dashboards().filter(({ uid }) => !own.has(uid)),
    dataSources: state.dataSources().filter(({ uid }) => !own.has(uid)),
    folders: state.folders().filter(({ uid }) => foreignFolders.has(uid)),
  };
}

async function pushAndCheck(world: World, step: PushStep): Promise<void> {
  const before = foreignState(world);
  const known = new Map(world.precious);
  const pushed = await pushDisturbed(world, step);
  expect(foreignState(world)).toEqual(before);
  checkPrecious(world, step.force ? known : new Map());
  // What somebody does after the push has looked at it is the next push's business.
  if (step.meanwhile !== undefined || pushed === undefined || !isSuccess(pushed)) return;
  checkServed(world, pushed);
  if (step.prune) checkPruned(world);
  await checkSettled(world, step);
}

/** Whether a push says that all is as wanted. */
function isSuccess(pushed: Pushed): boolean {
  return amiss(pushed).length === 0;
}

/** What a push says is not as wanted. */
export function amiss(pushed: Pushed | undefined): readonly unknown[] {
  if (pushed === undefined) return ["There was no plan."];
  const { objects, interrupted } = pushed.outcome;
  return [
    ...(interrupted ? ["It was interrupted."] : []),
    ...objects.filter(({ state, kind }) => state === "failed" || state === "untried" || kind === "conflict"),
  ];
}

/** A push with all that disturbs it; undefined when not even a plan could be made. */
export async function pushDisturbed(world: World, step: PushStep): Promise<Pushed | undefined> {
  const { rig, emulator, code } = world;
  const { meanwhile, killAt } = step;
  const interruption = new AbortController();
  let ended = 0;
  const match = step.faulty === undefined ? {} : { method: step.faulty };
  emulator.faults.random({ sequence: step.faults, match });
  const release = atWrites(emulator, (write) => {
    if (write === meanwhile?.before) actByHand(world, meanwhile.act);
    if (write === killAt) loseConnection(emulator);
  });
  try {
    return await rig.push(code, {
      force: step.force,
      prune: step.prune,
      concurrency: step.concurrency,
      signal: interruption.signal,
      onProgress: (outcome) => {
        if (isWriting(outcome)) ended += 1;
        if (step.stopAfter > 0 && ended >= step.stopAfter) interruption.abort();
      },
    });
  } catch (error) {
    if (error instanceof DashError) return undefined;
    throw error;
  } finally {
    release();
    emulator.faults.clear();
  }
}

/** Calls back before each write of a push, counted from 1. */
function atWrites(emulator: Emulator, act: (write: number) => void): () => void {
  let writes = 0;
  return emulator.intercept(({ method }) => {
    if (method !== "GET") act((writes += 1));
  });
}

/** From this call on nothing gets through any more, not even its answer. */
function loseConnection({ faults }: Emulator): void {
  faults.add({ kind: "reset-before", skip: 1, times: Infinity });
  faults.add({ kind: "reset-after" });
}

function checkServed({ rig, emulator, code }: World, { outcome }: Pushed): void {
  for (const dashboard of code.dashboards ?? []) {
    const stored = emulator.state.dashboard(dashboard.uid);
    const present = cleanDocument(stored?.document ?? {});
    const wanted = documentOf(dashboard);
    const { folder = [] } = dashboard;
    expect(stored?.folderUid).toBe(folder.length === 0 ? "" : rig.folderUid(...folder));
    expect(compareDocuments(wanted, present)).not.toBe("different");
    const written = outcome.objects.some(
      ({ uid, state, kind }) => uid === dashboard.uid && state === "done" && kind !== "unchanged",
    );
    if (written) expect(present).toEqual(wanted);
  }
  for (const { uid, url } of code.dataSources ?? []) expect(emulator.state.dataSource(uid)?.url).toBe(url);
}

function checkPruned({ emulator, code, precious }: World): void {
  const wanted = new Set((code.dashboards ?? []).map(({ uid }) => uid));
  const left = uids.filter((uid) => emulator.state.dashboard(uid) !== undefined);
  expect(left.filter((uid) => !wanted.has(uid) && !precious.has(uid) && isOurs(emulator, uid))).toEqual([]);
}

/** Whether a dashboard carries the mark of the project, in whatever way. */
function isOurs({ state }: Emulator, uid: string): boolean {
  const stored = state.dashboard(uid);
  return (
    stored?.annotations["grafana.app/managerId"] === "dash:p" ||
    ((stored?.document["tags"] ?? []) as readonly string[]).includes("dash:p")
  );
}

async function checkSettled(world: World, { prune }: PushStep): Promise<void> {
  const before = world.emulator.state.dashboards();
  world.emulator.requests.clear();
  const again = await pushDisturbed(world, { ...undisturbed, prune });
  expect(world.emulator.requests.writes().map(({ method, path }) => `${method} ${path}`)).toEqual([]);
  expect(world.emulator.state.dashboards()).toEqual(before);
  expect(amiss(again)).toEqual([]);
}

/** What people did is the newest version still, or was known when the push was planned and overwritten by force. */
function checkPrecious({ emulator, precious }: World, forcible: ReadonlyMap<string, DashboardState>): void {
  for (const [uid, edit] of precious) {
    const present = emulator.state.dashboard(uid);
    const isForced = present?.version !== edit.version && isSameContent(forcible.get(uid), edit);
    if (isForced) precious.delete(uid);
    else expect(present).toEqual(edit);
  }
}

function isSameContent(known: DashboardState | undefined, present: DashboardState): boolean {
  return (
    known?.folderUid === present.folderUid &&
    JSON.stringify(known.document) === JSON.stringify(present.document)
  );
}

function actByHand(world: World, step: HumanStep): void {
  const { emulator, precious } = world;
  const { uid } = step;
  const exists = emulator.state.dashboard(uid) !== undefined;
  if (exists === (step.kind === "create")) return;
  world.edits += 1;
  const mark = `by hand ${world.edits}`;
  switch (step.kind) {
    case "create":
      emulator.createInUi({ uid, document: { title: uid, description: mark } });
      break;
    case "edit":
    case "resave": {
      const { keepsMessage, dropsManager } = step;
      const description = step.kind === "edit" ? { description: mark } : {};
      emulator.saveInUi(uid, (document) => ({ ...document, ...description }), { keepsMessage, dropsManager });
      break;
    }
    case "move":
      emulator.moveInUi(uid, step.to === "root" ? "" : "theirs");
      break;
    case "delete":
      emulator.deleteInUi(uid);
      precious.delete(uid);
      return;
  }
  const present = emulator.state.dashboard(uid);
  if (present === undefined) return;
  const isEdit = typeof present.document["description"] === "string" || present.folderUid === "theirs";
  if (isEdit || precious.has(uid)) precious.set(uid, present);
}
