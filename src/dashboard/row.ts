import { captureCallSite, type CallSite } from "../base/call-site.ts";
import { slug } from "../base/text.ts";
import type { Panel } from "../panels/panel.ts";

/** What can be set on a row. */
export interface RowOptions {
  /**
   * The row's identity within its dashboard; its numeric id is derived from it.
   * @default made from the title
   */
  readonly key?: string;
  /** Whether the row starts closed; its panels load when somebody opens it. @default false */
  readonly collapsed?: boolean;
  /** The name of a multi-value variable: Grafana repeats the whole row for each of its values. */
  readonly repeat?: string;
  /**
   * How many panels of equal width stand side by side, 1 to 24; for panels without a width of their own.
   * @default all panels of the row side by side, up to four
   */
  readonly columns?: number;
  /** The height of panels without one of their own, in grid rows of 38 pixels. @default what suits each panel type */
  readonly height?: number;
}

/** An immutable row: a headline with the panels below it. */
export interface Row extends RowOptions {
  readonly kind: "row";
  readonly key: string;
  readonly title: string;
  readonly panels: readonly Panel[];
  /** Where the row was written. */
  readonly site: CallSite;
}

/**
 * A row of a dashboard: a headline with panels that flow from left to right below it.
 *
 * @example row("Resources", [cpuUsage([gallery]), memoryUsage([gallery])], { height: 7 })
 */
export function row(title: string, panels: readonly Panel[], options: RowOptions = {}): Row {
  return {
    ...options,
    kind: "row",
    key: options.key ?? `row-${slug(title) || "untitled"}`,
    title,
    panels: [...panels],
    site: captureCallSite(row),
  };
}
