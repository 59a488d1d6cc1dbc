/** A member of the configuration that is not as it must be. */
export interface ShapeFinding {
  /** The names on the way to the member, for example `["dataSources", "prometheus", "url"]`. */
  readonly path: readonly string[];
  readonly message: string;
  readonly hint?: string;
}

/** A member that holds something of another kind. */
export function wrongKind(path: readonly string[], expected: string, value: unknown): ShapeFinding {
  const name = path.length === 0 ? "The configuration" : `\`${path.join(".")}\``;
  return { path, message: `${name} must be ${expected}, not ${describe(value)}.` };
}

/** A value as a message shows it; not for what may be a secret. */
export function describe(value: unknown): string {
  if (value === "") return "empty";
  if (typeof value === "string") return `\`${value.length > 60 ? `${value.slice(0, 60)}…` : value}\``;
  if (Array.isArray(value)) return "a list";
  return value === null || typeof value !== "object" ? `\`${String(value)}\`` : "an object";
}
