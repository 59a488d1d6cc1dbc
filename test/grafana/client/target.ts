import { onTestFinished } from "vitest";
import { type Connection, createConnection } from "../../../src/grafana/connection.ts";
import type { GrafanaTarget } from "../../../src/grafana/target.ts";

/** A target at the address, with a token unless told otherwise. */
export function targetAt(url: string, changes: Partial<GrafanaTarget> = {}): GrafanaTarget {
  return { url, credentials: { kind: "token", token: "glsa_secret" }, headers: {}, tls: {}, ...changes };
}

/** Connects without waiting between repetitions, and closes when the test ends. */
export function connectTo(url: string, changes: Partial<GrafanaTarget> = {}): Connection {
  const connection = createConnection(targetAt(url, changes), impatient);
  onTestFinished(() => connection.close());
  return connection;
}

/** Options that never wait. */
export const impatient = { concurrency: 8, sleep: () => Promise.resolve(), random: () => 0.5 } as const;
