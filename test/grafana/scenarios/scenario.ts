import type { EmulatorOptions } from "../emulator/contract.ts";
import type { Rig } from "./rig.ts";

/** A behaviour of pushing, shown at one Grafana. */
export interface Scenario {
  /** A sentence of behaviour. */
  readonly name: string;
  /** Needs what only the emulator has: faults, provisioned files, other tools. @default false */
  readonly emulated?: boolean;
  /** How the emulator is started besides; implies nothing for a real Grafana. */
  readonly options?: Omit<EmulatorOptions, "version" | "resourceApi">;
  /** The calls that it is about. @default both */
  readonly api?: "classic" | "resources";
  /** The first major version that it is about. @default all */
  readonly from?: number;
  readonly run: (rig: Rig) => Promise<void>;
}
