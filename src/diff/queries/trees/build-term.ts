import type {
  AggregationNode,
  BinaryNode,
  CallNode,
  MatcherNode,
  ModifierNode,
  PromqlNode,
  RangeNode,
  SelectorNode,
  Span,
  SubqueryNode,
} from "../../../promql/ast.ts";
import type { PromqlSource } from "../../../promql/source.ts";
import { readString } from "../../../promql/string-literal.ts";
import { readClauses } from "./clauses.ts";
import { keywordOf, numberKey, piecesOf, readNumber, type Piece } from "./pieces.ts";
import { makeTerm, type Part, type Spelling, type Term } from "./term.ts";

/** Turns a tree into the term that is compared. Every token ends up in one of its terms, so that none is overlooked. */
export function buildTerm(source: PromqlSource, root: PromqlNode): Term {
  const text: Text = { source, pieces: piecesOf(source) };
  return termOf(text, root, { from: 0, to: source.original.length });
}

interface Text {
  readonly source: PromqlSource;
  readonly pieces: readonly Piece[];
}

function termOf(text: Text, node: PromqlNode, span: Span = node): Term {
  switch (node.kind) {
    case "number":
      return numberTerm(text, span);
    case "string": {
      const { head, own } = headed(text, node, { span, children: [] });
      return makeTerm("string", head, { text: () => head.text, parts: others(own) });
    }
    case "selector":
      return selectorTerm(text, node, span);
    case "parentheses": {
      // A tree needs no parentheses: they are where they are needed to write it down.
      const own = ownPieces(text, span, [node.operand]).filter((piece) => !/^[()]$/.test(piece.text));
      return withParts(termOf(text, node.operand), others(own));
    }
    case "unary":
      return unaryTerm(text, node.operand, span);
    case "range":
    case "subquery":
      return rangeTerm(text, node, span);
    case "binary":
      return binaryTerm(text, node, span);
    case "call":
    case "aggregation":
      return callTerm(text, node, span);
    case "offset":
    case "at":
    case "smoothed":
    case "anchored":
      return modifiedTerm(text, node, span);
  }
}

function numberTerm(text: Text, span: Span): Term {
  const [first, ...rest] = overlapping(text, span);
  if (rest.length > 0 && (first?.text === "-" || first?.text === "+")) {
    return signed(first, numberTerm(text, { from: first.to, to: span.to }), writtenOf(text, span));
  }
  const head = joined(first === undefined ? [] : [first]);
  const value = first?.kind === "number" ? readNumber(first.text) : wordNumber(first);
  const key = value === undefined ? head.key : numberKey(value);
  return makeTerm(
    "number",
    { ...head, key },
    {
      text: () => head.text,
      parts: others(ownPieces(text, span, first === undefined ? [] : [first])),
      ...(value === undefined ? {} : { value }),
    },
  );
}

/** `Inf` and `NaN`, in any case, are the words that Prometheus's lexer takes for numbers. */
function wordNumber(piece: Piece | undefined): number | undefined {
  if (piece?.kind !== "word") return undefined;
  return piece.key.toLowerCase() === "inf" ? Number.POSITIVE_INFINITY : Number.NaN;
}

function unaryTerm(text: Text, operand: PromqlNode, span: Span): Term {
  const [sign, ...rest] = ownPieces(text, span, [operand]);
  const inner = withParts(termOf(text, operand), others(rest));
  return sign === undefined ? inner : signed(sign, inner, writtenOf(text, span));
}

/** Prometheus folds the sign of a number into it, so that `-(1)` and `-1` are the same. */
function signed(sign: Piece, operand: Term, whole: () => string): Term {
  if (operand.value === undefined) {
    return makeTerm("unary", { text: sign.text, key: sign.key }, { text: whole, children: [operand] });
  }
  const minus = sign.text === "-";
  const value = minus ? -operand.value : operand.value;
  const bare = operand.head.text.startsWith("-") ? operand.head.text.slice(1) : `-${operand.head.text}`;
  const shown = minus ? bare : operand.head.text;
  const { parts } = operand;
  return makeTerm("number", { text: shown, key: numberKey(value) }, { text: () => shown, parts, value });
}

