/**
 * Secrets stay references: what may hold one is refused in plain text, and no message repeats its value.
 */
import { type ShapeFinding, wrongKind } from "./shape-finding.ts";

/** The finding for a secret in plain text. */
export function plainSecret(path: readonly string[]): ShapeFinding {
  return {
    path,
    message: `\`${path.join(".")}\` holds a secret in plain text.`,
    hint: "Write a reference to an environment variable of Grafana instead, for example `${PROMETHEUS_PASSWORD}`.",
  };
}

const reference = /\$\{\w+\}|\$[A-Za-z_]\w*/;

/** The address of a server: with a scheme, unless a reference brings it, and without a password. */
export function checkUrl(value: unknown, path: readonly string[]): readonly ShapeFinding[] {
  if (typeof value !== "string" || value === "") return [wrongKind(path, "a text", value)];
  const password = /^\w+:\/\/[^/?#]*?:([^/?#]*)@/.exec(value)?.[1];
  if (password !== undefined && password !== "" && !reference.test(password)) {
    return [
      {
        ...plainSecret(path),
        hint: 'Write `basicAuth: { user, password: "${PROMETHEUS_PASSWORD}" }` instead.',
      },
    ];
  }
  if (reference.test(value) || (/^https?:\/\//i.test(value) && URL.canParse(value))) return [];
  return [
    {
      path,
      message: `\`${path.join(".")}\` must be an address that starts with \`http://\` or \`https://\`.`,
      hint: "Write it whole, for example `http://prometheus:9090`.",
    },
  ];
}

/** Headers that say who asks. */
const secretHeader = /authorization|cookie|api-?key|token|secret|password/i;

/** The headers of every query, of which some carry secrets. */
export function checkHeaders(
  headers: Readonly<Record<string, unknown>>,
  path: readonly string[],
): readonly ShapeFinding[] {
  return Object.entries(headers).flatMap(([name, value]) => {
    const at = [...path, name];
    if (secretHeader.test(name)) {
      return typeof value === "string" && reference.test(value) ? [] : [plainSecret(at)];
    }
    return typeof value === "string" && value !== "" ? [] : [wrongKind(at, "a text", value)];
  });
}
