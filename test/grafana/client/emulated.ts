import { expect, onTestFinished } from "vitest";
import { connectGrafana } from "../../../src/grafana/grafana.ts";
import type { DashboardWrite, Grafana, StoredDashboard } from "../../../src/grafana/model.ts";
import type { GrafanaTarget } from "../../../src/grafana/target.ts";
import type { JsonObject } from "../../../src/schema/json.ts";
import type { Emulator, EmulatorOptions } from "../emulator/contract.ts";
import { startEmulator } from "../emulator/start.ts";
import { impatient, targetAt } from "./target.ts";

/** A Grafana that the client is tested against. */
export interface Profile {
  readonly name: string;
  readonly api: "classic" | "resources";
  readonly options: EmulatorOptions;
}

/** One of each kind. */
export const profiles: readonly Profile[] = [
  { name: "9.5", api: "classic", options: { version: "9.5.2" } },
  { name: "11.6", api: "classic", options: { version: "11.6.0" } },
  { name: "12.4 without /apis", api: "classic", options: { version: "12.4.0", resourceApi: false } },
  { name: "12.4", api: "resources", options: { version: "12.4.0" } },
  { name: "13.2", api: "resources", options: { version: "13.2.0" } },
  { name: "13.2 below a path", api: "resources", options: { version: "13.2.0", subpath: "/grafana" } },
];

/** Starts a Grafana for one test, which ends with a look at what the emulator did not know. */
export async function startGrafana(options: EmulatorOptions): Promise<Emulator> {
  const emulator = await startEmulator(options);
  onTestFinished(async () => {
    await emulator.close();
    expect(emulator.unknown).toEqual([]);
  });
  return emulator;
}

/** Connects as the administrator's token, unless told otherwise. */
export async function connectEmulated(
  emulator: Emulator,
  changes: Partial<GrafanaTarget> = {},
): Promise<Grafana> {
  const credentials = { kind: "token", token: emulator.tokens.admin } as const;
  const grafana = await connectGrafana(targetAt(emulator.url, { credentials, ...changes }), impatient);
  onTestFinished(() => grafana.close());
  return grafana;
}

/** Both at once. */
export async function startConnected(
  options: EmulatorOptions,
): Promise<{ readonly emulator: Emulator; readonly grafana: Grafana }> {
  const emulator = await startGrafana(options);
  return { emulator, grafana: await connectEmulated(emulator) };
}

/** The stamp of the tests' project. */
export const stamp = { project: "shop", push: "p1", hash: "0123456789abcdef" } as const;

/** A document as the compile step makes them. */
export function documentOf(title: string, more: JsonObject = {}): JsonObject {
  return { title, tags: ["team"], panels: [], schemaVersion: 41, refresh: "30s", ...more };
}

/** A write that creates a dashboard, unless it has a base. */
export function writeOf(uid: string, more: Partial<DashboardWrite> = {}): DashboardWrite {
  return { uid, folderUid: "", document: documentOf(uid), stamp, message: "By hand", ...more };
}

/** Writes a dashboard and reads it back. */
export async function put(
  grafana: Grafana,
  uid: string,
  more: Partial<DashboardWrite> = {},
): Promise<StoredDashboard> {
  expect(await grafana.dashboards.write(writeOf(uid, more))).toMatchObject({ kind: "written" });
  const stored = await grafana.dashboards.read(uid);
  if (stored === undefined) throw new Error(`${uid} was not stored`);
  return stored;
}
