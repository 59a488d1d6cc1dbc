import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareDocuments } from "../../../src/push/compare/compare.ts";
import { isSame, type Json, type JsonObject } from "../../../src/schema/json.ts";

test("the order of panels does not count, because Grafana sorts them by their position", () => {
  const panels = [1, 2].map((id) => ({ id, type: "text", gridPos: { x: 0, y: id, w: 8, h: 8 } }));
  expect(compareDocuments({ panels }, { panels: [...panels].reverse() })).toBe("covered");
  const moved = panels.map((each) => ({ ...each, gridPos: { ...each.gridPos, y: 3 } }));
  expect(compareDocuments({ panels }, { panels: moved })).toBe("different");
});

test("the order of variables counts", () => {
  const list = [{ name: "a" }, { name: "b" }];
  expect(compareDocuments({ templating: { list } }, { templating: { list: [...list].reverse() } })).toBe(
    "different",
  );
});

test.each([
  {
    name: "a member of the code that the server lacks",
    code: '{"__proto__": {}, "a": 1}',
    server: '{"a": 1, "b": 2}',
  },
  {
    name: "a member of the server that the code lacks",
    code: '{"a": 1}',
    server: '{"a": 1, "__proto__": {}}',
  },
  { name: "names of methods", code: '{"constructor": 1}', server: '{"toString": 1}' },
])("names that every object inherits are only names: $name", ({ code, server }) => {
  expect(compareDocuments(JSON.parse(code) as JsonObject, JSON.parse(server) as JsonObject)).toBe(
    "different",
  );
  expect(compareDocuments(JSON.parse(code) as JsonObject, JSON.parse(code) as JsonObject)).toBe("equal");
});

const document = JSON.parse(
  readFileSync("provisioning/dashboards/containers/overview.json", "utf8"),
) as JsonObject;

/** Every member of a document, by the path to the object that has it. */
function membersOf(
  value: Json | undefined,
  path: readonly (string | number)[] = [],
): readonly (readonly (string | number)[])[] {
  if (typeof value !== "object" || value === null) return [];
  const entries: readonly (readonly [string | number, Json | undefined])[] = Array.isArray(value)
    ? (value as readonly Json[]).map((element, index) => [index, element] as const)
    : Object.entries(value);
  return entries.flatMap(([key, element]) => [
    ...(Array.isArray(value) ? [] : [[...path, key]]),
    ...membersOf(element, [...path, key]),
  ]);
}

type Mutable = Record<string | number, unknown>;

/** A copy in which somebody did something to the object at the path. */
function changed(
  path: readonly (string | number)[],
  change: (holder: Mutable, key: string | number) => void,
): JsonObject {
  const copy = structuredClone(document);
  let holder = copy as unknown as Mutable;
  for (const key of path.slice(0, -1)) holder = holder[key] as Mutable;
  change(holder, path.at(-1) ?? "");
  return copy;
}

const paths = membersOf(document);
const isExcused = (path: readonly (string | number)[]): boolean => {
  const inVariable = path[0] === "templating";
  const place = path.join(".");
  return (
    place.endsWith("thresholds.steps.0.value") ||
    (inVariable && /\.(?:options|selected|refId)(?:\.|$)/.test(place)) ||
    place.endsWith(".editorMode") ||
    place === "schemaVersion"
  );
};

describe("for a whole dashboard", () => {
  test("the same content is equal, whatever the order of its members", () => {
    const sorted = (value: Json | undefined): Json =>
      Array.isArray(value)
        ? value.map(sorted)
        : typeof value === "object" && value !== null
          ? Object.fromEntries(
              Object.entries(value)
                .reverse()
                .map(([key, member]) => [key, sorted(member)]),
            )
          : (value ?? null);
    expect(compareDocuments(document, sorted(document) as JsonObject)).toBe("equal");
  });

  test("a changed value is a difference, wherever it is", () => {
    for (const path of paths.filter((each) => !isExcused(each))) {
      const server = changed(path, (holder, key) => {
        const value = holder[key];
        if (typeof value === "number") holder[key] = value - 1;
        else if (typeof value === "string") holder[key] = `${value}x`;
        else if (typeof value === "boolean") holder[key] = !value;
        else holder[key] = "changed";
      });
      expect.soft(compareDocuments(document, server), path.join(".")).toBe("different");
    }
  });

  test("a removed member is a difference, unless it is one that the editor drops", () => {
    const dropped = paths.filter(
      (path) =>
        compareDocuments(
          document,
          changed(path, (holder, key) => delete holder[key]),
        ) !== "different",
    );
    const names = dropped.filter((path) => !isExcused(path)).map((path) => String(path.at(-1)));
    const excused = ["description", "links", "options", "timepicker", "transformations", "weekStart"];
    expect(names.filter((name) => !excused.includes(name))).toEqual([]);
  });

  test("an added member is a difference", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...paths),
        fc.string({ minLength: 3 }),
        fc.jsonValue(),
        (path, name, value) => {
          const server = changed(path, (holder) => {
            holder[`x${name}`] = value;
          });
          const holder = path.slice(0, -1);
          const isFree =
            value === null ||
            (holder[0] === "templating" && (holder.includes("current") || holder.includes("options")));
          expect(compareDocuments(document, server)).toBe(isFree ? "covered" : "different");
        },
      ),
      { numRuns: 300 },
    );
  });
});

test("values are the same exactly when their canonical text is", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (left, right) => {
      const text = (value: unknown): string =>
        JSON.stringify(value, (_, inner: unknown) => sortedCopy(inner));
      expect(isSame(left, right)).toBe(text(left) === text(right));
      expect(isSame(left, structuredClone(left))).toBe(true);
    }),
  );
});

function sortedCopy(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1)));
}
