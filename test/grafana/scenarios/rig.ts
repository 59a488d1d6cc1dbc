/**
 * What a scenario acts with: pushes of code states to a Grafana, and other people beside them. Everything that a
 * scenario makes carries its own prefix, and is deleted at its end.
 */
import { connectGrafana } from "../../../src/grafana/grafana.ts";
import type { Grafana, GrafanaFacts } from "../../../src/grafana/model.ts";
import { projectKey } from "../../../src/grafana/stamp.ts";
import type { ConnectOptions, Credentials, GrafanaTarget } from "../../../src/grafana/target.ts";
import { applyPlan, type ApplyOptions } from "../../../src/push/apply/apply.ts";
import type { Outcome } from "../../../src/push/outcome.ts";
import type { Plan } from "../../../src/push/plan.ts";
import { planPush, type PushRequest } from "../../../src/push/planning/plan-push.ts";
import { folderUid } from "../../../src/provision/folders.ts";
import type { Emulator } from "../emulator/contract.ts";
import { bundleOf, type Code } from "./code.ts";
import { createOthers, type Others } from "./others.ts";

/** How a code state is planned and applied. */
export type PushOptions = Partial<Omit<PushRequest, "bundle" | "project" | "env">> &
  Partial<Omit<ApplyOptions, "env">> & {
    /** @default the scenario's own */
    readonly project?: string;
    /** The environment variables. @default none */
    readonly env?: Readonly<Record<string, string>>;
    /** The connection. @default the rig's */
    readonly grafana?: Grafana;
  };

/** A push with its plan. */
export interface Pushed {
  readonly plan: Plan;
  readonly outcome: Outcome;
}

/** A Grafana with a scenario on it. */
export interface Rig {
  readonly facts: GrafanaFacts;
  /** The name of the project. */
  readonly project: string;
  /** The title of the scenario's own folder. */
  readonly folder: string;
  /** A uid of the scenario's own: for dashboards, folders and data sources. It is deleted at the end. */
  uid(name: string): string;
  /** The uid of a folder of the code, by its titles. */
  folderUid(...path: readonly string[]): string;
  /** The connection of the pushes. */
  readonly grafana: Grafana;
  /** A new connection, as another process has one. */
  connect(changes?: Partial<GrafanaTarget>, options?: Partial<ConnectOptions>): Promise<Grafana>;
  /** What planning a code state is asked. */
  request(code: Code, options?: PushOptions): PushRequest;
  plan(code: Code, options?: PushOptions): Promise<Plan>;
  apply(plan: Plan, options?: PushOptions): Promise<Outcome>;
  push(code: Code, options?: PushOptions): Promise<Pushed>;
  readonly others: Others;
  /** Only in scenarios that are `emulated`. */
  readonly emulator: Emulator;
  /** The emulator, when there is one. */
  readonly maybeEmulator: Emulator | undefined;
}

/** The Grafana of a rig. */
export interface RigTarget {
  readonly url: string;
  readonly credentials: Credentials;
  /** What distinguishes the scenario's objects: letters, digits and hyphens. */
  readonly prefix: string;
  readonly emulator?: Emulator;
}

/** Runs something on a rig, and deletes what it made. */
export async function withRig(target: RigTarget, run: (rig: Rig) => Promise<void>): Promise<void> {
  const connections: Grafana[] = [];
  const uids = new Set<string>();
  const rig = await createRig(target, { connections, uids });
  try {
    await run(rig);
  } finally {
    try {
      if (target.emulator === undefined) await cleanUp(rig, uids);
    } finally {
      for (const connection of connections) connection.close();
    }
  }
}

/** What a scenario leaves behind. */
interface Traces {
  readonly connections: Grafana[];
  readonly uids: Set<string>;
}

async function createRig(target: RigTarget, traces: Traces): Promise<Rig> {
  const { url, credentials, prefix, emulator } = target;
  const connect: Rig["connect"] = async (changes = {}, options = {}) => {
    const grafana = await connectGrafana(
      { url, credentials, headers: {}, tls: {}, ...changes },
      { ...patient(emulator), ...options },
    );
    traces.connections.push(grafana);
    return grafana;
  };
  const grafana = await connect();
  const { facts } = grafana;
  const project = prefix;
  const own = (uid: string): string => {
    traces.uids.add(uid);
    return uid;
  };
  const request = (code: Code, options: PushOptions = {}): PushRequest => {
    const made = requestOf(code, project, options);
    for (const { uid } of made.bundle.folders) own(uid);
    return made;
  };
  const plan = (code: Code, options: PushOptions = {}): Promise<Plan> =>
    planPush(options.grafana ?? grafana, request(code, options));
  const apply = async (planned: Plan, options: PushOptions = {}): Promise<Outcome> =>
    applyPlan(options.grafana ?? grafana, planned, applyOptionsOf(options, emulator));
  return {
    facts,
    grafana,
    project,
    folder: `Tests ${prefix}`,
    uid: (name) => own(`${prefix}-${name}`),
    folderUid: (...path) => own(folderUid(path)),
    connect,
    request,
    plan,
    apply,
    push: async (code, options) => {
      const planned = await plan(code, options);
      return { plan: planned, outcome: await apply(planned, options) };
    },
    others: createOthers({ ...facts, url, authorization: authorizationOf(credentials) }),
    get emulator() {
      if (emulator === undefined) throw new Error("The scenario is not marked as emulated.");
      return emulator;
    },
    maybeEmulator: emulator,
  };
}

/** Tests with the emulator never wait. */
function patient(emulator: Emulator | undefined): ConnectOptions {
  return emulator === undefined
    ? { concurrency: 8 }
    : { concurrency: 8, sleep: () => Promise.resolve(), random: () => 0.5 };
}

function requestOf(code: Code, project: string, options: PushOptions): PushRequest {
  const { env = {} } = options;
  return {
    bundle: bundleOf(code),
    files: new Map((code.dashboards ?? []).map(({ uid }) => [uid, `dashboards/${uid}.ts`])),
    selection: { names: [] },
    force: false,
    prune: false,
    updateSecrets: false,
    concurrency: 8,
    project,
    ...options,
    env: (name) => env[name],
  };
}

let pushes = 0;

function applyOptionsOf(options: PushOptions, emulator: Emulator | undefined): ApplyOptions {
  const { env = {} } = options;
  pushes += 1;
  return {
    push: `20261122T220311Z-${pushes.toString(16).padStart(4, "0")}`,
    message: "Pushed by dash",
    sleep: (time) =>
      emulator === undefined ? new Promise((resolve) => setTimeout(resolve, time)) : Promise.resolve(),
    random: () => 0.5,
    ...options,
    env: (name) => env[name],
  };
}

function authorizationOf(credentials: Credentials): string {
  if (credentials.kind === "token") return `Bearer ${credentials.token}`;
  if (credentials.kind === "none") throw new Error("Scenarios need credentials.");
  return `Basic ${Buffer.from(`${credentials.user}:${credentials.password}`).toString("base64")}`;
}

/** Deletes by uid, whatever kind of object it is: folders first, with everything in them. */
async function cleanUp({ others }: Rig, uids: ReadonlySet<string>): Promise<void> {
  const failures: unknown[] = [];
  for (const kind of ["removeFolder", "remove", "removeDataSource"] as const) {
    for (const uid of uids) await others[kind](uid).catch((error: unknown) => failures.push(error));
  }
  if (failures.length > 0) throw new AggregateError(failures, "The scenario could not be cleaned up.");
}

/** The project's name as stamps hold it. */
export function keyOf({ project }: Pick<Rig, "project">): string {
  return projectKey(project);
}
