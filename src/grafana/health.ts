import { DashError } from "../base/dash-error.ts";
import { type Answer, isSuccess, shorten } from "./answers.ts";
import { apiPath, withQuery } from "./api-path.ts";
import type { Connection } from "./connection.ts";
import { toObject, toText } from "./json-view.ts";
import type { DataSourceHealth } from "./model.ts";

/** What a data source says of itself; never throws. */
export async function readHealth(connection: Connection, uid: string): Promise<DataSourceHealth> {
  try {
    const answer = await connection.call({ path: apiPath`/api/datasources/uid/${uid}/health` });
    // The Prometheus plugin of 9.5 has no check: it answers 404, and 500 where its metadata cannot be loaded.
    if (answer.status === 404 || answer.status === 500) return await query(connection, uid);
    return healthOf(answer);
  } catch (error) {
    if (error instanceof DashError) return { status: "unknown", message: error.message };
    throw error;
  }
}

async function query(connection: Connection, uid: string): Promise<DataSourceHealth> {
  const path = apiPath`/api/datasources/proxy/uid/${uid}/api/v1/query`;
  const answer = await connection.call({ path: withQuery(path, { query: "1" }) });
  if (answer.status === 401 || answer.status === 403) return unknown(answer);
  const body = toObject(answer.body);
  if (isSuccess(answer) && toText(body["status"]) === "success") {
    return { status: "ok", message: "It answered a test query." };
  }
  const said = answer.message || shorten(toText(body["error"]));
  return { status: "failed", message: said || `A test query was answered with status ${answer.status}.` };
}

function healthOf(answer: Answer): DataSourceHealth {
  const body = toObject(answer.body);
  const status = toText(body["status"]).toUpperCase();
  const message = answer.message || shorten(toText(body["message"]));
  if (isSuccess(answer) && status === "OK") return { status: "ok", message };
  if (status === "ERROR") return { status: "failed", message: message || "Its health check failed." };
  return unknown(answer);
}

function unknown(answer: Answer): DataSourceHealth {
  return {
    status: "unknown",
    message: answer.message || `Its health check was answered with status ${answer.status}.`,
  };
}
