import { DashError } from "../base/dash-error.ts";
import type { Place } from "../base/place.ts";

/** Where an exposition comes from. */
export interface ExpositionSource {
  /** The file or address, for messages; without secrets. */
  readonly name?: string | undefined;
  /** The `Content-Type` of the answer. @default unknown, told from the content */
  readonly contentType?: string | undefined;
}

/** The largest exposition that is read, in bytes: far more than Prometheus itself should scrape. */
export const maxExpositionBytes: number = 64 * 1024 * 1024;

/** The body as text; throws `exposition-invalid` for what is no exposition at all, saying what it is instead. */
export function decodeExposition(body: string | Uint8Array, source: ExpositionSource): string {
  if (body.length > maxExpositionBytes) {
    refuse(
      source,
      "The answer is larger than 64 MiB.",
      "Expose fewer series, or save a part of it to a file.",
    );
  }
  const type = source.contentType ?? "";
  if (/protobuf/i.test(type)) refuseBinary(source);
  const text = typeof body === "string" ? body.replace(/^\uFEFF/, "") : decodeText(body, source);
  if (text.includes("\0")) refuseBinary(source);
  refuseOtherText(text.trimStart(), source);
  return text;
}

/** Whether the text is OpenMetrics: the content type says so, or its last line is `# EOF`. */
export function isOpenMetrics(text: string, source: ExpositionSource): boolean {
  return /^application\/openmetrics-text\b/i.test(source.contentType ?? "") || /(?:^|\n)# EOF\s*$/.test(text);
}

/** Throws `exposition-invalid`, with the place where it is. */
export function refuse(at: ExpositionSource & Omit<Place, "file">, message: string, hint: string): never {
  const { name, contentType: _contentType, ...position } = at;
  throw new DashError("exposition-invalid", {
    message,
    hint,
    at: { ...(name !== undefined && { file: name }), ...position },
  });
}

function decodeText(body: Uint8Array, source: ExpositionSource): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(body);
  } catch {
    return refuseBinary(source);
  }
}

function refuseBinary(source: ExpositionSource): never {
  return refuse(
    source,
    "The answer is binary, not the text that metrics are exposed in.",
    "Ask for the text format: `curl -H 'Accept: text/plain' ADDRESS/metrics`.",
  );
}

function refuseOtherText(start: string, source: ExpositionSource): void {
  if (start === "") {
    refuse(source, "The answer is empty.", "Ask the exporter for its metrics path, usually `/metrics`.");
  }
  if (start.startsWith("<") || /^text\/html\b/i.test(source.contentType ?? "")) {
    refuse(
      source,
      "This is a web page, not metrics.",
      "Try the exporter's metrics path, usually `/metrics`.",
    );
  }
  // `{"name"} 1` is a sample with a quoted name; in JSON a colon follows the name.
  if (start.startsWith("[") || (start.startsWith("{") && !/^\{\s*"(?:[^"\\\n]|\\.)*"\s*[,}]/.test(start))) {
    refuse(source, "This is JSON, not metrics.", "Try the exporter's metrics path, usually `/metrics`.");
  }
}
