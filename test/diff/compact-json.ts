/** JSON for people: whatever fits into a line is in one line. */
const lineLength = 110;

/** A value as JSON, with its members in their order. */
export function compactJson(value: unknown): string {
  return `${write(value, 0)}\n`;
}

function write(value: unknown, indent: number): string {
  const line = JSON.stringify(value);
  if (typeof value !== "object" || value === null || line.length + indent <= lineLength) return spaced(value);
  const pad = " ".repeat(indent + 2);
  const lines = Array.isArray(value)
    ? value.map((element) => write(element, indent + 2))
    : Object.entries(value).map(([name, inner]) => `${JSON.stringify(name)}: ${write(inner, indent + 2)}`);
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  return `${open}\n${lines.map((each) => pad + each).join(",\n")}\n${" ".repeat(indent)}${close}`;
}

/** In one line, with spaces between the parts. */
function spaced(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(spaced).join(", ")}]`;
  const members = Object.entries(value).map(([name, inner]) => `${JSON.stringify(name)}: ${spaced(inner)}`);
  return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}
