import { maskVariables, type VariableUse } from "./mask.ts";
import { tokenize, type Token } from "./tokens.ts";
import type { Span } from "./ast.ts";
import type { PromqlFinding } from "./finding.ts";

/** A PromQL text on its way through the checks. */
export interface PromqlSource {
  /** As the user wrote it; messages quote this. */
  readonly original: string;
  /** With placeholders for Grafana variables; everything is decided on this. */
  readonly masked: string;
  readonly variables: readonly VariableUse[];
  readonly tokens: readonly Token[];
  /** What made the text unreadable for the tokenizer. */
  readonly findings: readonly PromqlFinding[];
}

/** Masks and splits a text. */
export function readSource(original: string): PromqlSource {
  const { text, variables } = maskVariables(original);
  return { original, masked: text, variables, ...tokenize(text) };
}

/** The text of a range with placeholders for variables: what decisions are made on. */
export function read(source: PromqlSource, { from, to }: Span): string {
  return source.masked.slice(from, to);
}

/** The text of a range as the user wrote it: what messages show. */
export function quote(source: PromqlSource, { from, to }: Span): string {
  return source.original.slice(from, to);
}

/** Whether a variable outside of strings lies in the range or overlaps it. */
export function holdsVariable(source: PromqlSource, { from, to }: Span): boolean {
  return source.variables.some((use) => !use.inString && use.from < to && use.to > from);
}
