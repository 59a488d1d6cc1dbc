import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The version of the installed promtool, such as `2.42.0`; nothing when there is none. */
export function promtoolVersion(): string | undefined {
  const { stdout } = spawnSync("promtool", ["--version"], { encoding: "utf8" });
  return /version (\d+\.\d+\.\d+)/.exec(stdout ?? "")?.[1];
}

/** The expressions that `promtool check rules` refuses, found in one run over one file of recording rules. */
export function rejectedByPromtool(expressions: readonly string[]): ReadonlySet<string> {
  const folder = mkdtempSync(join(tmpdir(), "promql-"));
  try {
    const file = join(folder, "rules.json");
    const rules = expressions.map((expr, index) => ({ record: `r${index}`, expr }));
    writeFileSync(file, JSON.stringify({ groups: [{ name: "all", rules }] }));
    const { stderr } = spawnSync("promtool", ["check", "rules", file], {
      encoding: "utf8",
      maxBuffer: 1 << 28,
    });
    const rejected = [...stderr.matchAll(/group "all", rule \d+, "r(\d+)": /g)];
    return new Set(rejected.map((match) => expressions[Number(match[1])] ?? ""));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
