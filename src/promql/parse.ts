import type { Tree } from "@lezer/common";
import { parser } from "@prometheus-io/lezer-promql";
import type { PromqlNode } from "./ast.ts";
import { bridge } from "./bridge.ts";
import { buildTree } from "./build-ast.ts";
import { finding, type PromqlFinding } from "./finding.ts";
import { readSource, type PromqlSource } from "./source.ts";
import { syntaxFinding } from "./syntax.ts";

/** A PromQL text with its syntax tree, or with the reasons why it has none. */
export interface ParsedPromql {
  readonly source: PromqlSource;
  /** Absent when the text is no PromQL; `findings` then says why. */
  readonly root?: PromqlNode;
  /** Mistakes of spelling and grammar; those of types are found by `checkPromql`. */
  readonly findings: readonly PromqlFinding[];
}

/** Parses a PromQL text with Grafana variables in it. */
export function parsePromql(text: string): ParsedPromql {
  const source = readSource(text);
  if (source.findings.length > 0) return { source, findings: source.findings };
  if (source.tokens.length === 0) {
    return { source, findings: [finding("The query is empty.", { from: 0, to: text.length })] };
  }
  const bridged = bridge(source);
  const tree = parser.parse(bridged.text);
  const errorAt = firstError(tree);
  if (errorAt !== undefined) {
    // What the bridge reports explains the error, or is to be mended first.
    const known = bridged.findings;
    return { source, findings: known.length > 0 ? known : [syntaxFinding(source, errorAt)] };
  }
  return { source, root: buildTree(tree, bridged.text), findings: bridged.findings };
}

function firstError(tree: Tree): number | undefined {
  let first: number | undefined;
  tree.iterate({
    enter(node) {
      if (node.type.isError) first = Math.min(first ?? node.from, node.from);
    },
  });
  return first;
}
