import { DashError } from "../base/dash-error.ts";
import { HttpError } from "../http/errors.ts";
import type { Json, JsonObject } from "../schema/json.ts";
import { type Answer, isSuccess } from "./answers.ts";
import { apiPath, type ApiPath } from "./api-path.ts";
import type { Connection } from "./connection.ts";
import { isJsonObject, toList, toObject, toText } from "./json-view.ts";
import type { GrafanaFacts } from "./model.ts";
import { notGrafana } from "./refusals.ts";
import { folderVersion } from "./served-versions.ts";

/** What is learnt of a Grafana before anything else. */
export interface Probe {
  readonly facts: GrafanaFacts;
  /** Where the organisation's resources are; of no meaning for the classic API. */
  readonly namespace: string;
  /** The version of folder resources to use. */
  readonly folderVersion: string;
}

/** An answer, or the reason why there is none from Grafana that can be read. */
type Outcome = Answer | DashError;

interface Outcomes {
  readonly health: Outcome;
  readonly settings: Outcome;
  readonly apis: Outcome;
  readonly org: Outcome;
  readonly permissions: Outcome;
}

/**
 * Learns what a Grafana is and can, and whether it accepts the caller: five reads at once. What a version or a proxy
 * does not serve is done without; what nothing can be done without is one clear error.
 */
export async function probe(connection: Connection, wantedOrg: number | undefined): Promise<Probe> {
  const outcomes = await ask(connection);
  checkIsGrafana(connection, outcomes);
  for (const outcome of [outcomes.org, outcomes.settings, outcomes.permissions]) {
    if (!(outcome instanceof DashError) && outcome.status === 401) throw connection.refuse(outcome);
  }
  const settings = bodyOf(outcomes.settings);
  const orgId = readOrg(connection, outcomes, wantedOrg);
  const served = servedFolderVersion(connection, outcomes.apis);
  const version = versionOf(outcomes.health, settings);
  return {
    facts: {
      url: connection.url,
      version,
      api: served === undefined ? "classic" : "resources",
      orgId,
      minRefreshInterval: toText(settings["minRefreshInterval"]) || defaultMinRefresh,
      nestedFolders: served !== undefined || nestsFolders(version, settings),
      permissions: permissionsOf(outcomes.permissions),
    },
    namespace: toText(settings["namespace"]) || (orgId === 1 ? "default" : `org-${orgId}`),
    folderVersion: served ?? "",
  };
}

/** Grafana's default for `min_refresh_interval`. */
const defaultMinRefresh = "5s";

/** The major version; `undefined` when the version is unknown. */
export function majorVersion(version: string): number | undefined {
  const major = Number.parseInt(version, 10);
  return Number.isNaN(major) ? undefined : major;
}

async function ask(connection: Connection): Promise<Outcomes> {
  const outcome = (path: ApiPath): Promise<Outcome> => connection.call({ path }).catch(unusable);
  const [health, settings, apis, org, permissions] = await Promise.all([
    outcome(apiPath`/api/health`),
    outcome(apiPath`/api/frontend/settings`),
    outcome(apiPath`/apis`),
    outcome(apiPath`/api/org`),
    outcome(apiPath`/api/access-control/user/permissions`),
  ]);
  return { health, settings, apis, org, permissions };
}

function unusable(error: unknown): DashError {
  if (error instanceof HttpError && error.failure === "unreadable") return error;
  if (error instanceof DashError && error.code === "not-grafana") return error;
  throw error;
}

function bodyOf(outcome: Outcome): JsonObject {
  return outcome instanceof DashError || !isSuccess(outcome) ? {} : toObject(outcome.body);
}

function checkIsGrafana(connection: Connection, { health, settings, org }: Outcomes): void {
  if (health instanceof DashError) {
    if (health.code === "not-grafana") throw health;
    throw notGrafana({ url: connection.url, isPage: false, status: 200 });
  }
  const { database } = toObject(health.body);
  if (typeof database === "string") {
    if (isSuccess(health)) return;
    throw new DashError("unreachable", {
      message: `Grafana at \`${connection.url}\` says that its database is \`${database}\`.`,
      hint: "Look at Grafana's log.",
    });
  }
  // A proxy may keep health to itself.
  if (isJsonObject(bodyOf(settings)["buildInfo"]) || typeof bodyOf(org)["id"] === "number") return;
  if (health.status === 401 || health.status >= 500) throw connection.refuse(health);
  throw notGrafana(health);
}

function versionOf(health: Outcome, settings: JsonObject): string {
  return toText(bodyOf(health)["version"]) || toText(toObject(settings["buildInfo"])["version"]);
}

// A feature toggle before 11; since then it can only be turned off.
function nestsFolders(version: string, settings: JsonObject): boolean {
  const toggle = toObject(settings["featureToggles"])["nestedFolders"];
  return typeof toggle === "boolean" ? toggle : (majorVersion(version) ?? 0) >= 11;
}

function readOrg(connection: Connection, outcomes: Outcomes, wanted: number | undefined): number {
  const id = bodyOf(outcomes.org)["id"];
  const namespace = /^(?:default|org-(\d+))$/.exec(toText(bodyOf(outcomes.settings)["namespace"]));
  const known = typeof id === "number" ? id : namespace ? Number(namespace[1] ?? 1) : undefined;
  if (known === undefined) {
    // Without `orgs:read` Grafana does not tell; then the wanted one must do, and if none is, nothing is certain.
    if (wanted !== undefined) return wanted;
    throw outcomes.org instanceof DashError ? outcomes.org : connection.refuse(outcomes.org);
  }
  if (wanted === undefined || wanted === known) return known;
  throw new DashError("forbidden", {
    message: `The credentials act in the organisation ${known}, not in ${wanted}.`,
    hint: "A token belongs to one organisation: make one in the other, or leave the organisation out.",
  });
}

function servedFolderVersion(connection: Connection, apis: Outcome): string | undefined {
  if (apis instanceof DashError) return undefined;
  // Else a hiccup would decide how stamps are written and found.
  if (apis.status === 429 || apis.status >= 500) throw connection.refuse(apis);
  return folderVersion(bodyOf(apis));
}

function permissionsOf(outcome: Outcome): ReadonlyMap<string, readonly string[]> | undefined {
  if (outcome instanceof DashError || !isSuccess(outcome) || !isJsonObject(outcome.body)) return undefined;
  return new Map(Object.entries(outcome.body).map(([action, scopes]) => [action, toScopes(scopes)]));
}

function toScopes(scopes: Json | undefined): readonly string[] {
  return toList(scopes).map(toText);
}
