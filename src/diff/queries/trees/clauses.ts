import { compareText } from "../../../base/text.ts";
import { readString } from "../../../promql/string-literal.ts";
import { keywordOf, type Piece } from "./pieces.ts";
import type { Part } from "./term.ts";

/** Words with a list in parentheses, and `bool`, which has none. */
const clauseWords = /^(?:by|without|on|ignoring|group_left|group_right|bool|fill|fill_left|fill_right)$/;

/** The clauses among the pieces of an operator or an aggregation, wherever they stand, and what is none. */
export function readClauses<Kind extends Piece>(
  pieces: readonly Kind[],
): {
  readonly clauses: readonly Part[];
  readonly rest: readonly Kind[];
} {
  const clauses: Part[] = [];
  const rest: Kind[] = [];
  for (let index = 0; index < pieces.length; index++) {
    const piece = pieces[index];
    if (piece === undefined) continue;
    const role = keywordOf(piece);
    if (!clauseWords.test(role)) {
      rest.push(piece);
      continue;
    }
    const inside = role === "bool" ? [] : listAfter(pieces, index + 1);
    clauses.push(clause(role, inside));
    index += inside.length;
  }
  return { clauses, rest };
}

/** The pieces from the opening to the closing parenthesis; none where no parenthesis follows. */
function listAfter(pieces: readonly Piece[], from: number): readonly Piece[] {
  if (pieces[from]?.text !== "(") return [];
  const end = pieces.findIndex((piece, index) => index > from && piece.text === ")");
  return end < 0 ? [] : pieces.slice(from, end + 1);
}

function clause(role: string, inside: readonly Piece[]): Part {
  const items = inside.slice(1, -1).filter((piece) => piece.text !== ",");
  const keys = items.map((piece) =>
    piece.kind === "string" && !piece.key.includes("${") ? readString(piece.text).value : piece.key,
  );
  // Prometheus takes the labels for a set.
  const key = keys.sort(compareText).join(",");
  return { role, key, text: items.map((piece) => piece.text).join(", ") };
}
