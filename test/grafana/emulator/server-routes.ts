/** What the server says of itself and of the caller. */
import { html, json, type Answer } from "./answer.ts";
import type { Call, Route } from "./route.ts";
import { hasNestedFolders, type World } from "./world.ts";

const commit = "0123456789abcdef0123456789abcdef01234567";

/** The server's health: no credentials; 503 with a failing database; version and commit may be hidden. */
function health({ world }: Call): Answer {
  const hidden = world.options.hideVersion === true;
  const body = hidden
    ? { database: world.database }
    : { commit, database: world.database, version: world.profile.version };
  return {
    status: world.database === "ok" ? 200 : 503,
    headers: { "Content-Type": "application/json; charset=UTF-8", "Cache-Control": "no-store" },
    body: `${JSON.stringify(body, undefined, 2)}\n`,
  };
}

/** The organisation of the caller. */
function organisation({ org }: Call): Answer {
  const address = { address1: "", address2: "", city: "", zipCode: "", state: "", country: "" };
  return json(200, { id: org.id, name: org.name, address });
}

/** The scopes of the caller by action. */
function permissions({ caller }: Call): Answer {
  return json(200, Object.fromEntries(caller.permissions));
}

/** What the UI starts with; from 12 on it names the namespace of the organisation. */
function bootdata({ org }: Call): Answer {
  return json(200, { settings: { namespace: namespaceOf(org.id) }, user: { orgId: org.id } });
}

/** The namespace of an organisation's resources. */
export function namespaceOf(orgId: number): string {
  return orgId === 1 ? "default" : `org-${orgId}`;
}

/** The settings of the server as the UI needs them. */
function frontendSettings({ world }: Call): Answer {
  const { version } = world.profile;
  return json(200, {
    appSubUrl: world.subpath,
    buildInfo: world.options.hideVersion === true ? { version: "", commit: "" } : { version, commit },
    featureToggles: hasNestedFolders(world) ? { nestedFolders: true } : {},
    minRefreshInterval: world.minRefreshInterval,
  });
}

const unified = ({ profile }: World): boolean => profile.unified;

export const serverRoutes: readonly Route[] = [
  { method: "GET", path: "/api/health", access: "open", handle: health },
  { method: "HEAD", path: "/api/health", access: "open", handle: health },
  {
    method: "GET",
    path: "/healthz",
    access: "open",
    handle: () => ({ status: 200, headers: { "Content-Type": "text/plain; charset=utf-8" }, body: "Ok" }),
  },
  {
    method: "GET",
    path: "/login",
    access: "open",
    handle: () => html(200, "Grafana", "<p>Log in</p>"),
  },
  { method: "GET", path: "/api/org", actions: ["orgs:read"], handle: organisation },
  { method: "GET", path: "/api/access-control/user/permissions", handle: permissions },
  { method: "GET", path: "/bootdata", served: unified, handle: bootdata },
  { method: "GET", path: "/api/frontend/settings", handle: frontendSettings },
];
