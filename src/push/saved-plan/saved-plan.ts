/**
 * Saved plans: `dash push --dry-run --out plan.json` on one machine, `dash push --plan plan.json` on another. The file is stable
 * text without secrets and times; what is read back is believed only after it was checked from top to bottom, belongs
 * to this Grafana, and Grafana still has what the plan was made against.
 */
import { DashError } from "../../base/dash-error.ts";
import type { Place } from "../../base/place.ts";
import { canonicalJson } from "../../compile/canonical.ts";
import type { Grafana, GrafanaFacts } from "../../grafana/model.ts";
import { cleanDocument } from "../compare/clean-document.ts";
import { contentHash, folderHash } from "../compare/content-hash.ts";
import { type Action, isWriting, type Plan, planFormatVersion } from "../plan.ts";
import { findPlanFlaw, isRecord } from "./plan-shape.ts";
import { mapPool } from "../pool.ts";
import { readState } from "../apply/server-state.ts";

/** The text of a plan: the same bytes for the same plan. */
export function formatPlan(plan: Plan): string {
  // Some members are made when they are read, with the same writer: they must be there before it starts.
  return canonicalJson({ ...plan, actions: plan.actions.map((action) => ({ ...action })) });
}

/** The plan that a text holds; throws `plan-invalid` for anything else. `file` is where the text comes from. */
export function parsePlan(text: string, file: string): Plan {
  const value = parseJson(text, file);
  if (!isRecord(value) || value["formatVersion"] === undefined) {
    throw invalid({ file }, "It holds no plan.", "Save one with `npx dash push --dry-run --out plan.json`.");
  }
  const { formatVersion } = value;
  if (formatVersion !== planFormatVersion) {
    throw invalid(
      { file, part: "formatVersion" },
      `It has the format version \`${String(JSON.stringify(formatVersion)).slice(0, 40)}\`; this version of dash knows ${planFormatVersion}.`,
      "Make the plan and apply it with the same version of dash.",
    );
  }
  const flaw = findPlanFlaw(value) ?? findForgery((value as unknown as Plan).actions);
  if (flaw !== undefined) {
    throw invalid(
      { file, ...(flaw.part === "" ? {} : { part: flaw.part }) },
      flaw.message,
      "Make the plan anew with `npx dash push --dry-run --out plan.json`, and do not edit it.",
    );
  }
  return value as unknown as Plan;
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // What the parser says quotes the text around the mistake, which may be anything but a plan.
    throw invalid({ file }, "It is not JSON.", "Save a plan with `npx dash push --dry-run --out plan.json`.");
  }
}

function invalid(at: Place, message: string, hint: string): DashError {
  return new DashError("plan-invalid", {
    message: `The plan \`${at.file ?? ""}\` cannot be used. ${message}`,
    hint,
    at,
  });
}

/** Stamps are made of the hashes, so that a wrong one would hide later edits. */
function findForgery(
  actions: readonly Action[],
): { readonly part: string; readonly message: string } | undefined {
  const index = actions.findIndex((action) => isWriting(action) && hashOf(action) !== action.hash);
  if (index < 0) return undefined;
  return {
    part: `actions[${index}].hash`,
    message: `The content of \`${actions[index]?.title ?? ""}\` does not have the hash that the plan gives it.`,
  };
}

function hashOf(action: Action): string {
  if (action.kind === "delete") return action.hash;
  if (action.object === "folder") return folderHash(action);
  // References in data sources are expanded where the plan is applied, and so is their hash made there.
  if (action.object === "data-source" || action.document === undefined) return action.hash;
  const { uid, folderUid, document } = action;
  return contentHash({ uid, folderUid, document: cleanDocument(document) });
}

/** Where a saved plan is to be applied. */
export interface PlanTarget {
  readonly facts: Pick<GrafanaFacts, "url" | "orgId">;
  /** The project key. */
  readonly project: string;
}

/** Fails with `plan-invalid` when a plan was made for another Grafana, organisation or project. */
export function checkPlanTarget(
  plan: Pick<Plan, "server" | "project">,
  { facts, project }: PlanTarget,
): void {
  const { server } = plan;
  const refuse = (what: string, planned: string, present: string): never => {
    throw new DashError("plan-invalid", {
      message: `The plan was made for the ${what} \`${planned}\`, and this is \`${present}\`.`,
      hint: "Apply it where it was made for, or make a plan for this one.",
    });
  };
  if (plan.project !== project) refuse("project", plan.project, project);
  if (addressOf(server.url) !== addressOf(facts.url))
    refuse("Grafana", addressOf(server.url), addressOf(facts.url));
  if (server.orgId !== facts.orgId) refuse("organisation", String(server.orgId), String(facts.orgId));
}

/** Origin and path: no credentials, no query. */
function addressOf(url: string): string {
  if (!URL.canParse(url)) return url;
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname.replace(/\/+$/, "")}`;
}

/** How a plan is verified. */
export interface VerifyOptions {
  /** How many objects are read at the same time. @default 8 */
  readonly concurrency?: number;
  readonly signal?: AbortSignal | undefined;
}

/** Reads everything that a plan is going to write, and fails with `plan-outdated` when anything of it has changed. */
export async function verifyPlan(grafana: Grafana, plan: Plan, options: VerifyOptions = {}): Promise<void> {
  const writing = plan.actions.filter(isWriting);
  const changes = await mapPool(
    writing,
    { concurrency: options.concurrency ?? 8, signal: options.signal },
    (action) => findChange(grafana, action),
  );
  const changed = changes.filter((change) => change !== undefined && change !== "");
  if (changed.length === 0) return;
  const shown = changed.slice(0, mostShown).join(", ");
  const rest = changed.length - mostShown;
  throw new DashError("plan-outdated", {
    message: `Grafana has changed since the plan was made: ${shown}${rest > 0 ? ` and ${rest} more` : ""}. Nothing was written.`,
    hint: "Make a plan anew and look at it: `npx dash push --dry-run --out plan.json`.",
  });
}

const mostShown = 10;

/** What happened to an object since the plan was made; empty when nothing did. */
async function findChange(grafana: Grafana, action: Action): Promise<string> {
  const { object, title, base } = action;
  const state = await readState(grafana, action);
  const name = `${object === "data-source" ? "data source" : object} \`${title}\``;
  if (base === undefined) return state === undefined ? "" : `${name} was created`;
  if (state === undefined) return `${name} was deleted`;
  return state.hash === base.hash && state.revision.version === base.version ? "" : `${name} was changed`;
}
