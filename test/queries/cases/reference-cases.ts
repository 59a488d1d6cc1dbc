/**
 * Queries that a live Prometheus 2.42 answered, one or more for each library, written with the typed functions. The
 * texts are those of the verification, letter by letter.
 */
import type { GoldenCase } from "./golden-case.ts";
import { resourceCases } from "./reference-resource-cases.ts";
import { trafficCases } from "./reference-traffic-cases.ts";

export const referenceCases: readonly GoldenCase[] = [...trafficCases, ...resourceCases];
