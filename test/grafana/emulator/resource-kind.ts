/** What dashboards and folders differ in as resources. */
import type { JsonObject } from "../../../src/schema/json.ts";
import type { Answer } from "./answer.ts";
import type { Profile } from "./profile.ts";
import type { Call } from "./route.ts";
import type { OrgState } from "./state.ts";

/** What every resource is stored with. */
export interface ResourceRecord {
  readonly uid: string;
  readonly id: number;
  /** Empty at the root. */
  readonly folderUid: string;
  readonly version: number;
  readonly resourceVersion: string;
  readonly annotations: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  readonly created: string;
  readonly createdBy: string;
  readonly updated: string;
  readonly updatedBy: string;
}

/** What a write wants, after the checks that all kinds share. */
export interface Draft {
  readonly name: string;
  readonly folderUid: string;
  readonly message: string;
  /** Without the folder and what the server sets. */
  readonly annotations: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  readonly spec: JsonObject;
  /** The version of the kind in which the spec is. */
  readonly version: string;
  readonly dryRun: boolean;
}

/** The spec of a stored object in the version that is asked for, as text. */
export interface RenderedSpec {
  readonly text: string;
  readonly status?: JsonObject;
}

export interface ResourceKind<Stored extends ResourceRecord> {
  readonly group: string;
  /** In paths and in the names of permissions. */
  readonly plural: "dashboards" | "folders";
  readonly kind: "Dashboard" | "Folder";
  readonly versions: (profile: Profile) => readonly string[];
  readonly all: (org: OrgState) => ReadonlyMap<string, Stored>;
  readonly scopes: (org: OrgState, record: Pick<Stored, "uid" | "folderUid">) => readonly string[];
  readonly render: (record: Stored, version: string) => RenderedSpec;
  /** Throws a refusal; may change the spec to what is stored. */
  readonly check: (call: Call, draft: Draft, before: Stored | undefined) => Draft;
  readonly store: (call: Call, draft: Draft) => Stored;
  /** Throws a refusal when it must not be deleted. */
  readonly checkRemoval: (call: Call, record: Stored) => void;
  readonly remove: (org: OrgState, record: Stored) => void;
  /** Lists that selectors ask for, such as the history; `undefined` for the usual list. */
  readonly selected: (call: Call, version: string) => Answer | undefined;
}
