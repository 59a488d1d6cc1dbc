/** Asking a data source: its health, through the proxy, and with queries as panels send them. */
import type { JsonObject } from "../../../src/schema/json.ts";
import { json, jsonText, message, refuse, type Answer } from "./answer.ts";
import { jsonBody, parse } from "./body.ts";
import { isObject, textOf } from "./content.ts";
import type { PrometheusHandler } from "./contract.ts";
import { findDataSource } from "./data-source-routes.ts";
import { param, type Call, type Route } from "./route.ts";

/** A Prometheus that answers every query with `1`. */
export const answeringPrometheus: PrometheusHandler = (path) => {
  const point = [0, "1"];
  const data =
    path === "/api/v1/query_range"
      ? { resultType: "matrix", result: [{ metric: {}, values: [point] }] }
      : { resultType: "vector", result: [{ metric: {}, value: point }] };
  return { status: 200, body: JSON.stringify({ status: "success", data }) };
};

/** The plugin's health: 400 when it is ill; 9.5's Prometheus plugin has none; an unknown uid is 500 there. */
async function health(call: Call): Promise<Answer> {
  const { world, org } = call;
  const source = org.dataSources.get(param(call, "uid"));
  if (source === undefined) {
    return world.profile.atLeast(10)
      ? message(404, "Data source not found")
      : message(500, "Unable to load datasource metadata");
  }
  if (!world.profile.atLeast(10)) return message(404, "Not found");
  const answer = await world.prometheus("/api/v1/query", new URLSearchParams({ query: "1" }));
  if (answer.status === 200) {
    return json(200, { message: "Successfully queried the Prometheus API.", status: "OK" });
  }
  return json(400, {
    message: `There was an error returned querying the Prometheus API. ${answer.status}`,
    status: "ERROR",
  });
}

/** Prometheus answers as it is; only queries may be posted. */
async function proxy(call: Call): Promise<Answer> {
  findDataSource(call.org, "uid", param(call, "uid"));
  const path = `/${param(call, "rest")}`;
  const parameters = new URLSearchParams([
    ...call.query,
    ...new URLSearchParams(call.method === "POST" ? call.text : ""),
  ]);
  const { status, body } = await call.world.prometheus(path, parameters);
  return jsonText(status, body);
}

/** Queries of panels; one that fails makes the whole answer 400, with an error for each. */
async function query(call: Call): Promise<Answer> {
  const queries = jsonBody(call)["queries"];
  if (!Array.isArray(queries) || queries.length === 0) {
    return json(400, {
      message: "No queries found",
      messageId: "query.noQueries",
      statusCode: 400,
      traceID: "",
    });
  }
  const results: Record<string, JsonObject> = {};
  for (const each of queries.filter(isObject)) {
    results[textOf(each["refId"]) || "A"] = await runQuery(call, each);
  }
  const failed = Object.values(results).some((result) => "error" in result);
  return json(failed ? 400 : 200, { results });
}

async function runQuery(call: Call, wanted: JsonObject): Promise<JsonObject> {
  const reference = wanted["datasource"];
  const uid = isObject(reference) ? textOf(reference["uid"]) : "";
  if (uid === "") {
    refuse(
      json(400, {
        message: "Query does not contain a valid data source identifier",
        messageId: "query.invalidDatasourceId",
        statusCode: 400,
        traceID: "",
      }),
    );
  }
  findDataSource(call.org, "uid", uid);
  const path = wanted["instant"] === true ? "/api/v1/query" : "/api/v1/query_range";
  const parameters = new URLSearchParams({ query: textOf(wanted["expr"]) });
  const answer = await call.world.prometheus(path, parameters);
  const body = parse(answer.body);
  if (!isObject(body) || body["status"] !== "success") {
    const error = isObject(body) ? textOf(body["error"]) : "bad_data";
    return { error, errorSource: "downstream", status: answer.status };
  }
  const data = body["data"];
  const result = isObject(data) && Array.isArray(data["result"]) ? data["result"].filter(isObject) : [];
  return { status: 200, frames: result.map((series) => frameOf(textOf(wanted["refId"]), series)) };
}

/** One series as a data frame: times in milliseconds, values beside. */
function frameOf(refId: string, series: JsonObject): JsonObject {
  const points = (Array.isArray(series["values"]) ? series["values"] : [series["value"]]).filter(
    (point): point is readonly [number, string] => Array.isArray(point),
  );
  return {
    schema: {
      refId,
      fields: [
        { name: "Time", type: "time", typeInfo: { frame: "time.Time" } },
        { name: "Value", type: "number", typeInfo: { frame: "float64" }, labels: series["metric"] ?? {} },
      ],
    },
    data: { values: [points.map(([time]) => time * 1000), points.map(([, value]) => Number(value))] },
  };
}

const may = ["datasources:query"];
const proxied = "/api/datasources/proxy/uid/:uid/*rest";
const parameters = ["query", "time", "start", "end", "step", "timeout", "match[]", "limit"];

export const queryRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/api/datasources/uid/:uid/health",
    actions: may,
    handle: health,
  },
  { method: "GET", path: proxied, query: parameters, actions: may, handle: proxy },
  { method: "POST", path: proxied, query: parameters, actions: may, handle: proxy },
  {
    method: "POST",
    path: "/api/ds/query",
    query: ["ds_type", "requestId"],
    actions: may,
    handle: query,
  },
];
