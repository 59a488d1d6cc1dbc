import { DashError } from "../../base/dash-error.ts";
import { referencedNames, replaceReferences } from "../../config/references.ts";
import type { ProjectEnvironment } from "../../config/read-config.ts";
import type { Variables } from "./variables.ts";

type Headers = Readonly<Record<string, string>>;

/** Whether the headers of an environment refer to environment variables, which may hold secrets. */
export function hasReferences(headers: Headers): boolean {
  return Object.values(headers).some((value) => referencedNames(value).length > 0);
}

/** The headers of an environment with the values of the environment variables in the place of references. */
export function expandHeaders(environment: ProjectEnvironment | undefined, variables: Variables): Headers {
  const { name = "", headers = {} } = environment ?? {};
  return Object.fromEntries(
    Object.entries(headers).map(([header, value]) => [
      header,
      replaceReferences(value, (variable) => {
        const found = variables(variable);
        if (found !== undefined) return found;
        throw new DashError("usage", {
          message: `\`environments.${name}.headers.${header}\` refers to \`${variable}\`, which is not set.`,
          hint: `Set \`${variable}\` in the environment of the command.`,
        });
      }),
    ]),
  );
}

/** Both sets of headers, whatever the case of their names; the later one wins. */
export function mergeHeaders(first: Headers, second: Headers): Headers {
  const later = new Set(Object.keys(second).map((name) => name.toLowerCase()));
  const kept = Object.entries(first).filter(([name]) => !later.has(name.toLowerCase()));
  return { ...Object.fromEntries(kept), ...second };
}

/** Whether there is a header of that name, whatever its case. */
export function hasHeader(headers: Headers, name: string): boolean {
  return Object.keys(headers).some((header) => header.toLowerCase() === name.toLowerCase());
}
