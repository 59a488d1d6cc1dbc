import { nearest } from "../base/text.ts";
import type { Span } from "./ast.ts";
import { finding, type PromqlFinding } from "./finding.ts";
import { functions } from "./functions.ts";
import { quote, readSource, type PromqlSource } from "./source.ts";
import type { Token } from "./tokens.ts";

/** What Prometheus sees of the query of a Grafana variable. */
export type VariableQuery =
  /** An expression, or only a selector, at an offset of the text. */
  | { readonly kind: "expression" | "selector"; readonly text: string; readonly from: number }
  /** A regular expression over metric names: `metrics(node_.*)`. */
  | { readonly kind: "regex"; readonly text: string; readonly from: number }
  /** Nothing that needs a check: `label_names()`, `label_values(job)`. */
  | { readonly kind: "nothing" }
  | { readonly kind: "mistake"; readonly finding: PromqlFinding };

const macros: readonly string[] = ["label_names", "label_values", "metrics", "query_result"];
const metricsMacro = /^(\s*metrics\s*\()([^]*)\)\s*$/;

/** Takes apart the macros of Grafana's Prometheus data source (9.5 to 13); other text is an expression. */
export function readVariableQuery(text: string): VariableQuery {
  const metrics = metricsMacro.exec(text);
  if (metrics !== null) return { kind: "regex", text: metrics[2] ?? "", from: metrics[1]?.length ?? 0 };
  const source = readSource(text);
  const [name, opening] = source.tokens;
  if (name?.kind !== "word" || opening?.text !== "(") return { kind: "expression", text, from: 0 };
  if (!macros.includes(name.text)) return unknownMacro(name) ?? { kind: "expression", text, from: 0 };
  const [broken] = source.findings;
  if (broken !== undefined) return { kind: "mistake", finding: broken };
  return readMacro(source, name.text);
}

function unknownMacro(name: Token): VariableQuery | undefined {
  const [near] = functions.has(name.text) ? [] : nearest(name.text, macros);
  if (near === undefined) return undefined;
  return mistake(`Unknown function \`${name.text}\`.`, name, `Did you mean \`${near}\`?`);
}

function readMacro(source: PromqlSource, macro: string): VariableQuery {
  const { commas, closing } = punctuation(source.tokens);
  const opening = source.tokens[1]?.to ?? 0;
  const after = source.tokens[closing + 1];
  if (after !== undefined)
    return mistake(`Unexpected \`${quote(source, after)}\` after \`${macro}(…)\`.`, after);
  const content = { from: opening, to: source.tokens[closing]?.from ?? opening };
  if (macro === "query_result") return part("expression", source, content);
  if (macro === "label_names") {
    return quote(source, content).trim() === "" ? { kind: "nothing" } : part("selector", source, content);
  }
  const comma = commas.at(-1);
  const label = { from: comma?.to ?? opening, to: content.to };
  const wrong = labelMistake(source, label);
  if (wrong !== undefined) return wrong;
  return comma === undefined
    ? { kind: "nothing" }
    : part("selector", source, { from: opening, to: comma.from });
}

function part(kind: "expression" | "selector", source: PromqlSource, span: Span): VariableQuery {
  return { kind, text: quote(source, span), from: span.from };
}

/** The commas between the arguments of the macro, and the index of the parenthesis that closes it. */
function punctuation(tokens: readonly Token[]): {
  readonly commas: readonly Token[];
  readonly closing: number;
} {
  const commas: Token[] = [];
  let depth = 0;
  for (const [index, token] of tokens.entries()) {
    if (/^[([{]$/.test(token.text)) depth += 1;
    else if (/^[)\]}]$/.test(token.text)) depth -= 1;
    else if (token.text === "," && depth === 1) commas.push(token);
    if (depth === 0 && token.text === ")") return { commas, closing: index };
  }
  return { commas, closing: tokens.length - 1 };
}

function labelMistake(source: PromqlSource, span: Span): VariableQuery | undefined {
  const text = quote(source, span);
  const from = span.from + text.length - text.trimStart().length;
  const label = text.trim();
  if (label === "")
    return mistake("`label_values` needs the name of a label.", span, "Write `label_values(up, job)`.");
  if (/^(?:[A-Za-z_]\w*|"[^"]+"|[\w$:{}[\].-]*[$[][\w$:{}[\].-]*)$/.test(label)) return undefined;
  return mistake(
    `\`${label}\` is no label name.`,
    { from, to: from + label.length },
    "Write `label_values(up, job)`.",
  );
}

function mistake(message: string, span: Span, hint?: string): VariableQuery {
  return { kind: "mistake", finding: finding(message, span, hint) };
}
