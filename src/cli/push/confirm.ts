import { createInterface } from "node:readline";
import type { CommandIo } from "../io.ts";

/** Asks a question that only `y` or `yes` agrees to; no answer, the end of the input and Ctrl-C mean no. */
export async function confirm(
  question: string,
  io: Pick<CommandIo, "stdin" | "stderr" | "signal">,
): Promise<boolean> {
  io.stderr.write(`${question} [y/N] `);
  const lines = createInterface({ input: io.stdin, terminal: false });
  try {
    const answer = await new Promise<string | undefined>((resolve) => {
      const stop = (): void => resolve(undefined);
      lines.once("line", resolve).once("close", stop);
      if (io.signal.aborted) stop();
      io.signal.addEventListener("abort", stop, { once: true });
    });
    if (answer === undefined) io.stderr.write("\n");
    return /^\s*y(?:es)?\s*$/i.test(answer ?? "");
  } finally {
    lines.close();
  }
}
