import { decodeExposition, isOpenMetrics, refuse, type ExpositionSource } from "./exposition-body.ts";
import { collectFamilies } from "./exposition-families.ts";
import { parseLine, type ExpositionLine } from "./exposition-line.ts";
import type { MetricFamily } from "./family.ts";

export type { ExpositionSource } from "./exposition-body.ts";

/**
 * The metrics that an exporter's answer describes, sorted by name: Prometheus text format 0.0.4 (with the quoted
 * names of 1.0.0) or OpenMetrics 1.0. Throws `exposition-invalid`, with line and column where there are any, for
 * everything else.
 */
export function readExposition(
  body: string | Uint8Array,
  source: ExpositionSource = {},
): readonly MetricFamily[] {
  const text = decodeExposition(body, source);
  const openMetrics = isOpenMetrics(text, source);
  const families = collectFamilies(parseLines(text, source, openMetrics), openMetrics, source);
  if (families.length === 0) {
    refuse(
      source,
      "The answer holds no metric.",
      "Ask the exporter for its metrics path, usually `/metrics`.",
    );
  }
  return families;
}

function* parseLines(
  text: string,
  source: ExpositionSource,
  openMetrics: boolean,
): Generator<ExpositionLine> {
  let start = 0;
  let ended = false;
  for (let number = 1; start < text.length; number++) {
    const newline = text.indexOf("\n", start);
    const end = newline === -1 ? text.length : newline;
    const line = text.slice(start, text[end - 1] === "\r" ? Math.max(start, end - 1) : end);
    start = end + 1;
    if (openMetrics && ended) {
      refuse(
        { ...source, line: number, column: 1 },
        "Nothing may follow `# EOF`.",
        "Ask the exporter's authors.",
      );
    }
    const parsed = parseLine({ text: line, number, file: source.name });
    ended = parsed.kind === "end";
    yield parsed;
  }
  if (openMetrics && !ended) {
    refuse(source, "The exposition is cut off: OpenMetrics ends with `# EOF`.", "Ask for it again.");
  }
}
