import { expect, test } from "vitest";
import { profiles, start } from "./caller-of.ts";

const refusals = [
  { who: "nobody", authorization: "", old: "Unauthorized", id: "auth.unauthorized" },
  { who: "an unknown token", authorization: "Bearer glsa_x", old: "invalid API key", id: "api-key.invalid" },
  { who: "an expired token", authorization: "Bearer old", old: "Expired API key", id: "api-key.expired" },
  { who: "a revoked token", authorization: "Bearer gone", old: "Revoked token", id: "api-key.revoked" },
  {
    who: "a wrong password",
    authorization: `Basic ${btoa("admin:wrong")}`,
    old: "invalid username or password",
    id: "password-auth.failed",
  },
] as const;

const cases = profiles.flatMap((version) => refusals.map((refusal) => ({ version, ...refusal })));

test.each(cases)("refuses $who with 401 ($version)", async ({ version, authorization, old, id }) => {
  const { call } = await start({
    version,
    // Also when anonymous callers are let in, but for callers without any credentials.
    anonymous: authorization !== "",
    tokens: { old: { role: "Admin", state: "expired" }, gone: { role: "Admin", state: "revoked" } },
  });
  const reply = await call("GET", "/api/org", undefined, { authorization });
  expect(reply.status).toBe(401);
  if (version === "9.5.2") expect(reply.json).toEqual({ message: old });
  else expect(reply.json).toMatchObject({ messageId: id, statusCode: 401, traceID: "" });
});

test("lets anonymous callers read", async () => {
  const { grafana, call } = await start({ anonymous: true });
  grafana.createInUi({ uid: "x", document: { title: "X" } });
  const read = await call("GET", "/api/dashboards/uid/x", undefined, { authorization: "" });
  expect(read.status).toBe(200);
  const write = await call("DELETE", "/api/dashboards/uid/x", undefined, { authorization: "" });
  expect(write.status).toBe(403);
});

test.each(profiles)("refuses a Viewer's write with the body of access control (%s)", async (version) => {
  const { grafana, call } = await start({ version });
  const reply = await call(
    "POST",
    "/api/dashboards/db",
    { dashboard: { title: "X" } },
    { authorization: `Bearer ${grafana.tokens.viewer}` },
  );
  expect(reply.status).toBe(403);
  expect(Object.keys(reply.json as object).toSorted()).toEqual(["accessErrorId", "message", "title"]);
});

test("lets an Editor write dashboards and folders, but not data sources", async () => {
  const { grafana, call } = await start({});
  const authorization = `Bearer ${grafana.tokens.editor}`;
  const save = await call("POST", "/api/dashboards/db", { dashboard: { title: "X" } }, { authorization });
  expect(save.status).toBe(200);
  const folder = await call("POST", "/api/folders", { title: "F" }, { authorization });
  expect(folder.status).toBe(200);
  const source = await call("POST", "/api/datasources", {}, { authorization });
  expect(source.status).toBe(403);
});

test("knows permissions on single folders", async () => {
  const permissions = {
    "dashboards:create": ["folders:uid:team"],
    "dashboards:read": ["folders:uid:team"],
    "dashboards:write": ["folders:uid:team"],
  };
  const { grafana, call } = await start({
    version: "11.6.0",
    tokens: { team: { role: "None", permissions } },
  });
  grafana.createFolderInUi({ uid: "team", title: "Team" });
  grafana.createFolderInUi({ uid: "inner", title: "Inner", parentUid: "team" });
  grafana.createInUi({ uid: "elsewhere", document: { title: "Elsewhere" } });
  const authorization = "Bearer team";
  const save = (folderUid: string) =>
    call(
      "POST",
      "/api/dashboards/db",
      { dashboard: { title: `In ${folderUid}` }, folderUid },
      { authorization },
    );
  expect((await save("team")).status).toBe(200);
  expect((await save("inner")).status).toBe(200);
  expect(await save("")).toMatchObject({ status: 403, json: { message: "Access denied to save dashboard" } });
  const read = await call("GET", "/api/dashboards/uid/elsewhere", undefined, { authorization });
  expect(read).toMatchObject({ status: 403, json: { message: "Access denied to this dashboard" } });
  const found = await call("GET", "/api/search?type=dash-db", undefined, { authorization });
  expect(found.json).toHaveLength(2);
  const own = await call("GET", "/api/access-control/user/permissions", undefined, { authorization });
  expect(own.json).toEqual(permissions);
});

test("takes a token as the password of api_key", async () => {
  const { grafana, call } = await start({});
  const authorization = `Basic ${btoa(`api_key:${grafana.tokens.viewer}`)}`;
  expect((await call("GET", "/api/org", undefined, { authorization })).status).toBe(200);
});

test("lets users choose the organisation by header, and tokens not", async () => {
  const { call } = await start({});
  const headers = { "X-Grafana-Org-Id": "2" };
  const user = await call("GET", "/api/org", undefined, {
    headers,
    authorization: `Basic ${btoa("admin:admin")}`,
  });
  expect(user.json).toMatchObject({ id: 2, name: "Second Org.", address: { city: "" } });
  const token = await call("GET", "/api/org", undefined, { headers });
  expect(token.json).toMatchObject({ id: 1, name: "Main Org." });
  const stranger = await call("GET", "/api/org", undefined, {
    headers,
    authorization: `Basic ${btoa("viewer:viewer")}`,
  });
  expect(stranger.status).toBe(401);
});

test("switches the organisation of a user for good by orgId, and redirects", async () => {
  const { grafana, call } = await start({ subpath: "/grafana" });
  const authorization = `Basic ${btoa("admin:admin")}`;
  const reply = await call("GET", "/api/org?orgId=2", undefined, { authorization });
  expect(reply.status).toBe(302);
  expect(reply.headers.get("location")).toBe(`${grafana.url}/api/org?orgId=2`);
  expect((await call("GET", "/api/org", undefined, { authorization })).json).toMatchObject({ id: 2 });
  const stranger = await call("GET", "/api/org?orgId=2", undefined, {
    authorization: `Basic ${btoa("viewer:viewer")}`,
  });
  expect(stranger).toMatchObject({ status: 404, json: { message: "Not found" } });
});
