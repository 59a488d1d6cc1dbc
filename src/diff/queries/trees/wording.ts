import type { PartEdit } from "./part-edits.ts";
import type { Part, Term } from "./term.ts";

/** A text for a sentence: one line, not too long. */
export function shorten(text: string, limit = 60): string {
  const line = text.trim().replaceAll(/\s+/g, " ");
  const characters = Array.from(line);
  return characters.length > limit ? `${characters.slice(0, limit - 1).join("")}…` : line;
}

/** A text in backquotes. */
export function quoted(text: string, limit?: number): string {
  return `\`${shorten(text, limit)}\``;
}

/** What happened to the head of a term. */
export function headFact(before: Term, after: Term): string {
  const [old, now] = [shorten(before.head.text), shorten(after.head.text)];
  switch (after.kind) {
    case "selector":
      if (old === "") return `metric ${quoted(now)} added`;
      return now === "" ? `metric ${quoted(old)} removed` : `metric ${quoted(old)} → ${quoted(now)}`;
    case "range":
      return `range ${old} → ${now}`;
    case "subquery":
      return `subquery range ${old} → ${now}`;
    case "binary":
      return `operator ${quoted(old)} → ${quoted(now)}`;
    case "unary":
      return `unary ${quoted(old)} → ${quoted(now)}`;
    case "number":
      return `number ${old} → ${now}`;
    case "string":
      return `string ${quoted(old)} → ${quoted(now)}`;
    default:
      return `${old} → ${now}`;
  }
}

/** What happened to a part of a term. */
export function partFact(edit: PartEdit, owner: Term): string {
  const { before, after } = edit;
  const role = after?.role ?? before?.role ?? "";
  if (role === "by" || role === "without") return groupingFact(edit, owner.head.text);
  const [old, now] = [before && partText(before), after && partText(after)];
  const [title, quotes] = partTitles[role] ?? ["", true];
  const show = (text: string): string => (quotes ? quoted(text) : shorten(text));
  const prefix = title === "" ? "" : `${title} `;
  if (old !== undefined && now !== undefined) {
    const isPlain = !quotes || (prefix === "" && role !== "other");
    return isPlain ? `${prefix}${shorten(old)} → ${shorten(now)}` : `${prefix}${show(old)} → ${show(now)}`;
  }
  return now === undefined ? `${prefix}${show(old ?? "")} removed` : `${prefix}${show(now)} added`;
}

/** What stands before the text of a part, and whether that is in backquotes. */
const partTitles: Readonly<Record<string, readonly [title: string, quotes: boolean]>> = {
  matcher: ["matcher", true],
  metric: ["second metric", true],
  offset: ["offset", false],
  at: ["@", false],
  step: ["subquery step", false],
};

/** A part as it is shown where its role has no title: `on (job)`, `bool`. */
function partText({ role, text }: Part): string {
  if (role === "other" || partTitles[role] !== undefined) return text;
  return text === "" && role !== "on" && role !== "without" && role !== "ignoring"
    ? role
    : `${role} (${text})`;
}

function groupingFact({ before, after }: PartEdit, name: string): string {
  const list = (part: Part): string => `(${shorten(part.text)})`;
  if (before === undefined)
    return after === undefined ? "" : `${name} → ${name} ${after.role} ${list(after)}`;
  if (after === undefined) return `${name} ${before.role} ${list(before)} → ${name}`;
  const start = `${name} ${before.role} ${list(before)}`;
  if (before.role === after.role) return `${start} → ${list(after)}`;
  return before.key === after.key
    ? `${before.role} → ${after.role}`
    : `${start} → ${after.role} ${list(after)}`;
}

/** A call or range with `…` in the place of one of its arguments. */
export function around(term: Term, child: number, inner = "…"): string {
  if (term.kind === "range" || term.kind === "subquery") {
    const step = term.parts.find((part) => part.role === "step")?.text ?? "";
    return `${inner}[${term.head.text}${term.kind === "range" ? "" : `:${step}`}]`;
  }
  const clause = term.parts
    .filter((part) => part.role === "by" || part.role === "without")
    .map((part) => ` ${part.role} (${part.text}) `)
    .join("");
  const args = term.children.map((argument, index) => (index === child ? inner : argument.text()));
  return `${term.head.text}${clause}(${args.join(", ")})`;
}

/** The name of a call, with its grouping. */
export function nameWithGrouping(term: Term): string {
  return around({ ...term, children: [] }, 0).replace(/ ?\(\)$/, "");
}

/** What a parameter is called where the reader would not know from the number alone. */
export function parameterName(term: Term | undefined): string | undefined {
  return term === undefined ? undefined : parameterNames.get(term.head.key);
}

const parameterNames: ReadonlyMap<string, string> = new Map([
  ["histogram_quantile", "quantile"],
  ["quantile_over_time", "quantile"],
  ..."quantile topk bottomk limitk limit_ratio clamp_max clamp_min round predict_linear count_values vector"
    .split(" ")
    .map((name) => [name, name] as const),
]);
