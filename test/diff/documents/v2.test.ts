import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isV2, schemaOf, toClassic } from "../../../src/diff/documents/v2.ts";
import type { NormalDashboard } from "../../../src/diff/normal/normal-form.ts";
import { normalizeDashboard } from "../../../src/diff/normal/normalize.ts";
import { isObject, type Json, type JsonObject } from "../../../src/schema/json.ts";

const root = path.resolve("test/fixtures/diff-documents/v2");
const cases = readdirSync(root).flatMap((name) =>
  readdirSync(path.join(root, name))
    .filter((file) => file.startsWith("v2"))
    .map((file) => ({ name, file })),
);

function readFixture(name: string, file: string): JsonObject {
  return JSON.parse(readFileSync(path.join(root, name, file), "utf8")) as JsonObject;
}

describe("a newer document", () => {
  test.each(cases)("is the classic one that means the same: $name/$file", ({ name, file }) => {
    expect(toClassic(readFixture(name, file))).toEqual(readFixture(name, "classic.json"));
  });

  test.each(cases.filter(({ name }) => readdirSync(path.join(root, name)).includes("saved.json")))(
    "is compared as equal to the classic one that Grafana's editor saves: $name/$file",
    ({ name, file }) => {
      const saved = normalizeDashboard({ document: readFixture(name, "saved.json") });
      const converted = normalizeDashboard({ document: toClassic(readFixture(name, file)) });
      expect(withoutRowIds(converted.dashboard)).toEqual(withoutRowIds(saved.dashboard));
    },
  );

  test.each(cases)("is classic once it was converted: $name/$file", ({ name, file }) => {
    const classic = toClassic(readFixture(name, file));
    expect(toClassic(classic)).toBe(classic);
  });

  test.each(cases)("is not changed by converting it: $name/$file", ({ name, file }) => {
    const document = readFixture(name, file);
    toClassic(document);
    expect(document).toEqual(readFixture(name, file));
  });
});

/** Rows of newer documents have no ids. */
function withoutRowIds({ panels, ...others }: NormalDashboard): NormalDashboard {
  return {
    ...others,
    panels: panels.map((panel) => (panel.type === "row" ? { ...panel, id: undefined } : panel)),
  };
}

test("is read without its resource as well, with the uid that it has inside", () => {
  const spec = readFixture("rows", "v2.json")["spec"] as JsonObject;
  expect(toClassic({ ...spec, uid: "inside" })).toEqual({
    ...readFixture("rows", "classic.json"),
    uid: "inside",
  });
});

test("a resource with a classic spec is that spec with the name of the resource as uid", () => {
  const resource = {
    apiVersion: "dashboard.grafana.app/v1beta1",
    kind: "Dashboard",
    metadata: { name: "api" },
    spec: { title: "API", panels: [] },
  };
  expect(toClassic(resource)).toEqual({ uid: "api", title: "API", panels: [] });
});

test.each([
  { of: "a classic document", document: { title: "A", schemaVersion: 39 }, schema: "39" },
  {
    of: "a classic resource",
    document: { apiVersion: "dashboard.grafana.app/v1", spec: { schemaVersion: 42 } },
    schema: "42",
  },
  { of: "a v2beta1 resource", document: readFixture("spellings", "v2beta1.json"), schema: "v2beta1" },
  { of: "a bare v2 document", document: { elements: {}, layout: {} }, schema: "v2" },
  { of: "a document that does not say", document: { title: "A" }, schema: undefined },
])("tells the schema of $of", ({ document, schema }) => {
  expect(schemaOf(document)).toBe(schema);
  expect(isV2(document)).toBe(schema?.startsWith("v2") ?? false);
});

describe("nothing is lost", () => {
  // The names of elements are not told: they only tie the layout to them.
  const isName = (at: readonly (string | number)[]): boolean =>
    at.includes("metadata") || at[0] === "apiVersion" || (at[0] === "kind" && at.length === 1);

  test.each(cases)("any value that is changed shows in the classic form: $name/$file", ({ name, file }) => {
    const document = readFixture(name, file);
    const before = toClassic(document);
    for (const at of leaves(document)) {
      if (isName(at)) continue;
      for (const value of ["changed", 4711, [4711], { new: 4711 }]) {
        expect(toClassic(replaced(document, at, value) as JsonObject), at.join(".")).not.toEqual(before);
      }
    }
  });

  test.each(cases)("any member that is added shows in the classic form: $name/$file", ({ name, file }) => {
    const document = readFixture(name, file);
    const before = toClassic(document);
    for (const at of objects(document)) {
      if (at.length === 0 || isName(at)) continue;
      const value = { ...(at.reduce<Json>(step, document) as JsonObject), aNewMember: 4711 };
      expect(toClassic(replaced(document, at, value) as JsonObject), at.join(".")).not.toEqual(before);
    }
  });
});

