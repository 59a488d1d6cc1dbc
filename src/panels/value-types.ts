/** The types of values that options hold, by the names that people use for them. */
const types = {
  text: { name: "a text", hint: "Put it in quotes." },
  number: { name: "a number", hint: "Write it without quotes." },
  flag: { name: "`true` or `false`", hint: "Write `true` or `false`, without quotes." },
  list: { name: "a list", hint: "Put it in brackets: `[…]`." },
  object: { name: "an object", hint: "Write its members in braces: `{ … }`." },
  function: { name: "a function", hint: "Write `(builder) => …`." },
} as const;

/** One of the types. */
export type ValueType = keyof typeof types;

/** Whether a value is of the type, or of one of them. */
export function isOfType(value: unknown, type: ValueType | readonly ValueType[]): boolean {
  const actual = typeOf(value);
  return typeof type === "string" ? actual === type : actual !== undefined && type.includes(actual);
}

/** The types in words, and how to write a value of the first. */
export function typeNames(type: ValueType | readonly ValueType[]): {
  readonly name: string;
  readonly hint: string;
} {
  if (typeof type === "string") return types[type];
  return {
    name: type.map((each) => types[each].name).join(" or "),
    hint: type[0] === undefined ? "" : types[type[0]].hint,
  };
}

/** A value as a message shows it: short, and with a name when it is something of ours. */
export function describeValue(value: unknown): string {
  if (typeof value === "string")
    return `the text \`${value.length > 60 ? `${value.slice(0, 60)}…` : value}\``;
  if (Array.isArray(value)) return "a list";
  if (typeof value === "function") return "a function";
  if (typeof value !== "object" || value === null) return `\`${String(value)}\``;
  return ownKinds.get((value as { readonly kind?: unknown }).kind) ?? "an object";
}

const ownKinds: ReadonlyMap<unknown, string> = new Map([
  ["annotation", "an annotation"],
  ["dashboard", "a dashboard"],
  ["document", "an existing dashboard"],
  ["expression", "a query"],
  ["link", "a link"],
  ["panel", "a panel"],
  ["query", "a query"],
  ["row", "a row"],
  ["variable", "a variable"],
  ["counter", "a metric"],
  ["gauge", "a metric"],
  ["histogram", "a metric"],
  ["info", "a metric"],
  ["selector", "a metric"],
  ["summary", "a metric"],
]);

function typeOf(value: unknown): ValueType | undefined {
  switch (typeof value) {
    case "string":
      return "text";
    case "number":
      return "number";
    case "boolean":
      return "flag";
    case "function":
      return "function";
    case "object":
      return Array.isArray(value) ? "list" : value === null ? undefined : "object";
    default:
      return undefined;
  }
}
