import type { RequestLog, RequestRecord } from "./contract.ts";

/** A record that is filled in while the request is on its way. */
export type OpenRecord = { -readonly [Key in keyof RequestRecord]: RequestRecord[Key] };

export interface WritableRequestLog extends RequestLog {
  add(record: OpenRecord): void;
}

const writing = new Set(["POST", "PUT", "PATCH", "DELETE"]);

export function createRequestLog(): WritableRequestLog {
  let all: OpenRecord[] = [];
  return {
    get all() {
      return all;
    },
    add: (record) => all.push(record),
    writes: () => all.filter(isWrite),
    matching: (method, path) => all.filter((each) => each.method === method && path.test(each.path)),
    clear: () => {
      all = [];
    },
  };
}

/** Whether a request could change something; queries and dry runs cannot. */
function isWrite({ method, path, query }: RequestRecord): boolean {
  if (!writing.has(method) || query.get("dryRun") === "All") return false;
  return path !== "/api/ds/query" && !path.startsWith("/api/datasources/proxy/");
}
