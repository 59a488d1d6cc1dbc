import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A folder that does not outlive the command. */
export interface TemporaryFolder {
  /** Without symbolic links, so that paths below it can be compared. */
  readonly path: string;
  /** Removes the folder with all that is in it; links are removed, not followed. Safe to repeat. */
  close(): void;
}

/** Makes a temporary folder that only this user can read. */
export function createTemporaryFolder(): TemporaryFolder {
  const path = realpathSync(mkdtempSync(join(tmpdir(), "grafana-dash-")));
  return { path, close: () => rmSync(path, { recursive: true, force: true, maxRetries: 3 }) };
}
