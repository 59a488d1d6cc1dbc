import type { Emulator, EmulatorOptions } from "./contract.ts";

/** Starts an emulated Grafana. It must be closed. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  throw new Error(`not there yet: ${options.version}`);
}
