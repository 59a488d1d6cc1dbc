import type { CommandIo } from "../io.ts";

/** Prints the one document of `--json`. */
export function printJson(io: Pick<CommandIo, "stdout">, content: object): void {
  io.stdout.write(`${JSON.stringify({ formatVersion: 1, ...content }, null, 2)}\n`);
}
