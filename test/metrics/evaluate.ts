import { transform } from "esbuild";
import { defineMetrics } from "../../src/metrics/define.ts";
import type { Metric } from "../../src/metrics/metric.ts";

/** The exports of a generated module, by running it with the real `defineMetrics`. */
export async function evaluateModule(text: string): Promise<Record<string, Record<string, Metric>>> {
  const { code } = await transform(text, { loader: "ts", format: "cjs" });
  const module = { exports: {} as Record<string, Record<string, Metric>> };
  // oxlint-disable-next-line typescript/no-implied-eval -- running what was generated is the test
  const run = new Function("module", "exports", "require", code) as (...args: unknown[]) => void;
  run(module, module.exports, () => ({ defineMetrics }));
  return module.exports;
}
