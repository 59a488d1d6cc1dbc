import { json, message, refuse } from "./answer.ts";
import type { Caller } from "./caller.ts";
import type { Role } from "./contract.ts";
import { parentsOf, type OrgState } from "./state.ts";

const viewer = {
  "annotations:read": ["annotations:*"],
  "dashboards:read": ["dashboards:*", "folders:*"],
  "datasources:query": ["datasources:*"],
  "datasources:read": ["datasources:*"],
  "datasources.id:read": ["datasources:*"],
  "folders:read": ["folders:*"],
  "orgs:read": [""],
} as const;

const editor = {
  ...viewer,
  "annotations:create": ["annotations:*"],
  "annotations:delete": ["annotations:*"],
  "annotations:write": ["annotations:*"],
  "dashboards:create": ["folders:*"],
  "dashboards:delete": ["dashboards:*", "folders:*"],
  "dashboards:write": ["dashboards:*", "folders:*"],
  "folders:create": ["folders:*"],
  "folders:delete": ["folders:*"],
  "folders:write": ["folders:*"],
} as const;

const admin = {
  ...editor,
  "datasources:create": [""],
  "datasources:delete": ["datasources:*"],
  "datasources:write": ["datasources:*"],
} as const;

const byRole = { Admin: admin, Editor: editor, Viewer: viewer, None: {} } as const;

/** The scopes that a role has by action. */
export function permissionsOf(role: Role): ReadonlyMap<string, readonly string[]> {
  return new Map<string, readonly string[]>(Object.entries(byRole[role]));
}

/** Whether a caller may do something to an object, which may be named by several scopes (itself, its folder). */
export function isAllowed({ permissions }: Caller, action: string, scopes: readonly string[]): boolean {
  const granted = permissions.get(action);
  if (granted === undefined) return false;
  if (scopes.length === 0) return true;
  return granted.some((scope) => scopes.some((wanted) => covers(scope, wanted)));
}

function covers(granted: string, wanted: string): boolean {
  if (granted === "*" || granted === wanted) return true;
  return granted.endsWith(":*") && wanted.startsWith(granted.slice(0, -1));
}

/** Refuses with the body of access control unless the caller has one of the actions with any scope. */
export function requireAction(caller: Caller, actions: readonly string[]): void {
  if (actions.some((action) => isAllowed(caller, action, []))) return;
  refuse(
    json(403, {
      accessErrorId: "ACE0123456789",
      message: `You'll need additional permissions to perform this action. Permissions needed: ${
        actions.length === 1 ? actions[0] : `any of ${actions.join(", ")}`
      }`,
      title: "Access denied",
    }),
  );
}

/** Refuses with a text of its own unless the caller may do it to this object. */
export function requireScope(
  caller: Caller,
  action: string,
  { scopes, text }: { readonly scopes: readonly string[]; readonly text: string },
): void {
  if (!isAllowed(caller, action, scopes)) refuse(message(403, text));
}

/** The scopes that name a folder: itself and what it lies in; the root is the folder `general` in them. */
export function folderScopes(org: OrgState, uid: string): readonly string[] {
  if (uid === "") return ["folders:uid:general"];
  return [uid, ...parentsOf(org, uid).map((parent) => parent.uid)].map((each) => `folders:uid:${each}`);
}

/** The scopes that name a dashboard: itself and what it lies in. */
export function dashboardScopes(
  org: OrgState,
  { uid, folderUid }: { readonly uid: string; readonly folderUid: string },
): readonly string[] {
  return [`dashboards:uid:${uid}`, ...folderScopes(org, folderUid)];
}
