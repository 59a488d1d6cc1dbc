/**
 * A temporary file through which the compiling child hands over its documents. Fifty megabytes through a pipe keep
 * both processes waiting for each other; through a file they cost one copy into the page cache and one out of it.
 */
import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Where a text lies in a spool, in bytes. */
export interface SpooledText {
  readonly path: string;
  readonly offset: number;
  readonly length: number;
}

/** The writing end, in the child. */
export interface SpoolWriter {
  append(bytes: Uint8Array): SpooledText;
  close(): void;
}

/** Opens a new file in the folder of a spool. */
export function openSpoolWriter(folder: string): SpoolWriter {
  const path = join(mkdtempSync(join(folder, "child-")), "documents");
  const descriptor = openSync(path, "wx", 0o600);
  let offset = 0;
  return {
    append(bytes) {
      let written = 0;
      while (written < bytes.length) written += writeSync(descriptor, bytes, written);
      const place = { path, offset, length: bytes.length };
      offset += bytes.length;
      return place;
    },
    close: () => closeSync(descriptor),
  };
}

/** The reading end, in the parent. */
export interface Spool {
  /** Where the children write to; each makes a file of its own. */
  readonly folder: string;
  read(text: SpooledText): Buffer;
  /** Removes the files. Safe to repeat. */
  close(): void;
}

/** Makes a folder for spools, readable by this user only. */
export function createSpool(): Spool {
  const folder = mkdtempSync(join(tmpdir(), "grafana-dash-"));
  const descriptors = new Map<string, number>();
  return {
    folder,
    read({ path, offset, length }) {
      let descriptor = descriptors.get(path);
      if (descriptor === undefined) descriptors.set(path, (descriptor = openSync(path, "r")));
      const bytes = Buffer.allocUnsafe(length);
      let read = 0;
      while (read < length) read += readSync(descriptor, bytes, read, length - read, offset + read);
      return bytes;
    },
    close() {
      for (const descriptor of descriptors.values()) closeSync(descriptor);
      descriptors.clear();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
