import type { EmulatorOptions, TokenGrant } from "./contract.ts";
import { profileOf } from "./profile.ts";
import { answeringPrometheus } from "./query-routes.ts";
import { createOrg } from "./state.ts";
import type { User, World } from "./world.ts";

/** The tokens of every emulator. */
export const tokens = {
  admin: "glsa_emulated_admin_token_00000000",
  editor: "glsa_emulated_editor_token_0000000",
  viewer: "glsa_emulated_viewer_token_0000000",
} as const;

/** The people of every emulator; each one's password is the name. */
export const people = {
  admin: { name: "admin", password: "admin" },
  editor: { name: "editor", password: "editor" },
  viewer: { name: "viewer", password: "viewer" },
} as const;

function user(login: string, roles: User["roles"]): [string, User] {
  return [login, { login, password: login, serverAdmin: login === "admin", roles, currentOrg: 1 }];
}

/** Search is as fast as writes before 12: it reads the same tables. */
export function setIndexDelay(world: World): void {
  const { indexDelay = 0 } = world.options;
  const delay = indexDelay === "manual" ? Infinity : indexDelay;
  for (const org of world.orgs.values()) org.index.delay = world.profile.unified ? delay : 0;
}

export function createWorld(options: EmulatorOptions): World {
  const clock = options.now ?? Date.now;
  const counters = { id: 0, resourceVersion: 1_700_000_000_000_000, uid: 0 };
  const world: World = {
    profile: profileOf(options.version ?? "12.4.0"),
    options,
    subpath: options.subpath ?? "",
    url: "",
    orgs: new Map([
      [1, createOrg(1, "Main Org.")],
      [2, createOrg(2, "Second Org.")],
    ]),
    users: new Map([
      user("admin", new Map([[1, "Admin"] as const, [2, "Admin"] as const])),
      user("editor", new Map([[1, "Editor"] as const])),
      user("viewer", new Map([[1, "Viewer"] as const])),
    ]),
    tokens: new Map<string, TokenGrant>([
      [tokens.admin, { role: "Admin" }],
      [tokens.editor, { role: "Editor" }],
      [tokens.viewer, { role: "Viewer" }],
      ...Object.entries(options.tokens ?? {}),
    ]),
    prometheus: options.prometheus ?? answeringPrometheus,
    minRefreshInterval: options.minRefreshInterval ?? "5s",
    versionsToKeep: options.versionsToKeep ?? 20,
    unknown: [],
    database: "ok",
    now: () => new Date(clock()).toISOString(),
    nextId: () => (counters.id += 1),
    nextResourceVersion: () => String((counters.resourceVersion += 1)),
    nextUid: () => {
      counters.uid += 1;
      // From 13 on they begin with an `a`, as names of resources must begin with a letter.
      return `a${String(counters.uid).padStart(13, "0")}`;
    },
  };
  setIndexDelay(world);
  return world;
}
