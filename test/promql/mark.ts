import type { PromqlFinding } from "../../src/promql/finding.ts";

/** The text with the range of a finding between `⟦` and `⟧`. */
export function mark(text: string, { from, to }: Pick<PromqlFinding, "from" | "to">): string {
  return `${text.slice(0, from)}⟦${text.slice(from, to)}⟧${text.slice(to)}`;
}

/** Takes the brackets out again, for tables that show text and range at once. */
export function unmark(marked: string): string {
  return marked.replaceAll(/[⟦⟧]/g, "");
}
