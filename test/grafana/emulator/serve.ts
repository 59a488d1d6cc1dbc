/**
 * Serves the emulator on a port until it is interrupted:
 * `npm run grafana:emulator -- [--port 3000] [--version 12.4.0] [--subpath /grafana]`.
 */
import { parseArgs } from "node:util";
import { startEmulator } from "./start.ts";

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "3000" },
    version: { type: "string", default: "12.4.0" },
    host: { type: "string", default: "127.0.0.1" },
    subpath: { type: "string", default: "" },
    latency: { type: "string", default: "0" },
  },
});

const emulator = await startEmulator({
  version: values.version,
  port: Number(values.port),
  host: values.host,
  subpath: values.subpath,
  latency: Number(values.latency),
  // It may run for long.
  logBodies: false,
});

console.log(`Emulated Grafana ${emulator.version} on ${emulator.url} (nothing is kept when it stops)

  GRAFANA_URL=${emulator.url}
  GRAFANA_TOKEN=${emulator.tokens.admin}

Other tokens: ${emulator.tokens.editor} (editor), ${emulator.tokens.viewer} (viewer).
With a name and a password: admin / admin.
Stop it with Ctrl-C.`);

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    // Exits by itself when nothing is open any more.
    void emulator.close();
  });
}
