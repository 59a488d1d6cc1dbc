import { readdirSync, readFileSync } from "node:fs";
import { env } from "node:process";
import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalJson } from "../../src/compile/canonical.ts";
import { applyDashboardDiff } from "../../src/diff/apply.ts";
import { diffSides } from "../../src/diff/diff.ts";
import type { DefinitionSources, Side } from "../../src/diff/documents/side.ts";
import { toClassic } from "../../src/diff/documents/v2.ts";
import type { DashboardDiff, DiffReport, PanelKind, QueryDiff } from "../../src/diff/model.ts";
import type { NormalDashboard } from "../../src/diff/normal/normal-form.ts";
import { normalizeDashboard } from "../../src/diff/normal/normalize.ts";
import { isObject, isSame, type Json, type JsonObject, memberOf } from "../../src/schema/json.ts";
import { documentOf, draftOf } from "./mutations/draft.ts";
import { spoil } from "./mutations/junk.ts";
import { createRandom, type Random } from "./mutations/random.ts";
import { mutations } from "./mutations/score.ts";
import { realDashboards } from "./real-documents.ts";
import { richDashboard } from "./rich-dashboard.ts";
import { sideDashboard, sideOf } from "./side-of.ts";
import { twinDashboard } from "./twin-dashboard.ts";

// A machine that does other things as well needs many times the usual seconds.
const patience = 120_000;

/** `PROPERTY_SEED` and `PROPERTY_RUNS` look further than every run of the tests can. */
const seed = Number(env["PROPERTY_SEED"] ?? 20_261_122);
const runs = (usual: number): { readonly seed: number; readonly numRuns: number } => ({
  seed,
  numRuns: Number(env["PROPERTY_RUNS"] ?? usual),
});

const documents: readonly JsonObject[] = [
  ...realDashboards(),
  richDashboard(),
  twinDashboard(),
  ...newerDashboards(),
  {},
  { title: "Empty", panels: [] },
];

/** Documents of Grafana 13. */
function newerDashboards(): readonly JsonObject[] {
  const folder = "test/fixtures/diff-documents/v2";
  return readdirSync(folder).flatMap((name) =>
    readdirSync(`${folder}/${name}`)
      .filter((file) => file.startsWith("v2"))
      .map((file) => JSON.parse(readFileSync(`${folder}/${name}/${file}`, "utf8")) as JsonObject),
  );
}

/** A document, or what some edits made of it. */
const anyDocument = fc
  .record({
    document: fc.constantFrom(...documents),
    edits: fc.nat({ max: 6 }),
    junk: fc.nat({ max: 3 }),
    seed: fc.nat(),
  })
  .map(({ document, ...how }) => edited(document, how));

/** A document and another one, mostly what was made of the first. */
const anyPair = fc
  .record({
    document: fc.constantFrom(...documents),
    other: fc.option(fc.constantFrom(...documents), { freq: 4 }),
    edits: fc.nat({ max: 8 }),
    junk: fc.nat({ max: 4 }),
    seed: fc.nat(),
  })
  .map(({ document, other, ...how }): readonly [JsonObject, JsonObject] => [
    edited(document, { edits: how.edits % 3, junk: how.junk % 2, seed: how.seed + 1 }),
    edited(other ?? document, how),
  ]);

interface How {
  readonly edits: number;
  readonly junk: number;
  readonly seed: number;
}

function edited(document: JsonObject, { edits, junk, seed: start }: How): JsonObject {
  const random = createRandom(start);
  const draft = draftOf(document);
  for (const mutation of random.shuffle(mutations).slice(0, edits)) mutation.apply(draft, random);
  return spoil(documentOf(draft), random, junk);
}

/** The same document with its members in another order. */
function turned(value: Json, random: Random): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map((each) => turned(each, random));
  if (!isObject(value)) return value;
  const members = random.shuffle(Object.entries(value));
  // Not by assignment: a document may have a member `__proto__`.
  return Object.fromEntries(
    members.map(([name, each]) => [name, each === undefined ? null : turned(each, random)]),
  );
}

/** Panels as the code that made them knows them: by keys that belong to their ids. */
function sourcesOf(document: JsonObject): DefinitionSources {
  const { panels } = normalizeDashboard({ document: toClassic(document) }).dashboard;
  const ids = panels.flatMap(({ id }) => (id === undefined ? [] : [id]));
  return { panels: new Map(ids.map((id) => [id, { key: `key-${id}` }])) };
}

