import type { Action } from "./plan.ts";
import { type Environment, referencingTexts } from "./references.ts";

const reference = /\$\{?([A-Za-z_]\w*)\}?/g;

/** Shorter values are no secrets worth the name, and would be found inside of other words. */
const shortest = 4;

/**
 * A text of the server in which the values of environment variables are references again: Grafana repeats in its
 * messages what it was sent, for example an address.
 */
export function hideValues(text: string, action: Action, env: Environment): string {
  if (action.object !== "data-source") return text;
  const names = referencingTexts(action.settings, action.secrets).flatMap((each) =>
    [...each.matchAll(reference)].map(([, name = ""]) => name),
  );
  const known = names
    .map((name) => ({ name, value: env(name) ?? "" }))
    .filter(({ value }) => value.length >= shortest)
    // A value that holds another one goes first.
    .sort((left, right) => right.value.length - left.value.length);
  return known.reduce((hidden, { name, value }) => hidden.replaceAll(value, () => `\${${name}}`), text);
}
