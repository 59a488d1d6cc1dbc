import { DashError } from "../base/dash-error.ts";

type Headers = Readonly<Record<string, string>>;

/** Headers by lower-case name, the last of a name counting; throws `usage` for what HTTP does not allow. */
export function mergeHeaders(...all: readonly (Headers | undefined)[]): Record<string, string> {
  const merged: Record<string, string> = {};
  for (const headers of all) {
    for (const name in headers) {
      const value = headers[name] ?? "";
      check(name, value);
      merged[name.toLowerCase()] = value;
    }
  }
  return merged;
}

// Node would refuse these as well, but without naming the header.
function check(name: string, value: string): void {
  if (/^[!#$%&'*+.^_`|~\w-]+$/.test(name) && /^[\t\u0020-\u007e\u0080-\u00ff]*$/.test(value)) return;
  throw new DashError("usage", {
    message: `The header ${JSON.stringify(name)} holds a character that HTTP does not allow.`,
    hint: "Check its value for line breaks and for characters outside Latin-1.",
  });
}
