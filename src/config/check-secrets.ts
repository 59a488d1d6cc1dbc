/**
 * Secrets stay references: what may hold one is refused in plain text, and no message repeats its value.
 */
import { referencedNames } from "./references.ts";
import { type ShapeFinding, wrongKind } from "./shape-finding.ts";

/** The finding for a secret in plain text. */
export function plainSecret(path: readonly string[]): ShapeFinding {
  return {
    path,
    message: `\`${path.join(".")}\` holds a secret in plain text.`,
    hint: "Write a reference to an environment variable of Grafana instead, for example `${PROMETHEUS_PASSWORD}`.",
  };
}

function holdsReference(text: string): boolean {
  return referencedNames(text).length > 0;
}

/** The address of a server: with a scheme, unless a reference brings it, and without a password. */
export function checkUrl(value: unknown, path: readonly string[]): readonly ShapeFinding[] {
  if (typeof value !== "string" || value === "") return [wrongKind(path, "a text", value)];
  const password = /^\w+:\/\/[^/?#]*?:([^/?#]*)@/.exec(value)?.[1];
  if (password !== undefined && password !== "" && !holdsReference(password)) {
    return [
      {
        ...plainSecret(path),
        hint: 'Write `basicAuth: { user, password: "${PROMETHEUS_PASSWORD}" }` instead.',
      },
    ];
  }
  if (holdsReference(value) || (/^https?:\/\//i.test(value) && URL.canParse(value))) return [];
  return [
    {
      path,
      message: `\`${path.join(".")}\` must be an address that starts with \`http://\` or \`https://\`.`,
      hint: "Write it whole, for example `http://prometheus:9090`.",
    },
  ];
}

/** The address of a Grafana: whole, and without what says who asks. */
export function checkServer(value: unknown, path: readonly string[]): readonly ShapeFinding[] {
  if (typeof value !== "string" || value === "") return [wrongKind(path, "a text", value)];
  const name = `\`${path.join(".")}\``;
  // Not parsed: what a URL parser refuses may hold a password as well.
  if (/^[^/?#]*\/\/[^/?#]*@/.test(value)) {
    return [
      {
        path,
        message: `${name} holds credentials.`,
        hint: "Leave them out of the address; `GRAFANA_TOKEN`, or `GRAFANA_USER` and `GRAFANA_PASSWORD`, say who pushes.",
      },
    ];
  }
  if (/^https?:\/\//i.test(value) && URL.canParse(value) && !/[?#]/.test(value)) return [];
  return [
    {
      path,
      message: `${name} must be the address of a Grafana: \`http://\` or \`https://\`, a host, and the path that it is served under.`,
      hint: "Write it whole, for example `https://grafana.example.com`.",
    },
  ];
}

/** Headers that say who asks. */
const secretHeader = /authorization|cookie|api-?key|token|secret|password/i;

/** The headers of every query, of which some carry secrets. */
export function checkHeaders(
  headers: Readonly<Record<string, unknown>>,
  path: readonly string[],
  secret: (path: readonly string[]) => ShapeFinding = plainSecret,
): readonly ShapeFinding[] {
  return Object.entries(headers).flatMap(([name, value]) => {
    const at = [...path, name];
    if (secretHeader.test(name)) {
      return typeof value === "string" && holdsReference(value) ? [] : [secret(at)];
    }
    return typeof value === "string" && value !== "" ? [] : [wrongKind(at, "a text", value)];
  });
}

/** The headers of requests to Grafana, whose references the environment of the command resolves. */
export function checkServerHeaders(
  headers: Readonly<Record<string, unknown>>,
  path: readonly string[],
): readonly ShapeFinding[] {
  const secret = (at: readonly string[]): ShapeFinding => ({
    ...plainSecret(at),
    hint: "Write a reference to an environment variable of the command instead, for example `${PROXY_KEY}`.",
  });
  return checkHeaders(headers, path, secret);
}
