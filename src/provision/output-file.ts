import type { Problem } from "../base/problem.ts";
import type { EncodedText } from "../schema/bundle.ts";

/** A file to write. */
export interface OutputFile {
  /** Where, relative to the output folder, with forward slashes. */
  readonly path: string;
  readonly content: string | EncodedText;
}

/** What a bundle becomes in one format: files sorted by path, and what could not be said in that format. */
export interface Provisioned {
  readonly files: readonly OutputFile[];
  readonly problems: readonly Problem[];
}