describe("malformed documents", () => {
  const documents = cases.map(({ name, file }) => readFixture(name, file));
  const paths = documents.map((document) => [...leaves(document), ...objects(document), ...lists(document)]);

  test("never throw, wherever something else stands than expected", () => {
    const mutation = fc.record({ at: fc.nat(), value: fc.jsonValue({ maxDepth: 2 }) });
    fc.assert(
      fc.property(
        fc.nat(documents.length - 1),
        fc.array(mutation, { minLength: 1, maxLength: 4 }),
        (number, mutations) => {
          const all = paths[number] ?? [];
          const mutated = mutations.reduce<Json>(
            (document, { at, value }) => replaced(document, all[at % all.length] ?? [], value as Json),
            documents[number] ?? {},
          );
          if (isObject(mutated)) toClassic(mutated);
        },
      ),
      { numRuns: 500 },
    );
  });

  test("never throw for any JSON, nor for members with the names of what all objects inherit", () => {
    const names = fc.constantFrom(
      "spec",
      "kind",
      "elements",
      "layout",
      "__proto__",
      "constructor",
      "toString",
    );
    const { tree } = fc.letrec<{ tree: JsonObject; value: Json }>((tie) => ({
      value: fc.oneof({ maxDepth: 5 }, fc.string(), fc.constant(null), tie("tree"), fc.array(tie("tree"))),
      tree: fc
        .array(fc.tuple(names, tie("value")), { maxLength: 4 })
        .map((members) => Object.fromEntries(members)),
    }));
    fc.assert(
      fc.property(tree, (document) => {
        toClassic({ ...document, elements: document, layout: document });
        toClassic({ apiVersion: "dashboard.grafana.app/v2", spec: document });
      }),
    );
  });

  test("keep rows that lie too deep in each other, and do not overflow the stack", () => {
    let layout: JsonObject = { kind: "GridLayout", spec: { items: [] } };
    for (let depth = 0; depth < 5000; depth++) {
      layout = {
        kind: "RowsLayout",
        spec: { rows: [{ kind: "RowsLayoutRow", spec: { title: "r", layout } }] },
      };
    }
    const { panels } = toClassic({ elements: {}, layout }) as { panels: JsonObject[] };
    expect(panels.length).toBeLessThan(30);
    expect(panels.at(-1)).toHaveProperty("layout.kind", "RowsLayout");
  });

  test("an element named like what all objects inherit is found only where there is one", () => {
    const item = {
      kind: "GridLayoutItem",
      spec: { element: { kind: "ElementReference", name: "__proto__" } },
    };
    const layout = { kind: "GridLayout", spec: { items: [item] } };
    const elements = JSON.parse('{"__proto__": {"kind": "Panel", "spec": {"id": 1}}}') as JsonObject;
    expect(toClassic({ elements: {}, layout })).toEqual({ timezone: "browser", v2: { items: [item] } });
    expect(toClassic({ elements, layout })).toHaveProperty(["panels", 0, "id"], 1);
  });
});

type At = readonly (string | number)[];

function* visit(value: Json, at: At = []): Generator<{ at: At; value: Json }> {
  yield { at, value };
  if (typeof value !== "object" || value === null) return;
  for (const [name, member] of Object.entries(value)) {
    if (member !== undefined)
      yield* visit(member as Json, [...at, Array.isArray(value) ? Number(name) : name]);
  }
}

function pathsOf(value: Json, isWanted: (value: Json) => boolean): readonly At[] {
  return [...visit(value)].filter((found) => isWanted(found.value)).map(({ at }) => at);
}

function leaves(value: Json): readonly At[] {
  return pathsOf(value, (found) => typeof found !== "object" || found === null);
}

function objects(value: Json): readonly At[] {
  return pathsOf(value, isObject);
}

function lists(value: Json): readonly At[] {
  return pathsOf(value, Array.isArray);
}

function step(value: Json, name: string | number): Json {
  return ((value as Record<string | number, Json> | null)?.[name] ?? null) as Json;
}

function replaced(document: Json, at: At, value: Json): Json {
  const [first, ...rest] = at;
  if (first === undefined) return value;
  if (typeof document !== "object" || document === null) return document;
  if (!isObject(document)) {
    return document.map((element, index) => (index === first ? replaced(element, rest, value) : element));
  }
  return { ...document, [first]: replaced(step(document, first), rest, value) };
}
