import { parsePromql } from "../../promql/parse.ts";
import { remember } from "../../promql/remember.ts";
import { readSource } from "../../promql/source.ts";
import type { TokenEdit } from "../model.ts";
import { expressionFacts, rewritten } from "./expression-facts.ts";
import { textFact } from "./text-fact.ts";
import { isRespaced } from "./tokens/split-text.ts";
import { diffTokens } from "./tokens/token-diff.ts";
import { buildTerm } from "./trees/build-term.ts";
import type { Term } from "./trees/term.ts";

/** What happened to the text of a query. */
export interface ExpressionDiff {
  /** `reformatted` texts ask the same in another spelling. */
  readonly verdict: "same" | "reformatted" | "changed";
  /** What changed, in words; empty unless it is `changed`. */
  readonly facts: readonly string[];
  /** The texts side by side. */
  readonly tokens: readonly TokenEdit[];
}

/** Compares two PromQL texts with Grafana variables in them: their trees where both have one, else their tokens. */
export function diffExpressions(before: string, after: string): ExpressionDiff {
  const tokens = diffTokens(before, after, "promql");
  if (before === after) return { verdict: "same", facts: [], tokens };
  const [left, right] = [termOf(before), termOf(after)];
  if (left !== undefined && right !== undefined) {
    if (left.key === right.key) return { verdict: "reformatted", facts: [], tokens };
    const facts = expressionFacts(left, right);
    return { verdict: "changed", facts, tokens: facts[0] === rewritten ? replaced(before, after) : tokens };
  }
  if (left === right && isRespaced(before, after, "promql", "careful")) {
    return { verdict: "reformatted", facts: [], tokens };
  }
  return {
    verdict: "changed",
    facts: [...validity(left, right), textFact(before, after, "expression")],
    tokens,
  };
}

/** Brackets and functions that two expressions share by chance only hide what each of them asks. */
function replaced(before: string, after: string): readonly TokenEdit[] {
  return [
    { op: "-", text: before },
    { op: "+", text: after },
  ];
}

/** What tells whether two PromQL texts ask the same: equal for texts of which one is the other one reformatted. */
export function expressionKey(text: string): string {
  return termOf(text)?.key ?? text;
}

function validity(before: Term | undefined, after: Term | undefined): readonly string[] {
  if ((before === undefined) === (after === undefined)) return [];
  return [`not valid PromQL ${before === undefined ? "before" : "after"}`];
}

// Trees are walked recursively; no person writes a query of so many tokens, and programs must not exhaust the stack.
const mostTokens = 2000;
/** In even longer texts, not even the tokens are counted. */
const mostCharacters = 50_000;

const termOf = remember(1024, (text: string): Term | undefined => {
  if (text.length > mostCharacters) return undefined;
  if (text.length > mostTokens && readSource(text).tokens.length > mostTokens) return undefined;
  const { source, root } = parsePromql(text);
  return root === undefined ? undefined : buildTerm(source, root);
});