function sideFor(document: JsonObject, sources?: DefinitionSources): Side {
  const more = sources === undefined ? {} : { sources };
  return sideOf("side", [sideDashboard(document, { uid: "same", title: "Same", ...more })]);
}

function normalOf(document: JsonObject, sources?: DefinitionSources): NormalDashboard {
  const { uid: _uid, ...rest } = toClassic(document);
  return normalizeDashboard({ document: rest, sources }).dashboard;
}

test(
  "a dashboard does not differ from itself in another spelling",
  () => {
    const property = fc.property(anyDocument, fc.nat(), (document, order) => {
      const other = turned(document, createRandom(order)) as JsonObject;
      const report = diffSides(sideFor(document), sideFor(other));
      expect({ ...report, base: 0, head: 0 }).toEqual({
        formatVersion: "1.0",
        base: 0,
        head: 0,
        breaks: [],
        dashboards: [],
        objects: [],
        summary: { added: 0, removed: 0, changed: 0, unchanged: 1, worst: "none" },
        notes: [],
      });
    });
    fc.assert(property, runs(40));
  },
  patience,
);

test.each([{ keys: false }, { keys: true }])(
  "a report makes the second side of the first, keys $keys",
  ({ keys }) => {
    const property = fc.property(anyPair, ([before, after]) => {
      const [one, other] = keys ? [sourcesOf(before), sourcesOf(after)] : [];
      const [diff] = diffSides(sideFor(before, one), sideFor(after, other)).dashboards;
      const start = normalOf(before, one);
      const made = diff === undefined ? start : applyDashboardDiff(start, diff);
      expect(plain(made)).toBe(plain(normalOf(after, other)));
    });
    fc.assert(property, runs(50));
  },
  patience,
);

/** With all members, also those that are not there. */
function plain(dashboard: NormalDashboard): string {
  return canonicalJson(dashboard as unknown as Json);
}

test(
  "a report of any documents is plain, complete data in words",
  () => {
    const property = fc.property(anyPair, ([before, after]) => {
      const report = diffSides(sideFor(before), sideFor(after));
      expect(isSame(JSON.parse(JSON.stringify(report)), report)).toBe(true);
      expect(emptyWords(report, [])).toEqual([]);
    });
    fc.assert(property, runs(40));
  },
  patience,
);

/** The places where words are missing, or are those of a programmer. */
function emptyWords(value: unknown, path: readonly string[]): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]): readonly string[] => {
    const at = [...path, name];
    if (["before", "after", "document", "value"].includes(name)) return [];
    if ((name === "text" && !path.includes("tokens")) || name === "message" || name === "label") {
      const isOdd = typeof inner !== "string" || inner.trim() === "" || /undefined|\[object|NaN/.test(inner);
      const isCut = name !== "message" && typeof inner === "string" && inner.includes("\n");
      return isOdd || isCut ? [`${at.join(".")}: ${JSON.stringify(inner)}`] : [];
    }
    return emptyWords(inner, at);
  });
}

test(
  "what was added on the way there is removed on the way back",
  () => {
    const property = fc.property(anyPair, ([before, after]) => {
      const there = countsOf(diffSides(sideFor(before), sideFor(after)));
      const back = countsOf(diffSides(sideFor(after), sideFor(before)));
      expect(back).toEqual({ ...there, added: there.removed, removed: there.added });
    });
    fc.assert(property, runs(40));
  },
  patience,
);

/** How much of each kind happened. */
function countsOf({ dashboards }: DiffReport): Readonly<Record<string, object>> {
  const lists = (diff: DashboardDiff): readonly (readonly [string, readonly string[]])[] => [
    ["variable", diff.variables.flatMap(({ kinds }) => kinds)],
    ["annotation", diff.annotations.flatMap(({ kinds }) => kinds)],
    ["link", diff.links.flatMap(({ kinds }) => kinds)],
    ["panel", diff.panels.flatMap(({ kinds }) => kinds.filter(isMirrored))],
    ["query", diff.panels.flatMap(({ queries }) => queries.map(({ verdict }) => verdict).filter(isMirrored))],
  ];
  const counts: Record<string, Record<string, number>> = { added: {}, removed: {}, other: {} };
  for (const [noun, kinds] of dashboards.flatMap(lists)) {
    for (const kind of kinds) {
      const group = kind === "added" || kind === "removed" ? kind : "other";
      const name = group === "other" ? `${noun} ${kind}` : noun;
      counts[group] = { ...counts[group], [name]: (counts[group]?.[name] ?? 0) + 1 };
    }
  }
  return counts;
}

