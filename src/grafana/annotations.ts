import { apiPath } from "./api-path.ts";
import type { Connection } from "./connection.ts";
import type { AnnotationWrite, WriteResult } from "./model.ts";
import { toWriteResult } from "./write-result.ts";

/** Marks a time for the whole organisation; dashboards show it by a query for its tags. */
export async function annotate(
  connection: Connection,
  { time, tags, text }: AnnotationWrite,
): Promise<WriteResult> {
  const answer = await connection.write({
    method: "POST",
    path: apiPath`/api/annotations`,
    body: { time, tags: [...tags], text },
  });
  return toWriteResult(answer, { written: () => ({ kind: "written", version: 0 }) });
}
