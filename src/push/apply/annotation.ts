/**
 * The mark of a push on the time axis of dashboards, so that a jump in a graph can be told from a deployment.
 */
import { plural } from "../../base/text.ts";
import type { AnnotationWrite } from "../../grafana/model.ts";
import type { Outcome } from "../outcome.ts";

/** What a deploy annotation tells. */
export interface DeployAnnotation {
  /** The project key. */
  readonly project: string;
  readonly environment?: string;
  /** What was deployed, for example a commit; the push's name when empty or absent. */
  readonly commit?: string;
  /** In milliseconds since 1970. */
  readonly time: number;
}

/** Grafana's databases keep this many characters of a tag whole. */
const longestTag = 100;

/** The annotation for a push that wrote something; `undefined` for one that did not. */
export function deployAnnotation(outcome: Outcome, about: DeployAnnotation): AnnotationWrite | undefined {
  const written = outcome.objects.filter(
    ({ state, kind }) => state === "done" && kind !== "unchanged",
  ).length;
  if (written === 0) return undefined;
  const failed = outcome.objects.filter(({ state }) => state === "failed").length;
  const rest = failed === 0 ? "" : `, ${failed} failed`;
  const commit = about.commit?.trim();
  return {
    time: about.time,
    tags: [
      "deploy",
      "dash",
      about.project,
      ...(about.environment === undefined ? [] : [about.environment]),
    ].map((tag) => tag.slice(0, longestTag)),
    text: `${about.project}: ${commit === undefined || commit === "" ? outcome.push : commit} (${plural(written, "object")} pushed${rest})`,
  };
}
