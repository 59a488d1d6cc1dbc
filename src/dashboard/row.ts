import { captureCallSite, type CallSite } from "../base/call-site.ts";
import { slug } from "../base/text.ts";
import { checkOptionsOf, flagRule, impossible, type RulesFor, textRule } from "../panels/option-rules.ts";
import type { Panel } from "../panels/panel.ts";
import { describeValue } from "../panels/value-types.ts";
import { panelsRule } from "./list-rule.ts";

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

const rowRules: RulesFor<RowOptions & Pick<Row, "title" | "panels">> = {
  title: textRule,
  panels: panelsRule("Make one with `timeseries({ … })`, `stat({ … })` or a signal."),
  key: textRule,
  collapsed: flagRule,
  repeat: textRule,
  columns: { is: "number", whole: true, min: 1, max: 24 },
  height: { is: "number", whole: true, min: 1 },
};

/**
 * A row of a dashboard: a headline with panels that flow from left to right below it.
 *
 * @example row("Resources", [cpuUsage([gallery]), memoryUsage([gallery])], { height: 7 })
 */
export function row(title: string, panels: readonly Panel[], options: RowOptions = {}): Row {
  checkRow(title, panels, options);
  return {
    ...options,
    kind: "row",
    key: options.key ?? `row-${slug(title) || "untitled"}`,
    title,
    panels: [...panels],
    site: captureCallSite(row),
  };
}

function checkRow(title: string, panels: readonly Panel[], options: RowOptions): void {
  if (typeof title !== "string") {
    throw impossible(
      `The first argument of \`row()\` is its title, not ${describeValue(title)}.`,
      'Write `row("Traffic", [ … ])`.',
    );
  }
  if (!Array.isArray(panels)) {
    throw impossible(
      `The second argument of \`row()\` is a list of panels, but row \`${title}\` got ${describeValue(panels)}.`,
      `Write \`row("${title}", [ … ])\`.`,
    );
  }
  if (typeof options !== "object" || options === null || Array.isArray(options)) {
    throw impossible(
      `The third argument of \`row()\` is an object with options, but row \`${title}\` got ${describeValue(options)}.`,
      "Put all panels into one list.",
    );
  }
  const rule = { members: rowRules };
  checkOptionsOf({ ...options, title, panels }, rule, { what: "row", caller: "row()", nameOption: "title" });
}
