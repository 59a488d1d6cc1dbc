import { describe, expect, test } from "vitest";
import { apiPath, withQuery } from "../../../src/grafana/api-path.ts";

describe("the path of a call", () => {
  test.each([
    { uid: "overview", path: "/api/dashboards/uid/overview" },
    { uid: "../../admin/users", path: "/api/dashboards/uid/..%2F..%2Fadmin%2Fusers" },
    { uid: "%2f", path: "/api/dashboards/uid/%252f" },
    { uid: "%2e%2e", path: "/api/dashboards/uid/%252e%252e" },
    { uid: "a?overwrite=true#b", path: "/api/dashboards/uid/a%3Foverwrite%3Dtrue%23b" },
    { uid: `"'\\`, path: "/api/dashboards/uid/%22'%5C" },
    { uid: "📈", path: "/api/dashboards/uid/%F0%9F%93%88" },
  ])("keeps $uid in one part", ({ uid, path }) => {
    expect(apiPath`/api/dashboards/uid/${uid}`).toBe(path);
    expect(new URL(`http://host/sub${path}`).pathname.split("/")).toHaveLength(6);
  });

  test.each(["", ".", "..", "\ud83d"])("refuses %j, which no address can hold", (uid) => {
    expect(() => apiPath`/api/folders/${uid}`).toThrow(/cannot be a uid/);
  });

  test("holds queries with lists, and without what is undefined", () => {
    expect(
      withQuery(apiPath`/api/search`, { tag: "a&b", uids: ["x", "y"], page: 2, continue: undefined }),
    ).toBe("/api/search?tag=a%26b&uids=x&uids=y&page=2");
  });
});
