import type { Action } from "../plan.ts";
import { type Environment, hideExpanded, referencingTexts } from "../desired/references.ts";

/**
 * A text of the server in which the values of environment variables are references again: Grafana repeats in its
 * messages what it was sent, for example an address. Any answer may, whatever it is about.
 */
export function hideValues(text: string, actions: readonly Action[], env: Environment): string {
  const referencing = actions.flatMap((action) =>
    action.object === "data-source" ? referencingTexts(action.settings, action.secrets) : [],
  );
  return hideExpanded(text, referencing, env);
}
