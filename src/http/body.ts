import { Buffer } from "node:buffer";
import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync } from "node:zlib";

/** What is asked for in `Accept-Encoding`: what {@link decodeBody} understands. */
export const acceptedEncodings = "gzip, deflate, br";

// How much room a server's word about the length is good for.
const maxPromised = 1024 * 1024;

/** The bytes of a body as they come: never more than the limit, and in one piece however small their pieces are. */
export class BodyCollector {
  readonly #limit: number;
  readonly #promised: number;
  #bytes: Buffer | undefined;
  #length = 0;

  constructor(limit: number, contentLength: number) {
    this.#limit = limit;
    this.#promised = Math.min(contentLength, maxPromised);
  }

  /** Takes a piece; false when the body has become too large. */
  add(piece: Buffer): boolean {
    const length = this.#length + piece.length;
    if (length > this.#limit) return false;
    this.#reserve(length);
    piece.copy(this.#bytes ?? piece, this.#length);
    this.#length = length;
    return true;
  }

  /** The whole body. */
  take(): Buffer {
    return (this.#bytes ?? Buffer.alloc(0)).subarray(0, this.#length);
  }

  #reserve(length: number): void {
    if (this.#bytes && this.#bytes.length >= length) return;
    const room = length <= this.#promised ? this.#promised : 2 * length;
    const bytes = Buffer.allocUnsafeSlow(Math.min(room, this.#limit));
    this.#bytes?.copy(bytes, 0, 0, this.#length);
    this.#bytes = bytes;
  }
}

/**
 * A body without its `Content-Encoding`. Throws zlib's errors, and `ERR_BUFFER_TOO_LARGE` as soon as it gets larger
 * than the limit.
 */
export function decodeBody(body: Buffer, encoding: string, limit: number): Buffer {
  if (body.length === 0) return body;
  const options = { maxOutputLength: limit };
  switch (encoding.trim().toLowerCase()) {
    case "gzip":
    case "x-gzip":
      return gunzipSync(body, options);
    case "deflate":
      // Some servers leave out zlib's header, which the standard asks for.
      return isZlib(body) ? inflateSync(body, options) : inflateRawSync(body, options);
    case "br":
      return brotliDecompressSync(body, options);
    default:
      return body;
  }
}

function isZlib(body: Buffer): boolean {
  return body.length >= 2 && (body.readUInt8(0) & 0x0f) === 8 && body.readUInt16BE(0) % 31 === 0;
}
