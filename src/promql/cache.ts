import type { PromqlFinding } from "./finding.ts";
import { checkDrawnPromql } from "./promql.ts";
import { shapeOf } from "./shape.ts";

/** Finds the mistakes in a PromQL text; see {@link checkDrawnPromql}. */
export type PromqlChecker = (text: string) => readonly PromqlFinding[];

const noFindings: readonly PromqlFinding[] = [];

/**
 * A checker that parses once for each shape, for thousands of queries that differ in metric names and label
 * values only. A text whose shape had findings is checked itself, so that messages and offsets are its own.
 */
export function createPromqlChecker(limit = 20_000): PromqlChecker {
  const clean = new Set<string>();
  return (text) => {
    const shape = shapeOf(text);
    if (clean.has(shape)) return noFindings;
    const findings = checkDrawnPromql(text);
    if (findings.length === 0) {
      if (clean.size >= limit) clean.clear();
      clean.add(shape);
    }
    return findings;
  };
}
