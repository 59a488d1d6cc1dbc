/**
 * A place in what the user gave: a source file with line and column, a part of a document, or both.
 * `line` and `column` count from 1, as editors and compilers show them.
 */
export interface Place {
  /** The file, relative to the project folder with forward slashes; absent for input that is no file. */
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  /** The part of the dashboard, as people name it: `overview / Error rate / query A`. */
  readonly part?: string;
  /** The range of characters inside the query's text, from 0, end exclusive. */
  readonly span?: { readonly text: string; readonly from: number; readonly to: number };
}

/** The usual `file:line:column` form; empty when there is neither file nor part. */
export function formatPlace(place: Place): string {
  const position = [place.file, place.line, place.column].filter((piece) => piece !== undefined).join(":");
  return [position, place.part].filter(Boolean).join(" -> ");
}
