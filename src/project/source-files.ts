import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { digest } from "../base/hash.ts";
import type { Place } from "../base/place.ts";
import { mentionsLocation } from "./source-location.ts";

/** What is known of one source file of the user. */
export interface SourceFile {
  /** The digest of its content. */
  readonly hash: string;
  /** Whether it may ask for its own location. */
  readonly mentionsLocation: boolean;
}

/** Reads source files once; paths are relative to the project folder, with forward slashes. */
export interface SourceReader {
  /** The file, or undefined when it cannot be read. */
  read(file: string): SourceFile | undefined;
  text(file: string): string;
  /** Whether the file was written at or after the moment, in milliseconds since 1970. */
  isWrittenSince(file: string, moment: number): boolean;
}

export function createSourceReader(root: string): SourceReader {
  const known = new Map<string, SourceFile | undefined>();
  const read = (file: string): SourceFile | undefined => {
    try {
      const content = readFileSync(path.join(root, file));
      return { hash: digest(content), mentionsLocation: mentionsLocation(content) };
    } catch {
      return undefined;
    }
  };
  return {
    read(file) {
      if (!known.has(file)) known.set(file, read(file));
      return known.get(file);
    },
    text: (file) => readFileSync(path.resolve(root, file), "utf8"),
    isWrittenSince(file, moment) {
      const stats = statSync(path.join(root, file), { throwIfNoEntry: false });
      return stats === undefined || stats.mtimeMs >= moment;
    },
  };
}

/** The place where a file mentions an import specifier; the file alone when it does not in so many words. */
export function placeOfSpecifier(reader: SourceReader, file: string, specifier: string): Place {
  const text = reader.text(file);
  const position = Math.max(text.indexOf(`"${specifier}"`), text.indexOf(`'${specifier}'`));
  if (position < 0) return { file };
  const before = text.slice(0, position).split("\n");
  return { file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
