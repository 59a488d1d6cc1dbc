import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Whether Prometheus's own checker is installed. */
export const hasPromtool: boolean = spawnSync("promtool", ["--version"]).status === 0;

/** What Prometheus says against the expressions; empty when it takes them all. */
export function checkExpressions(expressions: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), "dash-promtool-"));
  try {
    const rules = expressions.map((text, index) => ({
      record: `case:${index}`,
      expr: withoutVariables(text),
    }));
    const file = join(folder, "rules.yml");
    // JSON is YAML.
    writeFileSync(file, JSON.stringify({ groups: [{ name: "cases", rules }] }));
    const { status, stdout, stderr } = spawnSync("promtool", ["check", "rules", file], { encoding: "utf8" });
    return status === 0 ? "" : stdout + stderr;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function withoutVariables(text: string): string {
  return text.replaceAll("$__rate_interval", "5m").replaceAll("$job", "api");
}
