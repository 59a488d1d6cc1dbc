import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalJson } from "../../../src/compile/canonical.ts";
import { readOutline } from "../../../src/diff/documents/outline.ts";

const dashboard = {
  panels: [{ title: "inner", uid: "inner" }],
  schemaVersion: 42,
  title: 'A "quoted" ü',
  uid: "a",
};

test("tells uid and title of a document in the usual form", () => {
  expect(readOutline(canonicalJson(dashboard))).toEqual({ uid: "a", title: 'A "quoted" ü' });
});

test("tells an empty uid where there is none", () => {
  expect(readOutline(canonicalJson({ ...dashboard, uid: undefined }))).toEqual({
    uid: "",
    title: 'A "quoted" ü',
  });
});

const canonical = canonicalJson(dashboard);

test.each([
  { of: "a text on one line", text: JSON.stringify(dashboard) },
  { of: "a text with four spaces", text: JSON.stringify(dashboard, undefined, 4) },
  { of: "members out of order", text: JSON.stringify({ uid: "a", title: "A", panels: [] }, undefined, 2) },
  { of: "a resource", text: canonicalJson({ apiVersion: "x", kind: "Dashboard", panels: [], title: "A" }) },
  { of: "a newer document", text: canonicalJson({ elements: {}, layout: {}, schemaVersion: 1, title: "A" }) },
  { of: "an answer of the API", text: canonicalJson({ dashboard: {}, panels: [], title: "A" }) },
  { of: "a document without a title", text: canonicalJson({ ...dashboard, title: undefined }) },
  { of: "a document with another title than a text", text: canonicalJson({ ...dashboard, title: 1 }) },
  { of: "a uid that is no text", text: canonicalJson({ ...dashboard, uid: 1 }) },
  { of: "a document without panels", text: canonicalJson({ title: "A", uid: "a" }) },
  { of: "a text that ends too early", text: canonical.slice(0, -4) },
  { of: "marks of a conflict", text: canonical.replace('      "uid"', '<<<<<<< HEAD\n      "uid"') },
  {
    of: "an inner object that is set in as far",
    text: canonical.replace('\n      "title": "inner"', '\n  "title": "inner"'),
  },
])("says nothing of $of", ({ text }) => {
  expect(readOutline(text)).toBeUndefined();
});

test("says of any document what parsing says, or nothing", () => {
  const members = fc.dictionary(
    fc.constantFrom("uid", "title", "panels", "schemaVersion", "tags", '"odd"', "a\nb", "\\"),
    fc.jsonValue({ maxDepth: 3 }),
  );
  const indent = fc.constantFrom(undefined, 1, 2, 4, "\t", "");
  fc.assert(
    fc.property(members, indent, fc.boolean(), (document, space, isCanonical) => {
      const text = isCanonical ? canonicalJson(document) : JSON.stringify(document, undefined, space);
      const outline = readOutline(text);
      if (outline !== undefined) {
        expect(outline).toEqual({ uid: document["uid"] ?? "", title: document["title"] });
      }
    }),
  );
});
