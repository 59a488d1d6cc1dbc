import type { Impact } from "./model.ts";

/** All impacts, mildest first. */
export const impacts: readonly Impact[] = [
  "none",
  "cosmetic",
  "presentation",
  "data",
  "breaks-links",
  "destroys",
];

/** Whether an impact is at least as bad as another one. */
export function reaches(impact: Impact, limit: Impact): boolean {
  return impacts.indexOf(impact) >= impacts.indexOf(limit);
}

/** The worst of some impacts; `none` of nothing. */
export function worstImpact(all: Iterable<Impact>): Impact {
  let worst: Impact = "none";
  for (const impact of all) if (reaches(impact, worst)) worst = impact;
  return worst;
}
