import { DashError } from "../base/dash-error.ts";
import { suggest } from "../base/text.ts";
import { checkDuration } from "./duration.ts";
import type { Expression, Query, Scalar } from "./expression.ts";
import { type Operand, toExpression } from "./operand.ts";

/** Everything that a query may say besides its expression. */
export type QueryOptions = Omit<Query, "kind" | "expression">;

const optionNames: ReadonlySet<string> = new Set([
  "dataSource",
  "exemplar",
  "format",
  "hidden",
  "instant",
  "interval",
  "legend",
  "refId",
] satisfies readonly (keyof QueryOptions)[]);

/** A query of a panel: an expression with its legend and the way in which Grafana asks for it. */
export function query(expression: Operand | Scalar, options: QueryOptions = {}): Query {
  for (const name in options) if (!optionNames.has(name)) throw unknownOption(name);
  if (options.interval !== undefined) checkDuration("interval", options.interval);
  const whole: Expression = toExpression(expression, "query()");
  flatten(whole.text);
  const result: { -readonly [Key in keyof Query]: Query[Key] } = { kind: "query", expression: whole };
  const { legend, instant, format, refId, interval, exemplar, hidden, dataSource } = options;
  if (legend !== undefined) result.legend = legend;
  if (instant !== undefined) result.instant = instant;
  if (format !== undefined) result.format = format;
  if (refId !== undefined) result.refId = refId;
  if (interval !== undefined) result.interval = interval;
  if (exemplar !== undefined) result.exemplar = exemplar;
  if (hidden !== undefined) result.hidden = hidden;
  if (dataSource !== undefined) result.dataSource = dataSource;
  return result;
}

/**
 * Lets V8 copy a text that it keeps as a tree of concatenations, so that the parts can be freed: halves the time
 * and the memory of tens of thousands of queries.
 */
function flatten(text: string): void {
  text.charCodeAt(0);
}

function unknownOption(name: string): DashError {
  return new DashError("invalid-definition", {
    message: `\`query()\` has no option \`${name}\`.`,
    hint: suggest(name, [...optionNames]),
  });
}
