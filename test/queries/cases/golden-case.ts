import type { Expression } from "../../../src/queries/expression.ts";

/** An expression with the exact text and unit that it must have. */
export interface GoldenCase {
  readonly name: string;
  readonly expression: Expression;
  readonly text: string;
  readonly unit: string | undefined;
}

export function golden(
  name: string,
  expression: Expression,
  text: string,
  unit: string | undefined,
): GoldenCase {
  return { name, expression, text, unit };
}
