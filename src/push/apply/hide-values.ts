import { referencedNames } from "../../config/references.ts";
import type { Action } from "../plan.ts";
import { type Environment, referencingTexts } from "../desired/references.ts";

/** Shorter values are no secrets worth the name, and would be found inside of other words. */
const shortest = 4;

/**
 * A text of the server in which the values of environment variables are references again: Grafana repeats in its
 * messages what it was sent, for example an address. Any answer may, whatever it is about.
 */
export function hideValues(text: string, actions: readonly Action[], env: Environment): string {
  const names = actions.flatMap((action) =>
    action.object === "data-source"
      ? referencingTexts(action.settings, action.secrets).flatMap(referencedNames)
      : [],
  );
  const known = [...new Set(names)]
    .map((name) => ({ name, value: env(name) ?? "" }))
    .filter(({ value }) => value.length >= shortest)
    // A value that holds another one goes first.
    .sort((left, right) => right.value.length - left.value.length);
  return known.reduce((hidden, { name, value }) => hidden.replaceAll(value, () => `\${${name}}`), text);
}