function selectorTerm(text: Text, node: SelectorNode, span: Span): Term {
  const names = node.metric === undefined ? [] : [node.metric, ...node.extraMetrics];
  const own = ownPieces(text, span, [...names, ...node.matchers]);
  const loose = own.filter((piece) => !/^[{},]$/.test(piece.text));
  const [metric = { text: "", key: "" }, ...further] = names.map((name) => nameOf(text, name));
  const parts: readonly Part[] = [
    ...node.matchers.map((matcher) => matcherPart(text, matcher)),
    ...further.map((name) => ({ role: "metric", ...name })),
    ...loose
      .filter((piece) => piece.to <= node.to)
      .map((piece) => ({ role: "matcher", text: piece.text, key: piece.key })),
    ...others(loose.filter((piece) => piece.to > node.to)),
  ];
  const whole = writtenOf(text, node);
  const [named, ...more] = parts.filter((part) => part.name === "__name__");
  // Prometheus turns `up` into the matcher `__name__="up"`. What a variable stands for is escaped in strings only.
  if (metric.key === "" && more.length === 0 && named?.rest !== undefined && /^="[^"]/.test(named.rest)) {
    const value: unknown = named.rest.includes("${") ? undefined : JSON.parse(named.rest.slice(1));
    if (typeof value === "string") {
      const head = { text: value, key: JSON.stringify(value) };
      return makeTerm("selector", head, { text: whole, parts: parts.filter((part) => part !== named) });
    }
  }
  return makeTerm("selector", metric, { text: whole, parts });
}

function matcherPart(text: Text, node: MatcherNode): Part {
  const pieces = overlapping(text, node);
  if (pieces.length < 3) return { role: "matcher", ...joined(pieces) };
  const label = nameOf(text, node.label);
  const value = joined(overlapping(text, node.value));
  const operator = joined(overlapping(text, node.operator));
  const name = label.key.startsWith('"') ? String(JSON.parse(label.key)) : label.key;
  const rest = operator.key + value.key;
  return {
    role: "matcher",
    name,
    rest,
    key: label.key + rest,
    text: label.text + operator.text + value.text,
  };
}

/** A metric or label: quoted names (Prometheus 3) are the same as bare ones. */
function nameOf(text: Text, span: Span): Spelling {
  const pieces = overlapping(text, span);
  const [piece] = pieces;
  if (pieces.length !== 1 || piece === undefined) return joined(pieces);
  if (piece.kind === "string" && !piece.key.includes("${")) {
    const { value } = readString(piece.text);
    return { text: /^[A-Za-z_:][\w:]*$/.test(value) ? value : piece.text, key: JSON.stringify(value) };
  }
  return { text: piece.text, key: piece.kind === "word" ? JSON.stringify(piece.key) : piece.key };
}

function rangeTerm(text: Text, node: RangeNode | SubqueryNode, span: Span): Term {
  const spans = node.kind === "range" ? [node.duration] : node.durations;
  const [range, step] = spans.map((duration) => joined(overlapping(text, duration)));
  const own = ownPieces(text, span, [node.operand, ...spans]).filter((piece) => !/^[[\]:]$/.test(piece.text));
  const parts = step === undefined ? [] : [{ role: "step", ...step }];
  return makeTerm(node.kind, range ?? { text: "", key: "" }, {
    text: writtenOf(text, node),
    parts: [...parts, ...others(own)],
    children: [node.kind === "subquery" ? termOf(text, node.operand) : bareOperand(text, node.operand)],
  });
}

/** What a range or an offset belongs to: Prometheus refuses parentheses there, so they are not redundant. */
function bareOperand(text: Text, node: PromqlNode): Term {
  const term = termOf(text, node);
  if (node.kind !== "parentheses") return term;
  return makeTerm("enclosed", { text: "(…)", key: "(" }, { text: writtenOf(text, node), children: [term] });
}

function modifiedTerm(text: Text, outermost: ModifierNode, span: Span): Term {
  const parts: Part[] = [];
  let operand: PromqlNode = outermost;
  let around = span;
  while (isModifier(operand)) {
    const { kind, argument, to } = operand;
    const own = ownPieces(text, around, [operand.operand]);
    const keyword = own.findLast((piece) => piece.to <= argument.from);
    const isArgument = (piece: Piece): boolean => piece.from >= argument.from && piece.from < to;
    const spelled = joined(own.filter(isArgument));
    // `start()` and `end()` are keywords here, so their case does not count.
    parts.push({ role: kind, text: spelled.text, key: spelled.key.toLowerCase() });
    const loose = others(own.filter((piece) => piece !== keyword && !isArgument(piece)));
    parts.push(...loose.map((part) => ({ ...part, key: `${kind} ${part.key}` })));
    around = operand = operand.operand;
  }
  const children = [bareOperand(text, operand)];
  return makeTerm("modified", { text: "", key: "" }, { text: writtenOf(text, outermost), parts, children });
}

function isModifier(node: PromqlNode): node is ModifierNode {
  return node.kind === "offset" || node.kind === "at" || node.kind === "smoothed" || node.kind === "anchored";
}

