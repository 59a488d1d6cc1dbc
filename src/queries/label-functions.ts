import { around, vectorOf } from "./compose.ts";
import type { Vector } from "./expression.ts";
import { quoteString } from "./literal.ts";
import { type Operand, toVector } from "./operand.ts";

/** What {@link labelReplace} does. */
export interface LabelReplacement<Label extends string, Target extends string> {
  /** The label to write. */
  readonly target: Target;
  /** Its new value; `$1` is the first group of the pattern. An empty text drops the label. */
  readonly replacement: string;
  /** The label to read. @default none: the replacement is a constant */
  readonly source?: Label | "";
  /** The RE2 expression that the whole source must match. @default `(.*)` with a source, else empty */
  readonly pattern?: string;
}

/** The series with a label made from another one, or with a constant label. */
export function labelReplace<Label extends string, Target extends string>(
  operand: Operand<Label>,
  options: LabelReplacement<NoInfer<Label>, Target>,
): Vector<NoInfer<Label | Target>> {
  const { target, replacement, source = "", pattern = source === "" ? "" : "(.*)" } = options;
  const list = [target, replacement, source, pattern].map(quoteString).join(", ");
  return relabel("label_replace", operand, list);
}

/** What {@link labelJoin} does. */
export interface LabelJoin<Label extends string, Target extends string> {
  /** The label to write. */
  readonly target: Target;
  /** What stands between the joined values. @default nothing */
  readonly separator?: string;
  /** The labels to join, in order. */
  readonly sources: readonly Label[];
}

/** The series with a label that joins others. */
export function labelJoin<Label extends string, Target extends string>(
  operand: Operand<Label>,
  options: LabelJoin<NoInfer<Label>, Target>,
): Vector<NoInfer<Label | Target>> {
  const { target, separator = "", sources } = options;
  return relabel("label_join", operand, [target, separator, ...sources].map(quoteString).join(", "));
}

function relabel<Label extends string>(name: string, operand: Operand, list: string): Vector<Label> {
  const vector = toVector(operand, name === "label_join" ? "labelJoin()" : "labelReplace()");
  return around(`${name}(`, vector, `, ${list})`, vectorOf(vector.unit));
}
