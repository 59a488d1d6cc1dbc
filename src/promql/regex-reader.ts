/** What is wrong with a regular expression, with its range of characters inside the expression. */
export interface RegexMistake {
  /** A sentence without its full stop. */
  readonly message: string;
  readonly from: number;
  readonly to: number;
}

/** A position in a regular expression; after the first mistake it stands at the end, so that reading stops. */
export interface RegexReader {
  readonly text: string;
  at: number;
  readonly mistake: RegexMistake | undefined;
  peek(ahead?: number): string;
  atEnd(): boolean;
  take(character: string): boolean;
  match(sticky: RegExp): RegExpExecArray | undefined;
  fail(message: string, from: number): void;
}

/** A reader at the start of the text. */
export function createRegexReader(text: string): RegexReader {
  const reader = {
    text,
    at: 0,
    mistake: undefined as RegexMistake | undefined,
    peek: (ahead = 0): string => text.charAt(reader.at + ahead),
    atEnd: (): boolean => reader.at >= text.length,
    take(character: string): boolean {
      if (text[reader.at] !== character) return false;
      reader.at += 1;
      return true;
    },
    match(sticky: RegExp): RegExpExecArray | undefined {
      sticky.lastIndex = reader.at;
      const found = sticky.exec(text) ?? undefined;
      if (found !== undefined) reader.at = sticky.lastIndex;
      return found;
    },
    fail(message: string, from: number): void {
      reader.mistake ??= { message, from, to: Math.max(reader.at, Math.min(from + 1, text.length)) };
      reader.at = text.length;
    },
  };
  return reader;
}
