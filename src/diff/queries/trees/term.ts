/**
 * An expression as it is compared: parentheses, comments and order without meaning are gone, and what has no fixed
 * place (matchers, groupings, offsets) are parts of the term that they belong to.
 */
export interface Term {
  readonly kind:
    | "number"
    | "string"
    | "selector"
    | "range"
    | "subquery"
    /** With `offset` or `@`. */
    | "modified"
    /** In parentheses where Prometheus allows none, as in `(up)[5m]`. */
    | "enclosed"
    | "unary"
    | "binary"
    | "call"
    | "aggregation";
  /** The metric, the function, the operator, the duration, the value. */
  readonly head: Spelling;
  readonly parts: readonly Part[];
  readonly children: readonly Term[];
  /** Terms with equal keys ask the same. */
  readonly key: string;
  /** How many atoms it consists of. */
  readonly size: number;
  /** How many terms are around its innermost one. */
  readonly depth: number;
  /** As written, in one line. */
  readonly text: () => string;
  /** Only in a number that is no variable. */
  readonly value?: number;
}

/** A spelling and what it stands for. */
export interface Spelling {
  /** As written, in one line. */
  readonly text: string;
  /** The same for all spellings that mean the same. */
  readonly key: string;
}

/** What belongs to a term without being an expression. */
export interface Part extends Spelling {
  /** A keyword in lower case, `matcher`, `metric`, `step`, or `other` for what the grammar has no place for. */
  readonly role: string;
  /** The label of a matcher. */
  readonly name?: string;
  /** Operator and value of a matcher. */
  readonly rest?: string;
}

/** Makes a term; its key follows from what it consists of. */
export function makeTerm(
  kind: Term["kind"],
  head: Spelling,
  rest: {
    readonly text: () => string;
    readonly parts?: readonly Part[];
    readonly children?: readonly Term[];
    readonly value?: number;
  },
): Term {
  const { text, parts = [], children = [] } = rest;
  // Which matcher or modifier stands first makes no difference to Prometheus: a selector holds a set of matchers, and
  // `offset` and `@` each set their own field of it.
  const partKeys = parts.map((part) => `${part.role} ${JSON.stringify(part.key)}`).sort();
  // Added, not joined: engines add long texts without copying them.
  let inner = "";
  for (const child of children) inner += `${child.key},`;
  return {
    kind,
    head,
    parts,
    children,
    key: `${kind} ${JSON.stringify(head.key)}{${partKeys.join()}}(${inner})`,
    depth: children.reduce((deepest, child) => Math.max(deepest, child.depth + 1), 0),
    size: children.reduce((sum, child) => sum + child.size, 1 + parts.length),
    text,
    ...(rest.value === undefined ? {} : { value: rest.value }),
  };
}
