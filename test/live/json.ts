/** A JSON object whose members are not known. */
export type JsonRecord = Readonly<Record<string, unknown>>;

/** The value when it is an object, else an empty one: documents of any age are walked without fear. */
export function asRecord(value: unknown): JsonRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonRecord) : {};
}

/** The objects of a list; nothing when it is no list. */
export function asRecords(value: unknown): readonly JsonRecord[] {
  return Array.isArray(value) ? value.map(asRecord) : [];
}

/** The value when it is a text, else an empty one. */
export function asText(value: unknown): string {
  return typeof value === "string" ? value : "";
}
