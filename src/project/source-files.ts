import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { digest } from "../base/hash.ts";
import type { Place } from "../base/place.ts";
import { escapeRegExp } from "./packages.ts";
import { mentionsLocation } from "./source-location.ts";

/** What is known of one source file of the user. */
export interface SourceFile {
  /** Whether it may ask for its own location. */
  readonly mentionsLocation: boolean;
  /** Whether it may wait at its top level. */
  readonly mentionsAwait: boolean;
  /** The digest of the content, as it was when the file was read; worked out when it is first asked for. */
  hash(): string;
}

/** Reads source files once; paths are relative to the project folder, with forward slashes. */
export interface SourceReader {
  /** The file, or undefined when it cannot be read. */
  read(file: string): SourceFile | undefined;
  readonly text: (file: string) => string;
  /** Whether the file was written at or after the moment, in milliseconds since 1970. */
  isWrittenSince(file: string, moment: number): boolean;
}

const awaitWord = Buffer.from("await");

/** A reader for one load, in which every file counts as it was when it was first read. */
export function createSourceReader(root: string): SourceReader {
  const known = new Map<string, SourceFile | undefined>();
  return {
    read(file) {
      if (!known.has(file)) known.set(file, readSource(path.join(root, file)));
      return known.get(file);
    },
    text: (file) => readFileSync(path.resolve(root, file), "utf8"),
    isWrittenSince(file, moment) {
      const stats = statSync(path.join(root, file), { throwIfNoEntry: false });
      return stats === undefined || stats.mtimeMs >= moment;
    },
  };
}

function readSource(file: string): SourceFile | undefined {
  let content: Buffer | undefined;
  try {
    content = readFileSync(file);
  } catch {
    return undefined;
  }
  let hash: string | undefined;
  return {
    mentionsLocation: mentionsLocation(content),
    mentionsAwait: content.includes(awaitWord),
    hash() {
      hash ??= digest(content ?? "");
      content = undefined;
      return hash;
    },
  };
}

/** The place where a file imports a package or a part of it; the file alone when it does not in so many words. */
export function placeOfImport(reader: SourceReader, file: string, specifier: string): Place {
  const text = reader.text(file);
  const found = new RegExp(`["']${escapeRegExp(specifier)}(?:/[^"'\n]*)?["']`).exec(text);
  if (found === null) return { file };
  const before = text.slice(0, found.index).split("\n");
  return { file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
