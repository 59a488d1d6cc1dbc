/**
 * Whether the caller may do what a plan says, asked before the first write. Only what is certainly missing counts:
 * permissions of folders are inherited, and a push that Grafana would allow must not be stopped here.
 */
import { DashError } from "../../base/dash-error.ts";
import { plural, quoteList } from "../../base/text.ts";
import type { GrafanaFacts } from "../../grafana/model.ts";
import { type Action, isWriting, type Plan } from "../plan.ts";

interface Requirement {
  /** Grafana's RBAC action (9.0 and later, also in the open-source edition). */
  readonly permission: string;
  /** The scopes of which one is needed; none when the action has no scope. */
  readonly scopes: readonly string[];
  readonly action: Action;
}

/** The `forbidden` error that names what the caller lacks for a plan; `undefined` when nothing is known to be missing. */
export function missingPermissions(
  plan: Pick<Plan, "actions">,
  facts: Pick<GrafanaFacts, "permissions">,
): DashError | undefined {
  const { permissions } = facts;
  if (permissions === undefined) return undefined;
  const created = new Set(
    plan.actions.filter(({ object, kind }) => object === "folder" && kind === "create").map(({ uid }) => uid),
  );
  const missing = plan.actions
    .filter(isWriting)
    .flatMap((action) => requirements(action, created))
    .filter(({ permission, scopes }) => !mayAllow(permissions.get(permission), scopes));
  return missing.length === 0 ? undefined : errorOf(missing);
}

function requirements(action: Action, created: ReadonlySet<string>): readonly Requirement[] {
  switch (action.object) {
    case "folder":
      return needs(action, { family: "folders", parentUid: action.parentUid, created });
    case "dashboard":
      return needs(action, { family: "dashboards", parentUid: action.folderUid, created });
    case "data-source":
      return [dataSourceRequirement(action)];
  }
}

function dataSourceRequirement(action: Action): Requirement {
  if (action.kind === "create") return { permission: "datasources:create", scopes: [], action };
  const verb = action.kind === "delete" ? "delete" : "write";
  return { permission: `datasources:${verb}`, scopes: [`datasources:uid:${action.uid}`], action };
}

interface Family {
  readonly family: "folders" | "dashboards";
  readonly parentUid: string;
  readonly created: ReadonlySet<string>;
}

function needs(action: Action, { family, parentUid, created }: Family): readonly Requirement[] {
  // Who creates a folder may do everything in it, so that its scope cannot be known before.
  const createHere: Requirement = {
    permission: `${family}:create`,
    scopes: created.has(parentUid) ? [] : [`folders:uid:${parentUid === "" ? "general" : parentUid}`],
    action,
  };
  if (action.kind === "create") return [createHere];
  const own = [
    `${family}:uid:${action.uid}`,
    ...(family === "folders" ? [] : [`folders:uid:${parentUid || "general"}`]),
  ];
  if (action.kind === "delete") return [{ permission: `${family}:delete`, scopes: own, action }];
  const write: Requirement = {
    permission: `${family}:write`,
    scopes: action.kind === "move" ? [] : own,
    action,
  };
  return action.kind === "move" ? [write, createHere] : [write];
}

function mayAllow(granted: readonly string[] | undefined, wanted: readonly string[]): boolean {
  if (granted === undefined) return false;
  if (wanted.length === 0) return true;
  return granted.some(
    (scope) => scope === "" || scope.endsWith("*") || wanted.includes(scope) || isInherited(scope, wanted),
  );
}

/** A folder's permissions hold for all that lies in it, at any depth. */
function isInherited(scope: string, wanted: readonly string[]): boolean {
  return scope.startsWith("folders:") && scope !== "folders:uid:general" && !wanted.some(isDataSourceScope);
}

function isDataSourceScope(scope: string): boolean {
  return scope.startsWith("datasources:");
}

const verbs: Readonly<Record<Action["kind"], string>> = {
  create: "create",
  update: "update",
  move: "move",
  adopt: "adopt",
  delete: "delete",
  unchanged: "keep",
  conflict: "keep",
};

const nouns: Readonly<Record<Action["object"], string>> = {
  folder: "folder",
  "data-source": "data source",
  dashboard: "dashboard",
};

function errorOf(missing: readonly Requirement[]): DashError {
  const names = [...new Set(missing.map(({ permission }) => permission))];
  const lacks = names.map(
    (name) => `\`${name}\` (to ${purpose(missing.filter(({ permission }) => permission === name))})`,
  );
  return new DashError("forbidden", {
    message: `The credentials do not allow this push: they lack ${lacks.join("; ")}. Nothing was written.`,
    hint: `Give the service account the role \`${roleOf(names)}\`, or a role with ${quoteList(names)}.`,
  });
}

function purpose(requirements: readonly Requirement[]): string {
  const [first] = requirements;
  if (first === undefined) return "push";
  const { kind, object, title } = first.action;
  const rest = requirements.length - 1;
  return `${verbs[kind]} the ${nouns[object]} \`${title}\`${rest === 0 ? "" : ` and ${plural(rest, "more object")}`}`;
}

/** Grafana's basic roles: Editors write folders and dashboards, Admins also data sources. */
function roleOf(permissions: readonly string[]): string {
  return permissions.some(isDataSourceScope) ? "Admin" : "Editor";
}