/** Of panels and queries that passed each other, either side may name another one. */
function isMirrored(kind: PanelKind | QueryDiff["verdict"]): boolean {
  return kind !== "moved" && kind !== "shifted" && kind !== "renamed";
}

test(
  "the order of files and members makes no difference",
  () => {
    const property = fc.property(fc.array(anyPair, { maxLength: 3 }), fc.nat(), (pairs, order) => {
      const random = createRandom(order);
      const numbered = pairs.map(([before, after], index) => [
        sideDashboard(before, { uid: `uid-${index}`, title: `Dashboard ${index}` }),
        sideDashboard(after, { uid: `uid-${index}`, title: `Dashboard ${index}` }),
      ]);
      const report = (change: (side: Side) => Side): DiffReport =>
        diffSides(
          change(
            sideOf(
              "a",
              numbered.flatMap(([before]) => before ?? []),
            ),
          ),
          change(
            sideOf(
              "b",
              numbered.flatMap(([, after]) => after ?? []),
            ),
          ),
        );
      const disordered = report((side) => ({
        ...side,
        dashboards: random.shuffle(side.dashboards).map((dashboard) => {
          const text = JSON.stringify(turned(dashboard.document() as Json, random), undefined, 2);
          return { ...dashboard, text, document: () => JSON.parse(text) as JsonObject };
        }),
      }));
      expect(canonicalJson(disordered as unknown as Json)).toBe(
        canonicalJson(report((side) => side) as unknown as Json),
      );
    });
    fc.assert(property, runs(30));
  },
  patience,
);

/** Texts that no reader of a review may see, each with the place where people put it. */
const secrets: readonly ((secret: string) => string)[] = [
  (secret) => `glsa_${secret}`,
  (secret) => `https://admin:${secret}@db.example.com/metrics`,
  (secret) => `Bearer ${secret}`,
  (secret) =>
    `see https://example.com/?q=1&api_key=${secret}&x=2 for more about it and what to do next, please`,
  (secret) => `${"a long text ".repeat(12)} postgres://user:${secret}@host/db ${"that goes on ".repeat(12)}`,
];

test(
  "no report shows a secret",
  () => {
    const property = fc.property(
      anyDocument,
      fc.nat(),
      fc.nat({ max: secrets.length }),
      (document, start, kind) => {
        const random = createRandom(start);
        const [one, other] = ["s3cr3tS3cr3tS3cr3tOne", "s3cr3tS3cr3tS3cr3tTwo"];
        const write = secrets[kind] ?? ((secret: string) => secret);
        const name = secrets[kind] === undefined ? "password" : undefined;
        const place = random.integer(1_000_000);
        const before = planted(document, { text: write(one), name }, createRandom(place));
        const after = planted(document, { text: write(other), name }, createRandom(place));
        const shown = [
          [before, after],
          [document, after],
          [before, document],
        ].map(([left = {}, right = {}]) => JSON.stringify(diffSides(sideFor(left), sideFor(right))));
        expect(shown.filter((text) => /s3cr3t/i.test(text))).toEqual([]);
      },
    );
    fc.assert(property, runs(40));
  },
  patience,
);

/** The document with a text put in the place of another text, or with a new member. */
function planted(
  document: JsonObject,
  { text, name }: { readonly text: string; readonly name: string | undefined },
  random: Random,
): JsonObject {
  const draft = draftOf(document);
  const places = textPlaces(draft);
  const place = random.pick(places);
  if (place === undefined) return { ...document, description: name === undefined ? text : "" };
  const [holder, member] = place;
  if (name === undefined || Array.isArray(holder)) {
    if (name === undefined) holder[member as never] = text as never;
  } else holder[name as never] = text as never;
  return documentOf(draft);
}

function textPlaces(value: unknown): readonly (readonly [Record<string, unknown> | unknown[], string])[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    typeof inner === "string" ? [[value as Record<string, unknown>, name] as const] : textPlaces(inner),
  );
}

test("a dashboard of no reasonable depth is compared as well", () => {
  const deep = JSON.parse(
    `{"uid": "same", "panels": [{"id": 1, "options": ${'{"a":'.repeat(1500)}1${"}".repeat(1500)}}]}`,
  ) as JsonObject;
  const report = diffSides(sideFor(deep), sideFor({ ...deep, panels: [] }));
  expect(memberOf(report.summary as unknown as Json, "changed")).toBe(1);
});
