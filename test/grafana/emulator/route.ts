import type { IncomingHttpHeaders } from "node:http";
import type { Answer } from "./answer.ts";
import type { Caller } from "./caller.ts";
import type { OrgState } from "./state.ts";
import type { World } from "./world.ts";

/** A request on its way through the server. */
export interface Call {
  readonly world: World;
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** The body. */
  readonly text: string;
  /** The decoded parts of the path that the route names. */
  readonly params: ReadonlyMap<string, string>;
  readonly caller: Caller;
  /** The organisation that the caller acts in. */
  readonly org: OrgState;
}

/** One request that the emulator knows. */
export interface Route {
  readonly method: string;
  /** Segments like `:uid` match one segment; a final `*rest` matches all that follow. */
  readonly path: string;
  /** The names that the query may have; others count as unknown to the emulator. */
  readonly query?: readonly string[];
  /** `open`: without credentials. @default "signed-in" */
  readonly access?: "open" | "signed-in";
  /** The caller needs one of these actions, with any scope. */
  readonly actions?: readonly string[];
  /** Where the answer is false, the path is not served, as is known (not an unknown request). */
  readonly served?: (world: World) => boolean;
  readonly handle: (call: Call) => Answer | Promise<Answer>;
}

interface CompiledRoute {
  readonly route: Route;
  readonly segments: readonly string[];
  readonly open: boolean;
}

/** A route and what its path says. */
export interface RouteMatch {
  readonly route: Route;
  readonly params: ReadonlyMap<string, string>;
}

export type Router = (method: string, path: string) => RouteMatch | undefined;

export function createRouter(routes: readonly Route[]): Router {
  const compiled = routes.map((route): CompiledRoute => {
    const segments = route.path.split("/");
    return { route, segments, open: segments.at(-1)?.startsWith("*") === true };
  });
  return (method, path) => {
    const segments = path.split("/");
    for (const candidate of compiled) {
      if (candidate.route.method !== method) continue;
      const params = matchSegments(candidate, segments);
      if (params !== undefined) return { route: candidate.route, params };
    }
    return undefined;
  };
}

function matchSegments(
  { segments: pattern, open }: CompiledRoute,
  segments: readonly string[],
): ReadonlyMap<string, string> | undefined {
  if (open ? segments.length < pattern.length : segments.length !== pattern.length) return undefined;
  const params = new Map<string, string>();
  for (const [index, expected] of pattern.entries()) {
    const actual = segments[index] ?? "";
    if (expected.startsWith("*")) params.set(expected.slice(1), segments.slice(index).join("/"));
    else if (!expected.startsWith(":")) {
      if (expected !== actual) return undefined;
    } else {
      const decoded = decodeSegment(actual);
      if (decoded === undefined || decoded === "") return undefined;
      params.set(expected.slice(1), decoded);
    }
  }
  return params;
}

function decodeSegment(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}

/** A part of the path that the route names. */
export function param(call: Call, name: string): string {
  return call.params.get(name) ?? "";
}
