import { suggest } from "../base/text.ts";
import { refuse } from "./exposition-body.ts";

/** A line of an exposition and where it stands. */
export interface LineText {
  readonly text: string;
  /** Counted from 1. */
  readonly number: number;
  readonly file?: string | undefined;
}

/** What a line of an exposition says. */
export type ExpositionLine =
  | SampleLine
  | MetadataLine
  | { readonly kind: "end" }
  | { readonly kind: "nothing" };

/** One sample of a series. Its label values are kept for the labels that tell of the metric itself. */
export interface SampleLine {
  readonly kind: "sample";
  readonly name: string;
  readonly labels: readonly string[];
  /** The bucket's upper limit, as written. */
  readonly le?: string;
  readonly quantile?: string;
  /** The value, as written. */
  readonly value: string;
}

/** `# HELP`, `# TYPE` or `# UNIT` of a metric family. */
export type MetadataLine =
  | { readonly kind: "help" | "unit"; readonly name: string; readonly text: string }
  | { readonly kind: "type"; readonly name: string; readonly type: DeclaredType };

/** A type that a `# TYPE` line may name, in either format. */
export type DeclaredType = (typeof prometheusTypes)[number] | (typeof openMetricsTypes)[number];

const prometheusTypes = ["counter", "gauge", "histogram", "summary", "untyped"] as const;
const openMetricsTypes = ["gaugehistogram", "info", "stateset", "unknown"] as const;
const declaredTypes: readonly DeclaredType[] = [...prometheusTypes, ...openMetricsTypes];

