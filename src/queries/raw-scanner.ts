/**
 * Just enough of PromQL's lexer to know where in hand-written text one is: in a string, and of which matcher; in a
 * comment; how deep in parentheses; and whether an operator stands outside all of them. It never fails: whether
 * the text is PromQL is for the parser to say.
 */
export interface RawScanner {
  /** What ends the string or comment in which the text is; empty outside. */
  end: "" | '"' | "'" | "`" | "\n";
  /** Whether the string is the regular expression of a `=~` or `!~`. */
  inRegex: boolean;
  /** How many parentheses, brackets and braces are open. */
  depth: number;
  /** Whether an operator stands outside all parentheses. */
  hasOperator: boolean;
  /** The last two characters outside strings that are no space. */
  last: string;
}

/** A scanner at the start of a text. */
export function rawScanner(): RawScanner {
  return { end: "", inRegex: false, depth: 0, hasOperator: false, last: "" };
}

const wordOperator = /(?:and|or|unless|atan2)\b/iy;

/** Moves the scanner over the next piece of the text. */
export function scan(scanner: RawScanner, text: string): void {
  for (let index = 0; index < text.length; index++) {
    const character = text.charAt(index);
    if (scanner.end === "") {
      scanOutside(scanner, text, index, character);
    } else if (character === "\\" && scanner.end !== "`" && scanner.end !== "\n") {
      index++;
    } else if (character === scanner.end) {
      scanner.end = "";
    }
  }
}

function scanOutside(scanner: RawScanner, text: string, index: number, character: string): void {
  switch (character) {
    case " ":
    case "\n":
    case "\t":
    case "\r":
      return;
    case '"':
    case "'":
    case "`":
      scanner.inRegex = scanner.last === "=~" || scanner.last === "!~";
      scanner.end = character;
      break;
    case "#":
      scanner.end = "\n";
      return;
    case "(":
    case "[":
    case "{":
      scanner.depth++;
      break;
    case ")":
    case "]":
    case "}":
      scanner.depth--;
      break;
    default:
      if (scanner.depth === 0 && !scanner.hasOperator) scanner.hasOperator = isOperator(text, index);
  }
  scanner.last = scanner.last.slice(-1) + character;
}

function isOperator(text: string, index: number): boolean {
  if ("+-*/%^=!<>".includes(text.charAt(index))) return true;
  if (index > 0 && /\w/.test(text.charAt(index - 1))) return false;
  wordOperator.lastIndex = index;
  return wordOperator.test(text);
}

/** The text with the contents of its strings removed, except regular expressions, which can be wrong. */
export function blankStrings(text: string): string {
  return text.replace(
    /((?:[=!]~\s*)?)("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`[^`]*`)|#[^\n]*/g,
    (token: string, operator: string | undefined, literal: string | undefined) =>
      literal === undefined || operator !== "" ? token : '""',
  );
}
