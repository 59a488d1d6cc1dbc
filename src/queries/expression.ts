import type { CallSite } from "../base/call-site.ts";

/**
 * How tightly the outermost operator of an expression binds, as in Prometheus's grammar:
 * 1 `or`, 2 `and`/`unless`, 3 comparisons, 4 `+ -`, 5 `* / %`, 6 `^`, 7 everything that needs no parentheses.
 */
export type Precedence = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** What Prometheus evaluates an expression to. */
export type ExpressionType = "vector" | "scalar" | "range" | "string";

/**
 * An immutable typed PromQL expression. It holds its text ready made, so that composing two expressions is
 * one concatenation; `Label` are the labels that its series carry, known to the compiler only.
 */
export interface Expression<Label extends string = string, Type extends ExpressionType = ExpressionType> {
  readonly kind: "expression";
  readonly type: Type;
  /** The PromQL text, with Grafana variables such as `$job` and `$__rate_interval` in place. */
  readonly text: string;
  readonly precedence: Precedence;
  /** The Grafana unit id of the values, when it is known. */
  readonly unit?: string;
  /** Set for hand-written text: it must be parsed and type-checked; built expressions are right by construction. */
  readonly raw?: RawText;
  /** Never present at run time: keeps `Label` in the type. */
  readonly labels?: readonly Label[];
}

/** What is needed to check hand-written PromQL once per shape and to say where a mistake is. */
export interface RawText {
  /** Equal for two texts whose literals stand in the same places: one check serves all of them. */
  readonly shape: string;
  /** Where the text was written. */
  readonly site: CallSite;
}

/** An instant vector, which a panel can draw. */
export type Vector<Label extends string = string> = Expression<Label, "vector">;

/** A single number without labels. */
export type Scalar = Expression<never, "scalar">;

/** A query of a panel: an expression with what Grafana needs to show it. */
export interface Query {
  readonly kind: "query";
  readonly expression: Expression;
  /** The legend, with labels as `{{job}}`. @default Grafana's automatic legend (`__auto`) */
  readonly legend?: string;
  /** How Grafana reads the answer: one point now (`true`) or a range. @default decided by the panel */
  readonly instant?: boolean;
  /** @default decided by the panel */
  readonly format?: "time_series" | "table" | "heatmap";
  /** Stable letter or word that transformations and overrides refer to. @default A, B, C in order */
  readonly refId?: string;
  /** The smallest step between points, for example `30s`. @default the data source's scrape interval */
  readonly interval?: string;
  /** Whether exemplars are asked for too. @default false */
  readonly exemplar?: boolean;
  /** Whether the query runs without being drawn (for a transformation or expression). @default false */
  readonly hidden?: boolean;
  /** The logical name of another data source than the panel's. */
  readonly dataSource?: string;
}
