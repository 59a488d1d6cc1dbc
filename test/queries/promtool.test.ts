import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { goldenCases } from "./cases/golden-cases.ts";
import { referenceCases } from "./cases/reference-cases.ts";
import { matcherCases } from "./cases/matcher-cases.ts";

const hasPromtool = spawnSync("promtool", ["--version"]).status === 0;

test.runIf(hasPromtool)("Prometheus parses every built expression", () => {
  const expressions = [...goldenCases, ...referenceCases, ...matcherCases.filter(({ utf8 }) => !utf8)]
    .map(({ expression }) => expression)
    // A rule cannot yield a window or a string; windows are covered inside the functions that take them.
    .filter(({ type }) => type === "vector" || type === "scalar");
  const rules = expressions.map(({ text }, index) => ({
    record: `case:${index}`,
    expr: withoutVariables(text),
  }));
  const { status, output } = checkRules(rules);
  expect(output).not.toMatch(/error/i);
  expect(status).toBe(0);
});

function withoutVariables(text: string): string {
  return text.replaceAll("$__rate_interval", "5m").replaceAll("$__range", "1h");
}

function checkRules(rules: readonly object[]): { readonly status: number | null; readonly output: string } {
  const folder = mkdtempSync(join(tmpdir(), "dash-promtool-"));
  try {
    const file = join(folder, "rules.yml");
    // JSON is YAML.
    writeFileSync(file, JSON.stringify({ groups: [{ name: "cases", rules }] }));
    const { status, stdout, stderr } = spawnSync("promtool", ["check", "rules", file], { encoding: "utf8" });
    return { status, output: stdout + stderr };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
