import type { EmulatorOptions, PrometheusHandler, TokenGrant, UnknownRequest } from "./contract.ts";
import type { Profile } from "./profile.ts";
import type { OrgState } from "./state.ts";

/** A person with a name and a password. */
export interface User {
  readonly login: string;
  readonly password: string;
  readonly serverAdmin: boolean;
  /** The roles by organisation. */
  readonly roles: ReadonlyMap<number, "Admin" | "Editor" | "Viewer">;
  /** Where requests go that name no organisation; `?orgId=` switches it. */
  currentOrg: number;
}

/** Everything behind the server. */
export interface World {
  /** Changes when the server is upgraded. */
  profile: Profile;
  readonly options: EmulatorOptions;
  readonly subpath: string;
  /** Where it is reached, with the subpath. */
  url: string;
  readonly orgs: ReadonlyMap<number, OrgState>;
  readonly users: ReadonlyMap<string, User>;
  readonly tokens: ReadonlyMap<string, TokenGrant>;
  readonly prometheus: PrometheusHandler;
  readonly minRefreshInterval: string;
  readonly versionsToKeep: number;
  readonly unknown: UnknownRequest[];
  database: "ok" | "failing";
  /** The time in ISO 8601. */
  readonly now: () => string;
  /** A number that was not used before. */
  readonly nextId: () => number;
  readonly nextResourceVersion: () => string;
  /** A uid as the server makes them. */
  readonly nextUid: () => string;
}

/** Whether folders can lie in folders. */
export function hasNestedFolders({ options, profile }: World): boolean {
  return profile.atLeast(11) || options.nestedFolders === true;
}

/** Whether `/apis` is served. */
export function hasResourceApi({ options, profile }: World): boolean {
  return profile.unified && options.resourceApi !== false;
}