const metricName = /[a-zA-Z_:][a-zA-Z0-9_:]*/y;
const labelName = /[a-zA-Z_][a-zA-Z0-9_]*/y;
const word = /[^ \t]+/y;
// What Go's ParseFloat takes, which Prometheus reads values with.
const number = /^[+-]?(?:inf(?:inity)?|nan|0x[0-9a-f.]+(?:p[+-]?\d+)?|(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)$/i;

/** Reads one line; throws `exposition-invalid` with the column of what cannot be read. */
export function parseLine(line: LineText): ExpositionLine {
  const scanner: Scanner = { line, at: 0 };
  skipBlanks(scanner);
  if (atEnd(scanner)) return { kind: "nothing" };
  return line.text[scanner.at] === "#" ? parseComment(scanner) : parseSample(scanner);
}

interface Scanner {
  readonly line: LineText;
  at: number;
}

function parseComment(scanner: Scanner): ExpositionLine {
  if (scanner.line.text === "# EOF") return { kind: "end" };
  scanner.at += 1;
  skipBlanks(scanner);
  const keyword = match(scanner, word);
  if (keyword !== "HELP" && keyword !== "TYPE" && keyword !== "UNIT") return { kind: "nothing" };
  skipBlanks(scanner);
  const name = readName(scanner, metricName, "metric name");
  skipBlanks(scanner);
  const text = scanner.line.text.slice(scanner.at);
  if (keyword === "HELP") return { kind: "help", name, text: unescape(text) };
  if (keyword === "UNIT") return { kind: "unit", name, text: text.trim() };
  return { kind: "type", name, type: readType(scanner, text.trim()) };
}

function readType(scanner: Scanner, text: string): DeclaredType {
  const type = declaredTypes.find((one) => one === text);
  return type ?? fail(scanner, `\`${clip(text)}\` is not a metric type.`, suggest(text, prometheusTypes));
}

function parseSample(scanner: Scanner): SampleLine {
  let name = peek(scanner) === "{" ? undefined : readName(scanner, metricName, "metric name");
  skipBlanks(scanner);
  const labels = new Map<string, string>();
  if (peek(scanner) === "{") name = readLabels(scanner, labels) ?? name;
  if (name === undefined) {
    return fail(
      scanner,
      "The sample has no metric name.",
      'It stands before or inside the braces: `{"name"} 1`.',
    );
  }
  skipBlanks(scanner);
  const value = readNumber(scanner, "a value");
  skipBlanks(scanner);
  if (!atEnd(scanner) && peek(scanner) !== "#") readNumber(scanner, "a timestamp");
  readExemplar(scanner);
  const le = labels.get("le");
  const quantile = labels.get("quantile");
  return {
    kind: "sample",
    name,
    labels: [...labels.keys()],
    ...(le !== undefined && { le }),
    ...(quantile !== undefined && { quantile }),
    value,
  };
}

/** Reads `{a="1",b="2"}` into `labels`; the answer is the quoted metric name inside it, if there is one. */
function readLabels(scanner: Scanner, labels: Map<string, string>): string | undefined {
  let name: string | undefined;
  scanner.at += 1;
  for (skipBlanks(scanner); peek(scanner) !== "}"; skipBlanks(scanner)) {
    const quoted = peek(scanner) === '"';
    const label = readName(scanner, labelName, "label name");
    skipBlanks(scanner);
    if (quoted && (peek(scanner) === "," || peek(scanner) === "}")) name = label;
    else labels.set(label, readLabelValue(scanner));
    skipBlanks(scanner);
    if (peek(scanner) === ",") scanner.at += 1;
    else if (peek(scanner) !== "}") fail(scanner, "`,` or `}` is missing after a label.", exporterHint);
  }
  scanner.at += 1;
  return name;
}

function readLabelValue(scanner: Scanner): string {
  if (peek(scanner) !== "=") fail(scanner, "`=` is missing after a label name.", exporterHint);
  scanner.at += 1;
  skipBlanks(scanner);
  if (peek(scanner) !== '"') fail(scanner, "The value of a label is not in double quotes.", exporterHint);
  return readString(scanner);
}

function readExemplar(scanner: Scanner): void {
  skipBlanks(scanner);
  if (atEnd(scanner)) return;
  if (peek(scanner) !== "#") fail(scanner, "Something follows the sample.", exporterHint);
  scanner.at += 1;
  skipBlanks(scanner);
  if (peek(scanner) !== "{") fail(scanner, "An exemplar begins with its labels in braces.", exporterHint);
  readLabels(scanner, new Map());
  skipBlanks(scanner);
  readNumber(scanner, "an exemplar's value");
  skipBlanks(scanner);
  if (!atEnd(scanner)) readNumber(scanner, "an exemplar's timestamp");
  skipBlanks(scanner);
  if (!atEnd(scanner)) fail(scanner, "Something follows the exemplar.", exporterHint);
}

function readName(scanner: Scanner, pattern: RegExp, what: string): string {
  const start = scanner.at;
  const name = peek(scanner) === '"' ? readString(scanner) : match(scanner, pattern);
  if (name === "" || /\p{Surrogate}/u.test(name)) {
    scanner.at = start;
    const found = atEnd(scanner) ? "the line ends" : `there is \`${clip(rest(scanner))}\``;
    fail(scanner, `Where a ${what} is expected, ${found}.`, exporterHint);
  }
  return name;
}

function readNumber(scanner: Scanner, what: string): string {
  const start = scanner.at;
  const text = match(scanner, word);
  if (number.test(text)) return text;
  scanner.at = start;
  const found = text === "" ? "the line ends" : `\`${clip(text)}\` is no number`;
  return fail(scanner, `Where ${what} is expected, ${found}.`, exporterHint);
}

// By hand, not by a regular expression: a value of many megabytes must not exhaust the matcher's stack.
function readString(scanner: Scanner): string {
  const { text } = scanner.line;
  for (let index = scanner.at + 1; index < text.length; index++) {
    if (text[index] === "\\") index += 1;
    else if (text[index] === '"') {
      const raw = text.slice(scanner.at + 1, index);
      scanner.at = index + 1;
      return unescape(raw);
    }
  }
  return fail(
    scanner,
    "A quoted text is not closed on its line.",
    "A line break inside it is written `\\n`.",
  );
}

// Prometheus keeps an unknown escape as it is written.
function unescape(text: string): string {
  if (!text.includes("\\")) return text;
  return text.replace(/\\([\\"n])/g, (_, character: string) => (character === "n" ? "\n" : character));
}

function match(scanner: Scanner, pattern: RegExp): string {
  pattern.lastIndex = scanner.at;
  const found = pattern.exec(scanner.line.text)?.[0] ?? "";
  scanner.at += found.length;
  return found;
}

function peek(scanner: Scanner): string | undefined {
  return scanner.line.text[scanner.at];
}

function atEnd(scanner: Scanner): boolean {
  return scanner.at >= scanner.line.text.length;
}

function rest(scanner: Scanner): string {
  return scanner.line.text.slice(scanner.at, scanner.at + 100);
}

function skipBlanks(scanner: Scanner): void {
  while (peek(scanner) === " " || peek(scanner) === "\t") scanner.at += 1;
}

const exporterHint = "The exporter breaks the format; Prometheus would refuse the whole scrape.";

function clip(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

function fail(scanner: Scanner, message: string, hint: string): never {
  const { number: line, file } = scanner.line;
  return refuse({ name: file, line, column: scanner.at + 1 }, message, hint);
}
