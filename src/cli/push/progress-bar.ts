import type { CommandIo } from "../io.ts";
import type { Progress } from "../build/progress.ts";

/** How long work may take, in milliseconds, before a bar is worth showing; and how often it changes. */
const patience = 300;
const rhythm = 100;
const widest = 40;

/** A bar on a terminal that fills while objects are pushed; nothing elsewhere. */
export function createProgressBar(
  total: number,
  { isTTY, stderr, columns, now }: Pick<CommandIo, "isTTY" | "stderr" | "columns" | "now">,
): Progress {
  if (!isTTY || total === 0) return { step: () => undefined, clear: () => undefined };
  const width = Math.max(0, Math.min(widest, columns - 25));
  let count = 0;
  let shownAt = now().getTime() + patience - rhythm;
  let isShown = false;
  return {
    step() {
      // What is read back at the end is told once more.
      count = Math.min(total, count + 1);
      const time = now().getTime();
      if (time - shownAt < rhythm && !(isShown && count === total)) return;
      shownAt = time;
      isShown = true;
      const filled = Math.floor((count / total) * width);
      stderr.write(`\r[${"=".repeat(filled)}${" ".repeat(width - filled)}] ${count} of ${total} objects`);
    },
    clear() {
      if (isShown) stderr.write("\r\u001b[K");
    },
  };
}
