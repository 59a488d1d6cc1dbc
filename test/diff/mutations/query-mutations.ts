/** Queries that come, go and ask something else. */
import { type Draft, isDraft, listAt, openList, takeOut, textAt, valueAt } from "./draft.ts";
import type { Expectation, Mutation } from "./mutation.ts";
import type { Random } from "./random.ts";
import { onPanel, onQuery, type PanelEdit } from "./some-panel.ts";

/** A piece of a text with the place where it starts. */
interface Piece {
  readonly text: string;
  readonly start: number;
}

/** Pieces of a query that match, without those in strings; the first group is the piece, if there is one. */
function piecesOf(expr: string, pattern: RegExp): readonly Piece[] {
  const masked = expr.replaceAll(/"(?:[^"\\]|\\.)*"/g, (text) => `"${"~".repeat(text.length - 2)}"`);
  return [...masked.matchAll(pattern)].map((match) => {
    const piece = match[1] ?? match[0];
    const start = match.index + match[0].indexOf(piece);
    return { text: expr.slice(start, start + piece.length), start };
  });
}

function replaced(expr: string, { text, start }: Piece, by: string): string {
  return expr.slice(0, start) + by + expr.slice(start + text.length);
}

/** An edit of one piece of one query. */
function onPiece(
  kind: string,
  pattern: RegExp,
  edit: (text: string, random: Random) => { readonly by: string; readonly says: RegExp } | undefined,
): Mutation {
  return onQuery(kind, (target, random) => {
    const expr = textAt(target, "expr");
    const piece = random.pick(piecesOf(expr, pattern));
    const done = piece === undefined ? undefined : edit(piece.text, random);
    if (piece === undefined || done === undefined) return undefined;
    target["expr"] = replaced(expr, piece, done.by);
    return { what: "query expression", text: done.says };
  });
}

function other(words: readonly string[], word: string, random: Random): string {
  return random.pick(words.filter((each) => each !== word)) ?? "";
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}

/** From one word to another, as facts say it. */
function becomes(before: string, after: string): RegExp {
  return new RegExp(`${escaped(before)}.* → .*${escaped(after)}`);
}

const functions: Readonly<Record<string, readonly string[]>> = {
  rate: ["increase", "irate"],
  irate: ["rate"],
  increase: ["rate"],
  sum: ["avg", "max"],
  avg: ["sum", "min"],
  max: ["min", "avg"],
  max_over_time: ["min_over_time", "avg_over_time"],
};

const selector = /\{([^{}]*(?:\$\{\w+\}[^{}]*)*)\}/g;

