/** Who makes a request: tokens, basic authentication, anonymous callers, and the choice of the organisation. */
import type { IncomingHttpHeaders } from "node:http";
import { json, message, refuse, type Answer } from "./answer.ts";
import type { Caller } from "./caller.ts";
import { permissionsOf } from "./permissions.ts";
import type { User, World } from "./world.ts";

/** For open routes. */
export const nobody: Caller = {
  login: "",
  kind: "anonymous",
  role: "None",
  orgId: 1,
  serverAdmin: false,
  permissions: new Map(),
};

interface Denial {
  /** As 9.5 says it. */
  readonly old: string;
  readonly text: string;
  readonly id: string;
}

const denials = {
  none: { old: "Unauthorized", text: "Unauthorized", id: "auth.unauthorized" },
  token: { old: "invalid API key", text: "Invalid API key", id: "api-key.invalid" },
  expired: { old: "Expired API key", text: "Expired API key", id: "api-key.expired" },
  revoked: { old: "Revoked token", text: "Revoked API key", id: "api-key.revoked" },
  password: {
    old: "invalid username or password",
    text: "Invalid username or password",
    id: "password-auth.failed",
  },
} as const satisfies Record<string, Denial>;

/** Bodies of 401: one text in 9.5, with an id from 10 on. */
function denial(world: World, kind: keyof typeof denials): Answer {
  const { old, text, id } = denials[kind];
  if (!world.profile.atLeast(10)) return message(401, old);
  return json(401, { message: text, messageId: id, statusCode: 401, traceID: "" });
}

/** No credentials, unknown, expired and revoked tokens, wrong passwords; a wrong one never becomes anonymous. */
export function identify(world: World, headers: IncomingHttpHeaders): Caller {
  const authorization = headers.authorization ?? "";
  const bearer = /^Bearer (.*)$/i.exec(authorization);
  if (bearer !== null) return ofToken(world, bearer[1] ?? "");
  const basic = /^Basic (.*)$/i.exec(authorization);
  if (basic !== null) return ofBasic(world, basic[1] ?? "", headers);
  if (authorization !== "") refuse(denial(world, "token"));
  if (world.options.anonymous !== true) refuse(denial(world, "none"));
  return { ...nobody, role: "Viewer", permissions: permissionsOf("Viewer") };
}

/** A token acts in its own organisation, whatever the header says. */
function ofToken(world: World, token: string): Caller {
  const grant = world.tokens.get(token);
  if (grant === undefined) return refuse(denial(world, "token"));
  if (grant.state === "expired") refuse(denial(world, "expired"));
  if (grant.state === "revoked") refuse(denial(world, "revoked"));
  const name = grant.role.toLowerCase();
  return {
    login: `sa-1-${name}`,
    kind: "token",
    role: grant.role,
    orgId: grant.orgId ?? 1,
    serverAdmin: false,
    permissions:
      grant.permissions === undefined
        ? permissionsOf(grant.role)
        : new Map(Object.entries(grant.permissions)),
  };
}

function ofBasic(world: World, encoded: string, headers: IncomingHttpHeaders): Caller {
  const pair = Buffer.from(encoded, "base64").toString();
  const colon = pair.indexOf(":");
  const [login, password] = [pair.slice(0, colon), pair.slice(colon + 1)];
  // A token may be the password of this name.
  if (login === "api_key") return ofToken(world, password);
  const user = world.users.get(login);
  if (user === undefined || user.password !== password) return refuse(denial(world, "password"));
  const wanted = Number(headers["x-grafana-org-id"]);
  return callerOf(world, user, Number.isInteger(wanted) && wanted > 0 ? wanted : user.currentOrg);
}

/** A user in an organisation; 401 when the user is no member. */
function callerOf(world: World, user: User, orgId: number): Caller {
  const role = user.roles.get(orgId);
  if (role === undefined) return refuse(denial(world, "none"));
  return {
    login: user.login,
    kind: "user",
    role,
    orgId,
    serverAdmin: user.serverAdmin,
    permissions: permissionsOf(role),
  };
}

/**
 * `?orgId=` of another organisation switches the user's for good and redirects, so that a body is lost; not a
 * member: 404.
 */
export function switchOrg(world: World, caller: Caller, request: { orgId: string; target: string }): void {
  const orgId = Number(request.orgId);
  const user = world.users.get(caller.login);
  if (caller.kind !== "user" || user === undefined) return;
  if (!Number.isInteger(orgId) || orgId <= 0 || orgId === caller.orgId) return;
  if (!user.roles.has(orgId)) refuse(message(404, "Not found"));
  user.currentOrg = orgId;
  refuse({ status: 302, headers: { Location: `${world.url}${request.target}` }, body: "" });
}
