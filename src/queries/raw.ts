import { captureCallSite } from "../base/call-site.ts";
import { DashError } from "../base/dash-error.ts";
import type { CallSite } from "../base/call-site.ts";
import type { Vector } from "./expression.ts";
import {
  type Interpolated,
  type Interpolation,
  interpolateInString,
  interpolateOutside,
  type Neighbours,
} from "./interpolation.ts";
import { blankStrings, type RawScanner, rawScanner, scan } from "./raw-scanner.ts";

/**
 * Hand-written PromQL, checked when the dashboard is built. Backslashes are PromQL's own, as in Grafana; write
 * Grafana's `${name}` as `\${name}`. Interpolated texts are escaped for the string or regular expression that they
 * stand in, queries get parentheses where they need them:
 *
 * ```ts
 * promql`sum(rate(http_requests_total{path=~"${["/a.b", "/c"]}"}[5m])) / ${total}`
 * ```
 */
export function promql(strings: TemplateStringsArray, ...values: readonly Interpolation[]): Vector {
  const scanner = rawScanner();
  let text = "";
  let shape = "";
  for (const [index, piece] of strings.raw.entries()) {
    const written = unescapePiece(piece);
    scan(scanner, written);
    text += written;
    shape += written;
    if (index === values.length) break;
    const next = interpolate(values[index], scanner, () => neighbours(scanner, strings.raw, index + 1));
    text += next.text;
    shape += next.shape;
  }
  return rawVector({ text, shape }, scanner, captureCallSite(promql));
}

/** Hand-written PromQL that is put together elsewhere; it gets no escapes at all. */
export function raw(text: string): Vector {
  const scanner = rawScanner();
  scan(scanner, text);
  return rawVector({ text, shape: blankStrings(text) }, scanner, captureCallSite(raw));
}

/** A template's raw text keeps the backslash of an escaped backtick or dollar; `\\` stays PromQL's. */
function unescapePiece(piece: string): string {
  if (!piece.includes("\\")) return piece;
  return piece.replace(/\\\\|\\([`$])/g, (token, character: string | undefined) => character ?? token);
}

function interpolate(
  value: Interpolation | undefined,
  scanner: RawScanner,
  around: () => Neighbours,
): Interpolated {
  if (value === undefined || value === null) {
    throw new DashError("invalid-definition", {
      message: `A PromQL text got \`${value}\` to interpolate.`,
      hint: "Look where the value comes from; an empty text is a value too.",
    });
  }
  if (scanner.end === "\n") return { text: "", shape: "", isOpen: false };
  const result =
    scanner.end === "" ? interpolateOutside(value, around()) : interpolateInString(value, scanner);
  if (result.isOpen) scan(scanner, result.text);
  else if (scanner.end === "") markValue(value, scanner);
  return result;
}

/** What touches an interpolation in front of the piece `next`. */
function neighbours(scanner: RawScanner, pieces: readonly string[], next: number): Neighbours {
  const following = pieces[next] ?? "";
  const isLast = next === pieces.length - 1 && following.trim() === "";
  return {
    isAlone: /[(,]$|^$/.test(scanner.last) && (isLast || /^\s*[),]/.test(following)),
    isBase: /^\s*\^/.test(following),
  };
}

/** A query that was interpolated without parentheses brings its own operators. */
function markValue(value: Interpolation, scanner: RawScanner): void {
  const isLoose = typeof value === "object" && "precedence" in value && value.precedence < 7;
  if (isLoose && scanner.depth === 0 && scanner.last === "") scanner.hasOperator = true;
  scanner.last = "x";
}

function rawVector(
  { text, shape }: { readonly text: string; readonly shape: string },
  scanner: RawScanner,
  site: CallSite,
): Vector {
  if (text.trim() === "") {
    throw new DashError("invalid-definition", {
      message: "A PromQL text is empty.",
      hint: "Write the query, or leave the panel's query out.",
    });
  }
  // A comment at the end would swallow what a query around this one adds.
  const end = scanner.end === "\n" ? "\n" : "";
  return {
    kind: "expression",
    type: "vector",
    text: text.trim() + end,
    precedence: scanner.hasOperator ? 1 : 7,
    raw: { shape: shape.trim() + end, site },
  };
}
