import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { digest } from "../../../src/base/hash.ts";
import { canonicalJson } from "../../../src/compile/canonical.ts";
import type { GrafanaFacts } from "../../../src/grafana/model.ts";
import { contentHash } from "../../../src/push/compare/content-hash.ts";
import { desiredContent } from "../../../src/push/desired/desired-content.ts";
import type { JsonObject } from "../../../src/schema/json.ts";

const facts: GrafanaFacts = {
  url: "http://grafana",
  version: "12.4.0",
  api: "resources",
  orgId: 1,
  minRefreshInterval: "5s",
  nestedFolders: true,
  permissions: undefined,
};

function contentOf(document: JsonObject): ReturnType<typeof desiredContent> {
  const dashboard = { uid: "u", title: "T", folder: [], json: canonicalJson(document) };
  return desiredContent(dashboard, facts, "folder");
}

const hostileText = '\n  "uid": "other",\n  "refresh": "1s",\n';

describe("the content of a dashboard", () => {
  test.each<[string, JsonObject]>([
    ["a plain document", { title: "T", uid: "u", weekStart: "" }],
    ["the uid as its last member", { title: "T", uid: "u" }],
    ["the uid as its only member", { uid: "u" }],
    ["no uid", { title: "T" }],
    ["members that the server owns", { id: 3, title: "T", uid: "u", version: 4, weekStart: "" }],
    ["blanks around its title", { title: " T ", uid: "u", weekStart: "" }],
    ["no tags in its list of tags", { tags: [], title: "T", uid: "u", weekStart: "" }],
    ["a mark of dash among its tags", { tags: ["a", "dash:x"], title: "T", uid: "u", weekStart: "" }],
    ["a refresh that is too short", { refresh: "1s", title: "T", uid: "u", weekStart: "" }],
    ["a refresh that is no text", { refresh: false, title: "T", uid: "u", weekStart: "" }],
    [
      "texts that look like members",
      { description: hostileText, title: hostileText, uid: "u", weekStart: "" },
    ],
    ["panels with uids", { panels: [{ datasource: { uid: "p" }, uid: "q" }], uid: "u", weekStart: "" }],
  ])("with %s has the hash of the document that is sent", (_, document) => {
    const content = contentOf(document);
    expect(content.hash()).toBe(contentHash({ uid: "u", folderUid: "folder", document: content.document() }));
    expect(content.document()).not.toHaveProperty("uid");
  });

  test("has the hash of what is sent, whatever the document is", () => {
    const documents = fc.dictionary(
      fc.oneof(fc.string(), fc.constantFrom("uid", "refresh", "tags", "title", "version", "zzz")),
      fc.jsonValue(),
    );
    fc.assert(
      fc.property(documents, (document) => {
        const content = contentOf(document as JsonObject);
        expect(content.hash()).toBe(
          contentHash({ uid: "u", folderUid: "folder", document: content.document() }),
        );
      }),
      { numRuns: 300 },
    );
  });

  test("has the same hash when the digest of the text is at hand", () => {
    const json = canonicalJson({ title: "T", uid: "u", weekStart: "" });
    const bytes = Buffer.from(json);
    const dashboard = { uid: "u", title: "T", folder: [], json };
    const encoded = { bytes, digest: digest(bytes, 64) };
    const hashes = [dashboard, { ...dashboard, encoded }].map((each) =>
      desiredContent(each, facts, "f").hash(),
    );
    expect(hashes[0]).toBe(hashes[1]);
  });

  test("depends on the folder", () => {
    const dashboard = { uid: "u", title: "T", folder: [], json: canonicalJson({ uid: "u", weekStart: "" }) };
    const [left, right] = ["a", "b"].map((folder) => desiredContent(dashboard, facts, folder).hash());
    expect(left).not.toBe(right);
  });

  test.each([
    ["1s", true],
    ["5s", false],
    ["", false],
    ["auto", false],
  ])("with the refresh %j is told to be raised: %s", (refresh, isRaised) => {
    const content = contentOf({ refresh, title: "T", uid: "u" });
    expect(content.isRefreshRaised()).toBe(isRaised);
    expect(content.document()["refresh"]).toBe(isRaised ? "5s" : refresh);
  });
});
