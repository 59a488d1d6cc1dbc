import { createHash } from "node:crypto";

/** A short stable number (1 to 2^31-1) for a text: FNV-1a over its UTF-16 code units. */
export function hashNumber(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 1 || 1;
}

/** A content digest in hex: the first `length` digits of SHA-256. */
export function digest(content: string | Uint8Array, length = 16): string {
  return createHash("sha256").update(content).digest("hex").slice(0, length);
}
