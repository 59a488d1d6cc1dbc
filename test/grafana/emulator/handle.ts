/** One request through the server: subpath, credentials, organisation, route, permissions. */
import { html, message, notServed, Refusal, type Answer } from "./answer.ts";
import { identify, nobody, switchOrg } from "./auth.ts";
import type { Caller } from "./caller.ts";
import type { OpenRecord } from "./request-log.ts";
import type { Call, RouteMatch, Router } from "./route.ts";
import { requireAction } from "./permissions.ts";
import type { World } from "./world.ts";

/** The path under the subpath; `undefined` outside of it. */
export function stripSubpath(world: World, path: string): string | undefined {
  if (world.subpath === "") return path;
  if (path === world.subpath) return "/";
  return path.startsWith(`${world.subpath}/`) ? path.slice(world.subpath.length) : undefined;
}

/** Answers a request. What it is not known to answer is 404, and noted as unknown. */
export async function handle(world: World, router: Router, record: OpenRecord): Promise<Answer> {
  try {
    return await answer(world, router, record);
  } catch (error) {
    if (error instanceof Refusal) return error.answer;
    // A mistake of the emulator must show in tests.
    const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
    world.unknown.push({ method: record.method, path: record.path, why });
    return message(500, "Internal Server Error");
  }
}

async function answer(world: World, router: Router, record: OpenRecord): Promise<Answer> {
  const { method, path, query, headers } = record;
  const match = router(method, path);
  if (match?.route.access === "open") return run(world, record, { match, caller: nobody });
  if (match === undefined && isPage(path)) return unknownPage(world, record);
  const caller = identify(world, headers);
  record.by = caller.login;
  const orgId = query.get("orgId");
  if (orgId !== null) switchOrg(world, caller, { orgId, target: `${path}?${query.toString()}` });
  if (match === undefined) return unknownCall(world, record);
  if (match.route.served?.(world) === false) return notServed(path);
  checkQuery(world, record, match);
  if (match.route.actions !== undefined) requireAction(caller, match.route.actions);
  return run(world, record, { match, caller });
}

function run(
  world: World,
  { method, path, query, headers, body }: OpenRecord,
  { match, caller }: { readonly match: RouteMatch; readonly caller: Caller },
): Answer | Promise<Answer> {
  const org = world.orgs.get(caller.orgId);
  if (org === undefined) throw new Error(`no organisation ${caller.orgId}`);
  const call: Call = {
    world,
    method,
    path,
    query,
    headers,
    text: body,
    params: match.params,
    caller,
    org,
  };
  return match.route.handle(call);
}

const isPage = (path: string): boolean => !path.startsWith("/api/") && !path.startsWith("/apis");

/** A page that is not known: HTML; callers without a session would be sent to the login page. */
function unknownPage(world: World, { method, path }: OpenRecord): Answer {
  world.unknown.push({ method, path, why: "no such page" });
  return html(404, "Grafana", "<h1>Page not found</h1>");
}

function unknownCall(world: World, { method, path }: OpenRecord): Answer {
  world.unknown.push({ method, path, why: "no such call" });
  return notServed(path);
}

const everywhere = new Set(["orgId", "targetOrgId"]);

/** A parameter that the route does not name is one of which the effect is not known. */
function checkQuery(world: World, { method, path, query }: OpenRecord, { route }: RouteMatch): void {
  for (const name of new Set(query.keys())) {
    if (everywhere.has(name) || route.query?.includes(name) === true) continue;
    world.unknown.push({ method, path, why: `the query parameter ${name}` });
  }
}
