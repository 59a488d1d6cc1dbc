import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { runTranscript } from "./transcript.ts";

const folder = fileURLToPath(new URL("transcripts/", import.meta.url));

test.each(readdirSync(folder).sort())(
  "%s",
  async (name) => {
    const text = readFileSync(folder + name, "utf8");
    await expect(await runTranscript(text)).toMatchFileSnapshot(folder + name);
    // Each command line starts a process that evaluates the files.
  },
  20_000,
);
