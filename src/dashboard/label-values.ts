import { formatLabel } from "../queries/literal.ts";
import { type Source, toSelector } from "../queries/selector.ts";

/** The kinds of metrics whose name is that of their series. */
type PlainKind = "counter" | "gauge" | "info";

/**
 * The query of a variable that lists the values of a label; with a selector that uses another variable, the two
 * are chained.
 *
 * @example queryVariable({ name: "instance", query: labelValues(select(up, { job: variable("job") }), "instance") })
 */
export function labelValues<Label extends string>(
  source: Source<PlainKind, Label>,
  label: NoInfer<Label>,
): string {
  return `label_values(${toSelector(source, "labelValues()").text}, ${formatLabel(label)})`;
}
