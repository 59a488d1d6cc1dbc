import type { OptionRule } from "../panels/option-rules.ts";
import { describeValue } from "../panels/value-types.ts";

/** The rule of a list whose entries were all made by the functions for one kind; `hint` says how to make one. */
export function listRule(kind: string, hint: string): OptionRule {
  const check: OptionRule["check"] = (entry) => {
    if ((entry as { readonly kind?: unknown } | null)?.kind === kind) return undefined;
    return { fault: `must be ${withArticle(kind)}, not ${describeValue(entry)}`, hint };
  };
  return { is: "list", items: { opaque: true, check } };
}

function withArticle(kind: string): string {
  return kind === "annotation" ? "an annotation" : `a ${kind}`;
}
