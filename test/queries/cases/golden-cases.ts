/** Every function of the room with the exact text and unit that it makes. */
import { aggregationCases } from "./aggregation-cases.ts";
import { functionCases } from "./function-cases.ts";
import type { GoldenCase } from "./golden-case.ts";
import { operatorCases } from "./operator-cases.ts";
import { seriesCases } from "./series-cases.ts";

export const goldenCases: readonly GoldenCase[] = [
  ...seriesCases,
  ...aggregationCases,
  ...operatorCases,
  ...functionCases,
];
