import { DashError } from "../base/dash-error.ts";

/** The path and query of a call, below the address of Grafana. */
export type ApiPath = string & { readonly apiPath: true };

/** Values of a query; those that are `undefined` are left out, lists are repeated. */
export type Query = Readonly<Record<string, string | number | readonly string[] | undefined>>;

/** A template tag for the path of a call: each value becomes exactly one part of it, whatever it holds. */
export function apiPath(parts: TemplateStringsArray, ...values: readonly (string | number)[]): ApiPath {
  return parts.reduce((path, part, index) => path + encodePart(values[index - 1] ?? "") + part) as ApiPath;
}

/** The path with a query. */
export function withQuery(path: ApiPath, query: Query): ApiPath {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue;
    for (const each of typeof value === "object" ? value : [String(value)]) parameters.append(name, each);
  }
  return `${path}?${parameters.toString()}` as ApiPath;
}

// Without these, a DELETE of "" would be one of the whole collection, and dots cannot be escaped in URLs.
const unusable: ReadonlySet<string> = new Set(["", ".", ".."]);

function encodePart(value: string | number): string {
  const text = String(value);
  if (!unusable.has(text) && !/\p{Surrogate}/u.test(text)) return encodeURIComponent(text);
  throw new DashError("usage", {
    message: `${JSON.stringify(text)} cannot be a uid.`,
    hint: "The uids of Grafana consist of letters, digits, `-` and `_`.",
  });
}
