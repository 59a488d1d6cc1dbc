import { writevSync } from "node:fs";
import { deserialize, serialize } from "node:v8";

/*
 * Frames carry the child's results: four bytes of length, then V8's structured clone. The child writes them
 * synchronously to a pipe of its own: what was sent before a crash or an endless loop arrives, and a busy
 * parent slows the child down instead of filling its memory.
 */

const headerLength = 4;

/** Writes one value to a pipe and returns when all of it is written. */
export function writeFrame(descriptor: number, value: unknown): void {
  const body = serialize(value);
  const header = Buffer.allocUnsafe(headerLength);
  header.writeUInt32LE(body.length);
  let pieces: Buffer[] = [header, body];
  while (pieces.length > 0) pieces = dropBytes(pieces, writeSome(descriptor, pieces));
}

function writeSome(descriptor: number, pieces: readonly Buffer[]): number {
  try {
    return writevSync(descriptor, pieces);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EAGAIN") throw error;
    // The pipe is full and does not block on this system: wait a millisecond without spinning.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    return 0;
  }
}

function dropBytes(pieces: readonly Buffer[], count: number): Buffer[] {
  const rest: Buffer[] = [];
  let left = count;
  for (const piece of pieces) {
    if (left >= piece.length) left -= piece.length;
    else {
      rest.push(piece.subarray(left));
      left = 0;
    }
  }
  return rest;
}

/** Turns the chunks of a pipe back into values. */
export interface FrameDecoder {
  /** The values that this chunk completes. */
  push(chunk: Buffer): Iterable<unknown>;
}

/** A decoder for one pipe; it copies each byte once. */
export function createFrameDecoder(): FrameDecoder {
  const header = Buffer.alloc(headerLength);
  let target = header;
  let filled = 0;
  return {
    *push(chunk) {
      let offset = 0;
      while (offset < chunk.length) {
        const copied = chunk.copy(target, filled, offset);
        offset += copied;
        filled += copied;
        if (filled < target.length) continue;
        filled = 0;
        if (target === header) target = Buffer.allocUnsafeSlow(header.readUInt32LE());
        else {
          const body = target;
          target = header;
          yield deserialize(body);
        }
      }
    },
  };
}
