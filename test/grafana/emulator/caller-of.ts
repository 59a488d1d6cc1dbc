/** Plain calls to an emulator, for its own tests. */
import { onTestFinished } from "vitest";
import type { JsonObject } from "../../../src/schema/json.ts";
import type { Emulator, EmulatorOptions } from "./contract.ts";
import { startEmulator } from "./start.ts";

/** One of every kind of behaviour. */
export const profiles = ["9.5.2", "11.6.0", "12.4.0", "13.2.0"] as const;
/** Those that serve resources. */
export const resourceProfiles = ["12.4.0", "13.2.0"] as const;

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body; `undefined` when it is no JSON. */
  readonly json: unknown;
}

export interface CallOptions {
  readonly headers?: Readonly<Record<string, string>>;
  /** @default the administrator's token; `""`: none */
  readonly authorization?: string;
}

export type Calls = (method: string, path: string, body?: unknown, options?: CallOptions) => Promise<Reply>;

/** A running emulator and calls to it; it ends with the test. */
export async function start(
  options: EmulatorOptions,
): Promise<{ readonly grafana: Emulator; readonly call: Calls }> {
  const grafana = await startEmulator(options);
  onTestFinished(() => grafana.close());
  return { grafana, call: callsOf(grafana) };
}

function callsOf({ url, tokens }: Emulator): Calls {
  return async (method, path, body, options = {}) => {
    const authorization = options.authorization ?? `Bearer ${tokens.admin}`;
    const response = await fetch(`${url}${path}`, {
      method,
      redirect: "manual",
      headers: {
        ...(authorization === "" ? {} : { Authorization: authorization }),
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
        ...options.headers,
      },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, json: parseOrNothing(text) };
  };
}

function parseOrNothing(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** The body of a save through the classic API. */
export function classicSave(dashboard: JsonObject, rest: JsonObject = {}): JsonObject {
  return { dashboard, folderUid: "", message: "", overwrite: false, ...rest };
}

/** The path of a kind of resources. */
export const resources = {
  dashboards: (version = "v0alpha1") =>
    `/apis/dashboard.grafana.app/${version}/namespaces/default/dashboards`,
  folders: (version = "v1beta1") => `/apis/folder.grafana.app/${version}/namespaces/default/folders`,
} as const;

/** A dashboard as a resource. */
export function dashboardObject(
  name: string,
  spec: JsonObject,
  { version = "v0alpha1", ...metadata }: JsonObject & { readonly version?: string } = {},
): JsonObject {
  return {
    apiVersion: `dashboard.grafana.app/${version}`,
    kind: "Dashboard",
    metadata: { name, ...metadata },
    spec,
  };
}

/** A folder as a resource. */
export function folderObject(name: string, title: string, metadata: JsonObject = {}): JsonObject {
  return {
    apiVersion: "folder.grafana.app/v1beta1",
    kind: "Folder",
    metadata: { name, ...metadata },
    spec: { title },
  };
}

/** Metadata that puts an object into a folder. */
export function inFolder(uid: string): JsonObject {
  return { annotations: { "grafana.app/folder": uid } };
}

/** An object as `/apis` shows it. */
export interface Shown {
  readonly apiVersion: string;
  readonly metadata: JsonObject & { readonly annotations: JsonObject };
  readonly spec: JsonObject;
  readonly status?: JsonObject;
}

/** The object of a reply. */
export const object = ({ json }: Reply): Shown => json as Shown;
/** The items of a list. */
export const items = ({ json }: Reply): readonly Shown[] => (json as { items: Shown[] }).items;
