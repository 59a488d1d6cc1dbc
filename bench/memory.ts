/** What a process and all that it started hold in memory; Linux only. */
import { type ChildProcess } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";

/** The largest sum of the resident (proportional) memory of a process tree until the process ends, in MB; `undefined` where it cannot be told. */
export async function peakMemory(child: ChildProcess): Promise<number | undefined> {
  if (!existsSync("/proc/self/smaps_rollup")) return undefined;
  let isRunning = true;
  child.once("exit", () => (isRunning = false));
  let peak = 0;
  while (isRunning) {
    const sum = treeOf(child.pid ?? 0).reduce((total, pid) => total + residentOf(pid), 0);
    peak = Math.max(peak, sum);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return Math.round(peak / 1024);
}

function treeOf(pid: number): readonly number[] {
  try {
    const children = readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, "utf8").split(" ").filter(Boolean).map(Number),
    );
    return [pid, ...children.flatMap(treeOf)];
  } catch {
    // The process has ended.
    return [];
  }
}

function residentOf(pid: number): number {
  try {
    return Number(/Pss:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))?.[1] ?? 0);
  } catch {
    return 0;
  }
}
