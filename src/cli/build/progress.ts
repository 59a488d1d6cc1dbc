import type { CommandIo } from "../io.ts";

/** A line on a terminal that counts while work is long; nothing elsewhere. */
export interface Progress {
  readonly step: () => void;
  readonly clear: () => void;
}

/** How long work may take, in milliseconds, before a line is worth reading; and how often it changes. */
const patience = 500;
const rhythm = 100;

/** Counts dashboards as they are compiled. */
export function createProgress({ isTTY, stderr }: Pick<CommandIo, "isTTY" | "stderr">): Progress {
  if (!isTTY) return { step: () => undefined, clear: () => undefined };
  let count = 0;
  let shownAt = performance.now() + patience - rhythm;
  let isShown = false;
  return {
    step() {
      count++;
      const now = performance.now();
      if (now - shownAt < rhythm) return;
      shownAt = now;
      isShown = true;
      stderr.write(`\r${count} dashboards compiled`);
    },
    clear() {
      if (isShown) stderr.write("\r\u001b[K");
    },
  };
}
