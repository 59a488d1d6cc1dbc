import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";

/** The things to undo, last first, when the stack ends or fails to start. */
export interface Cleanup {
  add(undo: () => Promise<void>): void;
  run(): Promise<void>;
}

const folders = new Set<string>();

// After an interrupt there is no cleanup: a shell removes the folders when their processes have ended.
process.once("exit", () => {
  if (folders.size === 0) return;
  const sweep = ["-c", 'sleep 5; rm -rf -- "$@"', "sh", ...folders];
  spawn("sh", sweep, { detached: true, stdio: "ignore" }).unref();
});

/** An empty list of things to undo; all are tried even when one fails, and the failures are thrown together. */
function startCleanup(): Cleanup {
  const undos: (() => Promise<void>)[] = [];
  return {
    add: (undo) => {
      undos.push(undo);
    },
    run: async () => {
      const errors: unknown[] = [];
      for (let undo = undos.pop(); undo !== undefined; undo = undos.pop()) {
        await undo().catch((error: unknown) => errors.push(error));
      }
      if (errors.length > 0) throw new AggregateError(errors, "The live stack was not taken down cleanly.");
    },
  };
}

/** Runs `start`; when it fails, what it built so far is undone before the error goes on. */
export async function startOrUndo<Value>(start: (cleanup: Cleanup) => Promise<Value>): Promise<Value> {
  const cleanup = startCleanup();
  try {
    return await start(cleanup);
  } catch (error) {
    await cleanup.run().catch(() => undefined);
    throw error;
  }
}

/** A new temporary folder that the cleanup removes. */
export async function makeFolder(cleanup: Cleanup, name: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), `dash-live-${name}-`));
  folders.add(folder);
  cleanup.add(async () => {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    folders.delete(folder);
  });
  return folder;
}

/** Uses a temporary folder for a while. */
export async function withFolder<Value>(
  name: string,
  use: (folder: string) => Promise<Value>,
): Promise<Value> {
  const cleanup = startCleanup();
  try {
    return await use(await makeFolder(cleanup, name));
  } finally {
    await cleanup.run();
  }
}
