import type { Answer } from "./answers.ts";
import type { ApiPath } from "./api-path.ts";
import type { Connection } from "./connection.ts";
import type { Revision, WriteResult } from "./model.ts";
import { toWriteResult } from "./write-result.ts";

/** A deletion of the state that was read before. */
export interface Removal {
  readonly path: ApiPath;
  readonly base: Revision;
  readonly read: () => Promise<Revision | undefined>;
  readonly particular?: (answer: Answer) => WriteResult | undefined;
}

/**
 * Deletes an object unless it was changed since. Grafana deletes any state, so the object is read again right before;
 * what changes in the moment between cannot be kept (dashboards stay in the trash, or in a backup, only).
 */
export async function removeUnchanged(connection: Connection, removal: Removal): Promise<WriteResult> {
  const { path, base, read, particular } = removal;
  const present = await read();
  const gone: WriteResult = { kind: "written", version: base.version };
  if (present === undefined) return gone;
  if (present.revision !== base.revision) {
    return { kind: "stale", message: "It was changed by somebody else meanwhile." };
  }
  return toWriteResult(await connection.write({ method: "DELETE", path }), {
    written: () => gone,
    particular: (answer) => (isGone(answer) ? gone : particular?.(answer)),
  });
}

/** Whether Grafana itself says that there is no such object. */
export function isGone({ status, body }: Answer): boolean {
  return status === 404 && body !== undefined;
}
