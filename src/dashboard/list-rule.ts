import type { Fault, OptionRule } from "../panels/option-rules.ts";
import type { Panel } from "../panels/panel.ts";
import { heightRule, widthRule } from "../panels/size.ts";
import { describeValue } from "../panels/value-types.ts";
import type { Row } from "./row.ts";

/** The rule of a list whose entries were all made by the functions for one kind; `hint` says how to make one. */
export function listRule(kind: string, hint: string): OptionRule {
  const check: OptionRule["check"] = (entry) => {
    if ((entry as { readonly kind?: unknown } | null)?.kind === kind) return undefined;
    return { fault: `must be ${withArticle(kind)}, not ${describeValue(entry)}`, hint };
  };
  return { is: "list", items: { opaque: true, check } };
}

/** The rule of a list of panels. */
export function panelsRule(hint: string): OptionRule {
  return wholeRule(listRule("panel", hint), (entry) => isWholePanel(entry as Panel));
}

/** The rule of a list of rows, whose panels were checked when the rows were made. */
export function rowsRule(hint: string): OptionRule {
  return wholeRule(listRule("row", hint), (entry) => {
    const { title, key, panels } = entry as Row;
    return typeof title === "string" && typeof key === "string" && Array.isArray(panels);
  });
}

/** A copy such as `{ ...panel, width: 30 }` went past the function that made the panel. */
function wholeRule({ is = "list", items }: OptionRule, isWhole: (entry: unknown) => boolean): OptionRule {
  const check: OptionRule["check"] = (entry) =>
    items?.check?.(entry) ?? (isWhole(entry) ? undefined : changedFault);
  return { is, items: { opaque: true, check } };
}

const changedFault: Fault = {
  fault: "was changed after it was made, and holds something impossible now",
  hint: "Give the function that makes it other options instead.",
};

function isWholePanel(panel: Panel): boolean {
  const { title, key, width, height, queries, fieldConfig } = panel;
  return (
    typeof title === "string" &&
    typeof key === "string" &&
    Array.isArray(queries) &&
    typeof fieldConfig === "object" &&
    isSize(width, widthRule) &&
    isSize(height, heightRule)
  );
}

function isSize(size: unknown, { min = 1, max = Infinity }: OptionRule): boolean {
  return size === undefined || (Number.isInteger(size) && (size as number) >= min && (size as number) <= max);
}

function withArticle(kind: string): string {
  return kind === "annotation" ? "an annotation" : `a ${kind}`;
}
