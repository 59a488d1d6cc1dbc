/** The syntax tree of a PromQL expression. All offsets are those of the text as the user wrote it. */
export type PromqlNode =
  | LiteralNode
  | SelectorNode
  | RangeNode
  | SubqueryNode
  | ModifierNode
  | ParenthesesNode
  | UnaryNode
  | BinaryNode
  | CallNode
  | AggregationNode;

/** A range of characters. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A number or a quoted string. */
interface LiteralNode extends Span {
  readonly kind: "number" | "string";
}

/** An instant vector selector: `up{job="api"}`. */
export interface SelectorNode extends Span {
  readonly kind: "selector";
  /** The metric name, also when it is quoted inside the braces. */
  readonly metric?: Span;
  readonly matchers: readonly MatcherNode[];
  /** A second metric name in the braces. */
  readonly extraMetrics: readonly Span[];
}

/** A label matcher: `job=~"api|web"`. */
export interface MatcherNode extends Span {
  readonly label: Span;
  readonly operator: Span;
  /** With its quotes. */
  readonly value: Span;
}

/** A range vector selector: `up[5m]`. */
export interface RangeNode extends Span {
  readonly kind: "range";
  readonly operand: PromqlNode;
  readonly duration: Span;
}

/** A subquery: `rate(up[5m])[1h:1m]`. */
export interface SubqueryNode extends Span {
  readonly kind: "subquery";
  readonly operand: PromqlNode;
  /** Range and, when given, step. */
  readonly durations: readonly Span[];
}

/** `offset 5m`, `@ end()`, `smoothed` or `anchored` after an expression. */
export interface ModifierNode extends Span {
  readonly kind: "offset" | "at" | "smoothed" | "anchored";
  readonly operand: PromqlNode;
  /** What follows the keyword; empty for `smoothed` and `anchored`. */
  readonly argument: Span;
}

/** An expression in parentheses. */
interface ParenthesesNode extends Span {
  readonly kind: "parentheses";
  readonly operand: PromqlNode;
}

/** `-x` or `+x`. */
interface UnaryNode extends Span {
  readonly kind: "unary";
  readonly operand: PromqlNode;
}

/** An operator between two expressions. */
export interface BinaryNode extends Span {
  readonly kind: "binary";
  readonly operator: Span;
  /** How tightly the operator binds: 1 `or` to 6 `^`. */
  readonly strength: number;
  readonly left: PromqlNode;
  readonly right: PromqlNode;
  readonly bool?: Span;
  readonly matching?: MatchingNode;
}

/** `on (…)` or `ignoring (…)`, with what may follow it. */
export interface MatchingNode extends Span {
  readonly keyword: Span;
  readonly labels: readonly Span[];
  /** `group_left` or `group_right`. */
  readonly group?: Span;
  readonly include: readonly Span[];
}

/** A function call. */
export interface CallNode extends Span {
  readonly kind: "call";
  readonly name: Span;
  readonly args: readonly PromqlNode[];
}

/** An aggregation: `sum by (job) (up)`. */
export interface AggregationNode extends Span {
  readonly kind: "aggregation";
  readonly name: Span;
  readonly args: readonly PromqlNode[];
}
