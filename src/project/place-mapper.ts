import { readFileSync } from "node:fs";
import { SourceMap, type SourceMapPayload } from "node:module";
import path from "node:path";
import type { Place } from "../base/place.ts";
import type { Bundle } from "./bundle.ts";
import { escapeRegExp } from "./packages.ts";

/** Finds the place in the user's sources for V8's stack text. */
export interface PlaceMapper {
  /** The first frame, from the top, that lies in the user's sources. */
  (stack: string): Place | undefined;
}

/**
 * Maps stacks of code from one bundle to the sources, with forward slashes, relative to `root`. Frames of this
 * package, of other packages and of Node are passed over. Source maps are read when a stack needs them, so the
 * bundle's folder must still exist.
 */
export function createPlaceMapper(bundle: Pick<Bundle, "folder" | "folderUrl">, root: string): PlaceMapper {
  const maps = new Map<string, SourceMap | undefined>();
  const frames = new RegExp(`${escapeRegExp(bundle.folderUrl)}([\\w-]+\\.mjs):(\\d+):(\\d+)`, "g");
  return (stack) => {
    for (const [, file = "", line, column] of stack.matchAll(frames)) {
      if (!maps.has(file)) maps.set(file, readSourceMap(path.join(bundle.folder, `${file}.map`)));
      const place = originalPlace(maps.get(file), Number(line), Number(column));
      if (place?.file !== undefined) {
        const absolute = path.resolve(bundle.folder, place.file);
        return { ...place, file: path.relative(root, absolute).replaceAll("\\", "/") };
      }
    }
    return undefined;
  };
}

function readSourceMap(file: string): SourceMap | undefined {
  try {
    return new SourceMap(JSON.parse(readFileSync(file, "utf8")) as SourceMapPayload);
  } catch {
    return undefined;
  }
}

function originalPlace(map: SourceMap | undefined, line: number, column: number): Place | undefined {
  const entry = map?.findEntry(line - 1, column - 1);
  // Helpers of the bundler have no source: what is found for them belongs to an earlier line.
  if (entry === undefined || !("originalSource" in entry) || entry.generatedLine !== line - 1)
    return undefined;
  const source = entry.originalSource;
  if (typeof source !== "string" || /^(?:.*\/)?dash-[a-z]+:/.test(source)) return undefined;
  return { file: source, line: entry.originalLine + 1, column: entry.originalColumn + 1 };
}
