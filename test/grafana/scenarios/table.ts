import { conflicts } from "./conflicts.ts";
import { ownership } from "./ownership.ts";
import { pushing } from "./pushing.ts";
import type { Scenario } from "./scenario.ts";

/** All scenarios by what they are about. */
export const scenarios: Readonly<Record<string, readonly Scenario[]>> = { pushing, conflicts, ownership };
