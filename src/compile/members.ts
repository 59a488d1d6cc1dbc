/** A JSON object whose members are not known: what a document from elsewhere is made of. */
export type Members = Readonly<Record<string, unknown>>;

/** Whether a value is an object with members, and no list. */
export function isMembers(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The objects of a list; empty when the value is no list. */
export function objectsOf(value: unknown): readonly Members[] {
  return Array.isArray(value) ? value.filter(isMembers) : [];
}

/** The value when it is a text. */
export function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
