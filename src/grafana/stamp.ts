/**
 * The marks that dash leaves on what it writes, so that any machine can tell, without local state, whose an object is
 * and whether somebody changed it since:
 *
 * - dashboards: the version message ends in `[dash project=… push=… hash=…]`. Besides, the object says that it is
 *   managed (`grafana.app/managedBy` and so on) where the server has that, else it carries the tag `dash:<project>`.
 * - folders: manager annotations; before Grafana 12 a folder cannot carry anything.
 * - data sources: the member `dash` of `jsonData`.
 */
import { digest } from "../base/hash.ts";

/** Who wrote an object, with what, and in which push. */
export interface Stamp {
  /** The {@link projectKey}. */
  readonly project: string;
  /** The content hash of what was written. */
  readonly hash: string;
  /** The name of the push, one for each run. */
  readonly push: string;
}

/** The longest tag that Grafana's SQL stores keep whole, in characters (9.5 to 11). */
const longestTag = 50;
const tagPrefix = "dash:";

/** A project's name as stamps hold it: without blanks and brackets, and short enough for a tag. */
export function projectKey(project: string): string {
  const clean = project.trim().replace(/[^\p{L}\p{N}._-]+/gu, "-");
  const limit = longestTag - tagPrefix.length;
  if (clean === project && clean.length <= limit) return clean;
  return `${clean.slice(0, limit - 9)}-${digest(project, 8)}`;
}

/** The tag of a project's dashboards. */
export function stampTag(key: string): string {
  return `${tagPrefix}${key}`;
}

/** The {@link projectKey} that a tag names; `undefined` for other tags. */
export function projectOfTag(tag: string): string | undefined {
  return tag.startsWith(tagPrefix) && tag.length > tagPrefix.length ? tag.slice(tagPrefix.length) : undefined;
}

/** The longest version message that Grafana takes, in characters (12 and later). */
const longestMessage = 500;

/** A version message: what people read, then the stamp. */
export function formatMessage(text: string, { project, push, hash }: Stamp): string {
  const mark = `[dash project=${project} push=${push} hash=${hash}]`;
  return `${text.slice(0, longestMessage - mark.length - 1)} ${mark}`.trim();
}

/** The stamp of a version message; `undefined` when dash did not write it. */
export function readMessage(message: string): Stamp | undefined {
  const match = /\[dash project=(\S+) push=(\S+) hash=([0-9a-f]+)\]$/.exec(message);
  if (match === null) return undefined;
  const [, project = "", push = "", hash = ""] = match;
  return { project, push, hash };
}
