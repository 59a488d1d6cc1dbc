import { DashError } from "../../base/dash-error.ts";
import type { CommandIo } from "../io.ts";
import type { CommandValues } from "../table.ts";

/** Runs `dash status`. Answers with the exit code. */
export async function runStatus(io: CommandIo, values: CommandValues): Promise<number> {
  await Promise.resolve();
  throw new DashError("usage", { message: `${io.version} ${Object.keys(values).length}` });
}