function binaryTerm(text: Text, node: BinaryNode, span: Span): Term {
  const { head, own } = headed(text, node.operator, { span, children: [node.left, node.right] });
  const { clauses, rest } = readClauses(own);
  // `ignoring ()` ignores nothing, as Prometheus does without it; `group_left` needs it, though.
  const grouped = clauses.some(({ role }) => role.startsWith("group_"));
  const parts = [
    ...clauses.filter(({ role, key }) => role !== "ignoring" || key !== "" || grouped),
    ...others(rest),
  ];
  const [operator, whole] = [{ text: head.text, key: head.key.toLowerCase() }, writtenOf(text, node)];
  const right = termOf(text, node.right);
  const [sign] = overlapping(text, node.left);
  if (operator.key === "^" && node.left.kind === "number" && (sign?.text === "-" || sign?.text === "+")) {
    // The parser takes the sign for a part of the number, but for Prometheus `-1^2` is `-(1^2)`.
    const left = numberTerm(text, { from: sign.to, to: node.left.to });
    const power = makeTerm("binary", operator, { text: whole, parts, children: [left, right] });
    return signed(sign, power, whole);
  }
  return makeTerm("binary", operator, { text: whole, parts, children: [termOf(text, node.left), right] });
}

function callTerm(text: Text, node: CallNode | AggregationNode, span: Span): Term {
  const { head, own } = headed(text, node.name, { span, children: node.args });
  const { clauses, rest } = readClauses(own);
  const loose = rest.filter((piece) => !/^[(),]$/.test(piece.text));
  return makeTerm(
    node.kind,
    // Aggregations are keywords, which Prometheus takes in any case; functions are not.
    node.kind === "call" ? head : { text: head.text.toLowerCase(), key: head.key.toLowerCase() },
    {
      text: writtenOf(text, node),
      // `by ()` groups by nothing, as an aggregation without a clause does; `without ()` does not.
      parts: [...clauses.filter(({ role, key }) => role !== "by" || key !== ""), ...others(loose)],
      children: node.args.map((argument) => termOf(text, argument)),
    },
  );
}

/** What names a node, and the other pieces that are its own. */
function headed(
  text: Text,
  name: Span,
  { span, children }: { readonly span: Span; readonly children: readonly Span[] },
): { readonly head: Spelling; readonly own: readonly OwnPiece[] } {
  const pieces = overlapping(text, name);
  return {
    head: joined(pieces),
    own: ownPieces(text, span, children).filter(({ from }) => !pieces.some((piece) => piece.from === from)),
  };
}

/** Pieces that the grammar has no place for, such as a variable that may become an offset; their place counts. */
function others(pieces: readonly OwnPiece[]): readonly Part[] {
  return pieces.map(({ text, key, place }) => ({ role: "other", text, key: `${place} ${key}` }));
}

function withParts(term: Term, parts: readonly Part[]): Term {
  return parts.length === 0
    ? term
    : makeTerm(term.kind, term.head, { ...term, parts: [...term.parts, ...parts] });
}

function joined(pieces: readonly Piece[]): Spelling {
  return {
    text: pieces.map((piece) => piece.text).join(""),
    key: pieces.map((piece) => keywordOf(piece) || piece.key).join(" "),
  };
}

function overlapping({ pieces }: Text, { from, to }: Span): readonly Piece[] {
  const found: Piece[] = [];
  for (let index = firstAfter(pieces, from); index < pieces.length; index++) {
    const piece = pieces[index];
    if (piece === undefined || piece.from >= to) break;
    found.push(piece);
  }
  return found;
}

/** A piece that belongs to a node and to none of its children. */
interface OwnPiece extends Piece {
  /** Between which children it stands, and after how many others. */
  readonly place: string;
}

/** The pieces in a span that are in none of the inner ones. */
function ownPieces(text: Text, span: Span, inner: readonly Span[]): readonly OwnPiece[] {
  const found: OwnPiece[] = [];
  let at = span.from;
  const end = { from: span.to, to: span.to };
  for (const [gap, { from, to }] of [...inner.toSorted((a, b) => a.from - b.from), end].entries()) {
    let before = 0;
    for (const piece of overlapping(text, { from: at, to: from })) {
      // Spans of numbers such as `.5` begin behind the point.
      if (piece.from < at || (piece.to > from && from < span.to)) continue;
      found.push({ ...piece, place: `${gap}.${before}` });
      if (piece.text !== ",") before++;
    }
    at = Math.max(at, to);
  }
  return found;
}

function firstAfter(pieces: readonly Piece[], offset: number): number {
  let [low, high] = [0, pieces.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((pieces[middle]?.to ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How a range of the text is written, found out when it is asked for. */
function writtenOf(text: Text, span: Span): () => string {
  return () => written(text, span);
}

/** A range of the text in one line: white space and comments between its pieces become one space. */
function written(text: Text, span: Span): string {
  const { original } = text.source;
  let line = "";
  let end: number | undefined;
  for (const piece of overlapping(text, span)) {
    const gap = end !== undefined && /[\s#]/.test(original.slice(end, piece.from));
    line += (gap ? " " : "") + piece.text;
    end = piece.to;
  }
  return line;
}
