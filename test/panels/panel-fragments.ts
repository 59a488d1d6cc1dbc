import type { Panel } from "../../src/panels/panel.ts";
import type { Vector } from "../../src/queries/expression.ts";

/** An expression as the queries room builds it. */
export function expression(text: string, unit?: string): Vector {
  return { kind: "expression", type: "vector", text, precedence: 7, ...(unit === undefined ? {} : { unit }) };
}

/** What a panel holds, as JSON text: all but the place where it was written. */
export function fragmentText(panel: Panel): string {
  const { site: _, configure, ...fragment } = panel;
  const module = configure === undefined ? {} : { configure: configure.module };
  return `${JSON.stringify({ ...fragment, ...module }, undefined, 2)}\n`;
}

/** The queries of a panel in one line each. */
export function queryLines(panel: Panel): readonly string[] {
  return panel.queries.map(
    ({ expression, instant, format, legend }) =>
      `${expression.text} ${JSON.stringify({ instant, format, legend })}`,
  );
}
