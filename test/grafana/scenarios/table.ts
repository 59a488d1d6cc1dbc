import { access } from "./access.ts";
import { conflicts } from "./conflicts.ts";
import { dataSources } from "./data-sources.ts";
import { keeping } from "./keeping.ts";
import { killing } from "./killing.ts";
import { mishaps } from "./mishaps.ts";
import { ownership } from "./ownership.ts";
import { pushing } from "./pushing.ts";
import { races } from "./races.ts";
import type { Scenario } from "./scenario.ts";

/** All scenarios by what they are about. */
export const scenarios: Readonly<Record<string, readonly Scenario[]>> = {
  pushing,
  conflicts,
  ownership,
  races,
  keeping,
  mishaps,
  killing,
  dataSources,
  access,
};