const expressionEdits: readonly Mutation[] = [
  onPiece("query range", /\[([^\][:]+)\]/g, (range, random) => {
    const by = other(["1m", "5m", "15m", "1h", "$__rate_interval"], range, random);
    return { by, says: becomes(range, by) };
  }),
  onPiece("query matcher added", selector, (matchers) => ({
    by: matchers.trim() === "" ? 'env="prod"' : `${matchers.trim().replace(/,$/, "")}, env="prod"`,
    says: /^matcher `env="prod"` added$/,
  })),
  onPiece("query matcher removed", selector, (matchers, random) => {
    const all = matchers.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/).filter((each) => each.trim() !== "");
    const gone = random.pick(all);
    if (gone === undefined || all.length < 2) return undefined;
    return { by: all.filter((each) => each !== gone).join(","), says: /^matcher `.*` removed$/ };
  }),
  onPiece("query matcher changed", /[\w.]+\s*(?:=~|!~|!=|=)\s*("[^"]*")/g, (text, random) => {
    const by = random.pick(['"other"', `"${text.slice(1, -1)}-new"`]) ?? text;
    return { by, says: /^matcher .* → / };
  }),
  onPiece(
    "query function",
    /\b(?:rate|irate|increase|sum|avg|max|max_over_time)\b(?=\s*(?:by|without)?\s*\()/g,
    (name, random) => {
      const by = random.pick(functions[name] ?? []);
      return by === undefined ? undefined : { by, says: becomes(name, by) };
    },
  ),
  onPiece("query aggregation labels", /\b(?:by|without)\s*\(([^()]+)\)/g, (labels, random) => {
    const names = labels.split(",").map((name) => name.trim());
    const by = names.length > 1 && random.integer(2) === 0 ? names.slice(1) : [...names, "shard"];
    return { by: by.join(", "), says: becomes("(", `(${by.join(", ")})`) };
  }),
  onPiece("query metric", /\b([a-zA-Z_:][\w:]*)(?=\s*[{[])/g, (name) => {
    const by = name.endsWith("_total") ? name.replace(/_total$/, "_count") : `${name}_v2`;
    return { by, says: new RegExp(`^metric .*${escaped(by)}`) };
  }),
  onPiece("query quantile", /\bhistogram_quantile\s*\(\s*([\d.]+)/g, (quantile, random) => {
    const by = other(["0.5", "0.9", "0.95", "0.99"], quantile, random);
    return { by, says: becomes(quantile, by) };
  }),
  onPiece("query constant", /(?:[*/+-]|[<>]=?)\s*(\d+(?:\.\d+)?)\b/g, (number) => {
    const by = String(Number(number) * 10 + 1);
    return { by, says: becomes(number, by) };
  }),
];

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ".split("");

const addQuery: PanelEdit = (panel, random) => {
  const targets = listAt(panel, "targets");
  const taken = new Set(targets.map(({ refId }) => refId));
  const refId = letters.find((letter) => !taken.has(letter));
  if (refId === undefined || targets.length === 0) return undefined;
  const like = random.pick(targets) ?? {};
  const expr = "max by (queue) (queue_oldest_message_age_seconds)";
  const target: Draft = {
    refId,
    expr,
    ...("datasource" in like ? { datasource: like["datasource"] ?? null } : {}),
  };
  openList(panel, "targets").splice(random.integer(targets.length + 1), 0, target);
  return { what: "query added" };
};

const removeQuery: PanelEdit = (panel, random) => {
  const target = random.pick(listAt(panel, "targets"));
  if (target === undefined || listAt(panel, "targets").length < 2) return undefined;
  takeOut(openList(panel, "targets"), target);
  return { what: "query removed" };
};

const reorderQueries: PanelEdit = (panel, random) => {
  const list = openList(panel, "targets");
  if (list.length < 2) return undefined;
  const from = random.integer(list.length);
  const to = (from + 1 + random.integer(list.length - 1)) % list.length;
  const [moved] = list.splice(from, 1);
  if (moved !== undefined) list.splice(to, 0, moved);
  return { what: "query renamed" };
};

const hideQuery = (target: Draft): Omit<Expectation, "panels"> => {
  target["hide"] = target["hide"] !== true;
  return { what: "query hidden" };
};

const renameLegend = (target: Draft): Omit<Expectation, "panels"> => {
  target["legendFormat"] = target["legendFormat"] === "{{pod}}" ? "{{instance}} {{pod}}" : "{{pod}}";
  return { what: "query legend" };
};

/** A query in a language that is not parsed. */
const otherLanguage: PanelEdit = (panel, random) => {
  const member = random.pick(["expr", "rawSql", "expression"]) ?? "";
  const target = random.pick(
    listAt(panel, "targets").filter(
      (each) => typeof each[member] === "string" && valueAt(each, ["datasource", "type"]) !== "prometheus",
    ),
  );
  if (target === undefined || !isDraft(target["datasource"])) return undefined;
  target[member] = `${textAt(target, member)} + 1`;
  return { what: "query expression" };
};

/** Edits of queries. */
export const queryMutations: readonly Mutation[] = [
  ...expressionEdits,
  onPanel("query in another language", otherLanguage),
  onPanel("query added", addQuery),
  onPanel("query removed", removeQuery),
  onPanel("queries reordered", reorderQueries),
  onQuery("query hidden", hideQuery),
  onQuery("query legend", renameLegend),
];
