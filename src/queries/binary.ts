import { DashError } from "../base/dash-error.ts";
import { between, enclose } from "./compose.ts";
import type { Expression, Precedence, Scalar, Vector } from "./expression.ts";
import { formatLabels } from "./literal.ts";
import type { LabelsOf, NumberOperand, Value } from "./operand.ts";
import type { Unit } from "./units.ts";

/** Which series of both sides belong together; without it those with equal labels. */
export interface Matching<Left extends string, Right extends string> {
  /** The only labels that must be equal. */
  readonly on?: readonly (Left & Right)[];
  /** The labels that may differ; not together with `on`. */
  readonly ignoring?: readonly (Left | Right)[];
  /**
   * Many series on the left belong to one on the right, with labels to copy from the right (`true`: none).
   * Needs `on` or `ignoring`.
   */
  readonly groupLeft?: true | readonly Right[];
  /** Many series on the right belong to one on the left, with labels to copy from the left (`true`: none). */
  readonly groupRight?: true | readonly Left[];
}

/** Rejects options that do not exist, which a type parameter alone would let through. */
export type Exactly<Options, Allowed> = Options & {
  readonly [Key in Exclude<keyof Options, keyof Allowed>]: never;
};

type Listed<List> = List extends readonly (infer Label extends string)[] ? Label : never;

/** The labels of the series that a matching yields. */
export type MatchedLabels<Left extends string, Right extends string, Options> = Options extends {
  readonly groupLeft: infer Copied;
}
  ? Left | Listed<Copied>
  : Options extends { readonly groupRight: infer Copied }
    ? Right | Listed<Copied>
    : Options extends { readonly on: infer On }
      ? Listed<On>
      : Options extends { readonly ignoring: infer Ignored }
        ? Exclude<Left, Listed<Ignored>>
        : Left;

/** What an operator makes of two operands: a scalar of two scalars, else a vector. */
export type Combined<Left, Right, Options> = [Left] extends [NumberOperand]
  ? [Right] extends [NumberOperand]
    ? Scalar
    : Vector<LabelsOf<Right>>
  : [Right] extends [NumberOperand]
    ? Vector<LabelsOf<Left>>
    : Vector<MatchedLabels<LabelsOf<Left>, LabelsOf<Right>, Options>>;

/** The matching of two operands; scalars have no series to match. */
export type MatchingOf<Left extends Value, Right extends Value> = Matching<LabelsOf<Left>, LabelsOf<Right>>;

/** A binary operator as PromQL writes it. */
export interface Operator {
  readonly symbol: string;
  readonly precedence: Precedence;
  /** Whether `a ^ b ^ c` is `a ^ (b ^ c)`. @default false */
  readonly rightAssociative?: boolean;
}

/** Both operands joined by the operator, in parentheses where they need them. */
export function combine(
  operator: Operator,
  left: Expression,
  right: Expression,
  details: { readonly unit: Unit; readonly bool?: boolean; readonly matching?: Matching<string, string> },
): Expression {
  const { symbol, precedence, rightAssociative } = operator;
  const type = left.type === "scalar" && right.type === "scalar" ? "scalar" : "vector";
  const outer = rightAssociative ? tighter(precedence) : precedence;
  const inner = rightAssociative ? precedence : tighter(precedence);
  const matching = matchingText(details.matching, left, right);
  const middle = ` ${symbol}${details.bool ? " bool" : ""}${matching} `;
  const outcome = { type, precedence, unit: details.unit } as const;
  return between(enclose(left, outer), middle, encloseRight(right, inner), outcome);
}

function tighter(precedence: Precedence): Precedence {
  return (precedence + 1) as Precedence;
}

/** `a * -1` and `a ^ -1` need no parentheses, although a sign binds no tighter than `*`. */
function encloseRight(right: Expression, precedence: Precedence): Expression {
  return precedence === 6 && isNegativeNumber(right) ? right : enclose(right, precedence);
}

function isNegativeNumber(expression: Expression): boolean {
  return expression.type === "scalar" && /^-(?:[\d.]+(?:e[+-]?\d+)?|Inf)$/.test(expression.text);
}

function matchingText(
  matching: Matching<string, string> | undefined,
  left: Expression,
  right: Expression,
): string {
  if (matching === undefined) return "";
  const { on, ignoring, groupLeft, groupRight } = matching;
  if (on === undefined && ignoring === undefined && !groupLeft && !groupRight) return "";
  checkMatching(matching, left, right);
  const labels =
    on === undefined ? ` ignoring (${formatLabels(ignoring ?? [])})` : ` on (${formatLabels(on)})`;
  return labels + groupText("group_left", groupLeft) + groupText("group_right", groupRight);
}

function groupText(name: string, group: true | readonly string[] | undefined): string {
  if (group === undefined) return "";
  return ` ${name} (${group === true ? "" : formatLabels(group)})`;
}

function checkMatching(matching: Matching<string, string>, left: Expression, right: Expression): void {
  const { on, ignoring, groupLeft, groupRight } = matching;
  if (left.type === "scalar" || right.type === "scalar") {
    throw impossible("A scalar has no series that labels could match.", "Leave the matching out.");
  }
  if (on !== undefined && ignoring !== undefined) {
    throw impossible("A matching has both `on` and `ignoring`.", "Keep one of them.");
  }
  if (groupLeft !== undefined && groupRight !== undefined) {
    throw impossible("A matching has both `groupLeft` and `groupRight`.", "Keep one of them.");
  }
  if (on === undefined && ignoring === undefined) {
    throw impossible(
      "A matching has a group but neither `on` nor `ignoring`.",
      "Name the labels that must be equal with `on`.",
    );
  }
}

function impossible(message: string, hint: string): DashError {
  return new DashError("invalid-definition", { message, hint });
}
