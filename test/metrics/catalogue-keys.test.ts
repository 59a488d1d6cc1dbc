import { expect, test } from "vitest";
import { assignKeys, toIdentifier } from "../../src/metrics/catalogue-keys.ts";

test.each([
  ["http_requests_total", "httpRequestsTotal"],
  ["node_memory_MemFree_bytes", "nodeMemoryMemFreeBytes"],
  ["HTTP_requests", "httpRequests"],
  ["Go_threads", "goThreads"],
  ["job:requests:rate5m", "jobRequestsRate5m"],
  ["http.server.requests", "httpServerRequests"],
  ["_private_", "private"],
  ["2xx_total", "_2xxTotal"],
  ["температура", "metric"],
  ["__proto__", "proto"],
])("the metric %s is called %s", (name, key) => {
  expect(toIdentifier(name, "metric")).toBe(key);
});

test("names that give the same key get numbers, whatever their order was", () => {
  const names = ["a:b", "a_b", "a.b", "a_b_2"];
  const expected = new Map([
    ["a.b", "aB"],
    ["a:b", "aB3"],
    ["a_b", "aB4"],
    ["a_b_2", "aB2"],
  ]);
  expect(assignKeys(names)).toEqual(expected);
  expect(assignKeys(names.toReversed())).toEqual(expected);
});

test("a metric that appears later does not take another's key", () => {
  const previous = assignKeys(["a_b"]);
  expect(assignKeys(["a.b", "a_b"], { previous })).toEqual(
    new Map([
      ["a_b", "aB"],
      ["a.b", "aB2"],
    ]),
  );
});

test("drops a common start only when told to", () => {
  const names = ["engine_daemon_events_total", "engine_daemon_", "go_info"];
  expect([...assignKeys(names, { prefix: "engine_daemon_" }).values()].sort()).toEqual([
    "engineDaemon",
    "eventsTotal",
    "goInfo",
  ]);
  expect(assignKeys(names).get("engine_daemon_events_total")).toBe("engineDaemonEventsTotal");
});

test("a changed start renames the keys of an earlier catalogue", () => {
  const previous = new Map([["engine_daemon_events_total", "engineDaemonEventsTotal"]]);
  const keys = assignKeys(["engine_daemon_events_total"], { prefix: "engine_", previous });
  expect([...keys.values()]).toEqual(["daemonEventsTotal"]);
});
