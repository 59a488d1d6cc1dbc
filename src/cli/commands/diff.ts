import type { CommandIo } from "../io.ts";
import type { CommandValues } from "../table.ts";

/** Runs `dash diff`. */
export async function runDiff(_io: CommandIo, _values: CommandValues): Promise<number> {
  return 0;
}
