import { type FSWatcher, readFileSync, watch } from "node:fs";
import { dirname, join, relative } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { digest } from "../../base/hash.ts";

/** How long to wait for more changes, in milliseconds: editors write a file in several steps. */
const settleMilliseconds = 20;

/** Hears of changes in folders. */
export interface Changes {
  /**
   * Watches the folders of these files too. A file that is not any more what its digest says changed before its
   * folder was watched, and counts as changed.
   */
  follow(files: readonly string[], digests: ReadonlyMap<string, string>): void;
  /** The files that changed, relative to the root, once it is quiet again. */
  next(): Promise<readonly string[]>;
  close(): void;
}

/**
 * Watches folders rather than files, because editors replace files. Paths are relative to the root.
 */
export function watchFolders(root: string, signal: AbortSignal): Changes {
  const watchers = new Map<string, FSWatcher>();
  const changed = new Set<string>();
  let wake = (): void => undefined;
  signal.addEventListener("abort", () => wake());
  const onChange = (folder: string, name: string | null): void => {
    changed.add(relative(root, join(folder, name ?? "")).replaceAll("\\", "/"));
    wake();
  };
  const watchFolder = (folder: string): boolean => {
    if (watchers.has(folder)) return false;
    try {
      const watcher = watch(folder, (_, name) => onChange(folder, name));
      // A folder that is removed ends its watcher; it is watched again when it comes back.
      watcher.on("error", () => watchers.delete(folder));
      watchers.set(folder, watcher);
      return true;
    } catch {
      // The folder is not there (yet); its parent's watcher tells when it comes.
      return false;
    }
  };
  return {
    follow(files, digests) {
      const fresh = new Set<string>();
      for (const folder of new Set(files.map((file) => dirname(join(root, file))))) {
        if (watchFolder(folder)) fresh.add(folder);
      }
      for (const [file, hash] of digests) {
        const path = join(root, file);
        if (fresh.has(dirname(path)) && digestOf(path) !== hash) changed.add(file);
      }
    },
    async next() {
      if (changed.size === 0 && !signal.aborted) await new Promise<void>((resolve) => (wake = resolve));
      await sleep(settleMilliseconds);
      const files = [...changed];
      changed.clear();
      return files;
    },
    close() {
      for (const watcher of watchers.values()) watcher.close();
    },
  };
}

function digestOf(path: string): string | undefined {
  try {
    return digest(readFileSync(path));
  } catch {
    return undefined;
  }
}
