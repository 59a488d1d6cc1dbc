import { DashError } from "../base/dash-error.ts";

/** The number as PromQL spells it: `0.95`, `1e9`, `NaN`, `Inf`, `-Inf`; round millions with an exponent, to be read. */
export function formatNumber(value: number): string {
  if (value === Infinity) return "Inf";
  if (value === -Infinity) return "-Inf";
  if (Math.abs(value) >= 1e6 && value % 1e6 === 0) {
    const exponential = value.toExponential();
    if (/^-?\d(?:\.\d)?e/.test(exponential)) return exponential.replace("+", "");
  }
  return String(value);
}

/** The ways in which a label can spell a number: one text, or an RE2 expression that matches them all. */
export interface NumberSpellings {
  readonly text: string;
  readonly isRegex: boolean;
}

/**
 * Every way in which exporters spell a number in `le` and `quantile`: Go writes `1e+06`, JavaScript `1000000`,
 * and OpenMetrics and Prometheus 3 add `.0` to whole numbers.
 */
export function numberSpellings(value: number): NumberSpellings {
  if (value === Infinity) return { text: "+Inf", isRegex: false };
  const plain = String(value);
  const go = formatGoNumber(value);
  if (plain === go && !Number.isInteger(value)) return { text: plain, isRegex: false };
  const patterns = [...new Set([plain, go])].map((spelling) =>
    /^-?\d+$/.test(spelling) ? `${spelling}(\\.0)?` : escapeRegex(spelling),
  );
  return { text: patterns.join("|"), isRegex: true };
}

/** Go's `strconv.FormatFloat(value, 'g', -1, 64)`, with which Go exporters and Prometheus write bucket limits. */
function formatGoNumber(value: number): string {
  const [digits, power] = value.toExponential().split("e");
  const exponent = Number(power);
  if (value === 0 || (exponent >= -4 && exponent < 6) || !Number.isFinite(value)) return String(value);
  return `${digits}e${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`;
}

const special = /["\\\p{Cc}]/u;

/** The text as a PromQL string in double quotes. */
export function quoteString(text: string): string {
  return special.test(text) ? `"${escapeString(text, '"')}"` : `"${text}"`;
}

/** The text as it stands between two `quote`s of a PromQL string. */
export function escapeString(text: string, quote: '"' | "'"): string {
  return text.replace(/["'\\\p{Cc}]/gu, (character) => {
    if (character === '"' || character === "'") return character === quote ? `\\${character}` : character;
    return escapes.get(character) ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}

const escapes: ReadonlyMap<string, string> = new Map([
  ["\\", "\\\\"],
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
]);

/** The text as a regular expression (RE2) that matches just it; a lone Grafana variable stays one. */
export function escapeRegex(text: string): string {
  return isGrafanaVariable(text) ? text : text.replace(/[\\.+*?()|[\]{}^$]/g, "\\$&");
}

const variable = /^\$(?:\w+|\{\w+(?:\.[\w.]+)?(?::[\w-]+)?\})$/;

/** Whether the text is one Grafana variable: `$job`, `${job}`, `${job:regex}`. */
export function isGrafanaVariable(text: string): boolean {
  return variable.test(text);
}

const labelName = /^[a-zA-Z_]\w*$/;

/** The label's name in a selector or a label list; quoted when it needs UTF-8 names (Prometheus 3). */
export function formatLabel(name: string): string {
  if (labelName.test(name)) return name;
  if (name === "") throw new DashError("invalid-definition", { message: "A label name is empty." });
  return quoteString(name);
}

/** The labels as `by`, `on` and `group_left` list them. */
export function formatLabels(names: readonly string[]): string {
  if (names.length === 1) return formatLabel(names[0] ?? "");
  return names.map(formatLabel).join(", ");
}

const metricName = /^[a-zA-Z_:][\w:]*$/;

/** Whether the metric's name can stand in front of the braces, as every name could before Prometheus 3. */
export function isPlainMetricName(name: string): boolean {
  return metricName.test(name);
}
