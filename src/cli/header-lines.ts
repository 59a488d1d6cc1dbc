import { DashError } from "../base/dash-error.ts";

/** Reads the lines `Name: value` of `--header`; `example` is one that can be typed. */
export function parseHeaderLines(
  lines: readonly string[],
  example: string,
): Readonly<Record<string, string>> {
  return Object.fromEntries(lines.map((line) => parseHeaderLine(line, example)));
}

function parseHeaderLine(line: string, example: string): readonly [string, string] {
  const at = line.indexOf(":");
  const name = line.slice(0, Math.max(at, 0)).trim();
  if (/^[!#$%&'*+.^_`|~\w-]+$/.test(name)) return [name, line.slice(at + 1).trim()];
  // The line is not repeated: without a colon it may be the bare secret.
  throw new DashError("usage", {
    message: "A `--header` is not of the form `Name: value`.",
    hint: `Write for example \`--header '${example}'\`.`,
  });
}
