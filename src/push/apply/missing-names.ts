import { compareText } from "../../base/text.ts";
import { isWriting, type Plan } from "../plan.ts";
import { type Environment, referencingTexts, unsetNames } from "../desired/references.ts";

/**
 * The environment variables that applying a plan needs and that are not set, sorted. Secrets of a data source that
 * exists are not needed, because Grafana keeps what is not given, unless all are to be sent.
 */
export function missingNames(
  plan: Pick<Plan, "actions">,
  env: Environment,
  options: { readonly updateSecrets?: boolean } = {},
): readonly string[] {
  const names = plan.actions.filter(isWriting).flatMap((action) => {
    if (action.object !== "data-source" || action.kind === "delete") return [];
    const needsSecrets = action.kind === "create" || options.updateSecrets === true;
    const unset = (texts: readonly string[]): readonly string[] =>
      texts.flatMap((text) => unsetNames(text, env));
    // Looked up in any case: a value that may not go to this server is an error before the first write.
    const secrets = unset(referencingTexts(undefined, action.secrets));
    return [...unset(referencingTexts(action.settings, {})), ...(needsSecrets ? secrets : [])];
  });
  return [...new Set(names)].sort(compareText);
}
