import { suggest } from "../base/text.ts";
import { checkOptionsOf, impossible, type OptionRules } from "../panels/option-rules.ts";
import type { VariableOptions } from "./variables.ts";

/** What the options of a kind of variable may be. */
interface VariableCheck {
  readonly caller: string;
  readonly members: OptionRules;
  readonly required: readonly string[];
}

/** Throws when an option of a variable is not as its rule says. */
export function checkVariable(options: VariableOptions, { caller, ...rule }: VariableCheck): void {
  checkOptionsOf(options, rule, { what: "variable", caller, nameOption: "name" });
}

/** Throws for a default outside the values: Grafana would start with the first value instead, or with one that the list lacks. */
export function checkDefault(
  options: { readonly name: string; readonly default?: string | readonly string[] },
  values: readonly string[],
): void {
  const wanted = typeof options.default === "string" ? [options.default] : (options.default ?? []);
  const unknown = wanted.find((value) => !values.includes(value) && value !== "$__all");
  if (unknown === undefined) return;
  throw impossible(
    `The default \`${unknown}\` of variable \`${options.name}\` is none of its values.`,
    suggest(unknown, values),
  );
}
