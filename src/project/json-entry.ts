import { readFileSync } from "node:fs";
import path from "node:path";
import type { TransformFailure } from "esbuild";
import type { Problem } from "../base/problem.ts";
import { buildProblem } from "./build-problems.ts";
import { runEsbuild } from "./esbuild-service.ts";

/** An entry that is plain JSON: it is read, not evaluated. */
export interface JsonEntry {
  /** The file, relative to the project folder. */
  readonly file: string;
  readonly text: string;
  readonly value: unknown;
}

/** Reads a JSON entry, or tells where it is no JSON. */
export async function readJsonEntry(root: string, file: string): Promise<JsonEntry | Problem> {
  let text: string;
  try {
    text = readFileSync(path.join(root, file), "utf8").replace(/^\uFEFF/, "");
  } catch {
    return {
      rule: "load-missing-file",
      severity: "error",
      message: `\`${file}\` cannot be read.`,
      at: { file },
    };
  }
  try {
    return { file, text, value: JSON.parse(text) as unknown };
  } catch (error) {
    return (await syntaxProblem(file, text)) ?? endOfFileProblem(file, text, error as Error);
  }
}

/** Whether an entry is JSON by its name. */
export function isJsonEntry(file: string): boolean {
  return file.endsWith(".json");
}

/** `JSON.parse` tells a position in some Node versions and for some errors only; esbuild always does. */
async function syntaxProblem(file: string, text: string): Promise<Problem | undefined> {
  try {
    await runEsbuild((esbuild) =>
      esbuild.transform(text, { loader: "json", sourcefile: file, logLevel: "silent" }),
    );
    return undefined;
  } catch (error) {
    const [message] = (error as Partial<TransformFailure>).errors ?? [];
    return message === undefined ? undefined : buildProblem(message, "error", (url) => url);
  }
}

function endOfFileProblem(file: string, text: string, error: Error): Problem {
  const lines = text.split("\n");
  const at = { file, line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
  return { rule: "load-syntax", severity: "error", message: `${error.message}.`, at };
}
