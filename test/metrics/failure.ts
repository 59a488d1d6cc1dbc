import { DashError } from "../../src/base/dash-error.ts";

/** The expected failure that the call ends with. */
export function failure(run: () => unknown): DashError {
  try {
    run();
  } catch (error) {
    if (error instanceof DashError) return error;
    throw error;
  }
  throw new Error("the call did not fail");
}
