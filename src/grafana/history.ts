import type { JsonObject } from "../schema/json.ts";
import { isSuccess } from "./answers.ts";
import { apiPath, withQuery } from "./api-path.ts";
import type { Connection } from "./connection.ts";
import { splitDocument } from "./dashboard-document.ts";
import { toList, toNumber, toObject, toText } from "./json-view.ts";
import type { DashboardVersion } from "./model.ts";
import { readMessage } from "./stamp.ts";

/** The versions of a dashboard, newest first; none when it is not there. All versions of Grafana tell them alike. */
export async function readHistory(
  connection: Connection,
  uid: string,
  limit: number,
): Promise<readonly DashboardVersion[]> {
  const path = withQuery(apiPath`/api/dashboards/uid/${uid}/versions`, { limit });
  const answer = await connection.maybeGet(path);
  // A bare list before 11.5, roughly.
  const entries = Array.isArray(answer) ? toList(answer) : toList(toObject(answer)["versions"]);
  return entries
    .map((entry) => toVersion(toObject(entry)))
    .toSorted((left, right) => right.version - left.version)
    .slice(0, limit);
}

/** The document of an older version; `undefined` when the server keeps it no longer. */
export async function readOldVersion(
  connection: Connection,
  uid: string,
  version: number,
): Promise<JsonObject | undefined> {
  const answer = await connection.call({ path: apiPath`/api/dashboards/uid/${uid}/versions/${version}` });
  if (isSuccess(answer)) {
    const data = toObject(answer.body)["data"];
    if (data !== undefined) return splitDocument(data).document;
  }
  // 9.5 says it with status 500.
  const isMissing = answer.status === 404 || (answer.status === 500 && /not found/i.test(answer.message));
  if (isMissing && answer.body !== undefined) return undefined;
  throw connection.refuse(answer);
}

function toVersion(entry: JsonObject): DashboardVersion {
  const message = toText(entry["message"]);
  const stamp = readMessage(message);
  return {
    version: toNumber(entry["version"]),
    created: toText(entry["created"]),
    createdBy: toText(entry["createdBy"]),
    message,
    ...(stamp && { stamp }),
  };
}
