import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalJson } from "../../../src/compile/canonical.ts";
import { readDocumentFile } from "../../../src/diff/documents/documents.ts";
import { classic, read, ref, resource, toFile, v2 } from "./read-files.ts";

/** Ten lines that stand for ten million elements. */
const aliases = ["a", "b", "c", "d", "e", "f", "g", "h"]
  .map(
    (name, index, names) =>
      `${name}: &${name} [${Array(9)
        .fill(index === 0 ? "x" : `*${names[index - 1]}`)
        .join(",")}]`,
  )
  .concat("panels: []\n")
  .join("\n");

describe("problems", () => {
  const nested = (depth: number): string => `${"[".repeat(depth)}${"]".repeat(depth)}`;

  test.each([
    {
      of: "JSON that is none",
      file: ["a.json", '{"title": "A", "panels": [}'],
      message: /^`a\.json` is not JSON\.$/,
    },
    { of: "an empty file", file: ["a.json", ""], message: /^`a\.json` is not JSON \(line 1, column 1\)\.$/ },
    {
      of: "marks of a conflict",
      file: ["a.json", canonicalJson(classic).replace('      "id"', '<<<<<<< HEAD\n      "id"')],
      message: /is not JSON/,
    },
    {
      of: "YAML that is none",
      file: ["a.yaml", "kind: Dashboard\n  x: [\n"],
      message: /^`a\.yaml` is not YAML: /,
    },
    {
      of: "JSON without end",
      file: ["a.json", `{"title":"A","panels":${nested(5000)}}`],
      message: /^`a\.json` is nested deeper than 200 levels\.$/,
    },
    {
      of: "YAML without end",
      file: ["a.yaml", `panels: ${nested(20_000)}\n`],
      message: /^`a\.yaml` is nested deeper than 200 levels\.$/,
    },
    {
      of: "YAML that multiplies itself",
      file: ["a.yaml", aliases],
      message: /is not YAML: Excessive alias count/,
    },
  ] as const)("are told of $of, and the other files are read", async ({ file, message }) => {
    const { side, problems } = await read(file, ["b.json", { ...classic, uid: "b" }]);
    expect(problems).toEqual([
      expect.objectContaining({
        severity: "error",
        message: expect.stringMatching(message),
        at: { file: file[0] },
      }),
    ]);
    expect(side.notes).toEqual(problems.map(({ message: note }) => note));
    expect(side.dashboards.map(({ uid }) => uid)).toEqual(["b"]);
  });

  test("are told of a uid that two dashboards have; the first one stays", async () => {
    const { side, problems } = await read(["a.json", classic], ["b.json", { ...classic, title: "Other" }]);
    expect(problems.map(({ message, severity }) => ({ message, severity }))).toEqual([
      {
        severity: "warning",
        message:
          "Two dashboards have the uid `api`, in `a.json` and in `b.json`; only the first one is compared.",
      },
    ]);
    expect(side.dashboards.map(({ title }) => title)).toEqual(["API"]);
  });

  test("are told of other objects that are there twice, unless they belong to two organisations", async () => {
    const source = { name: "P", uid: "p", type: "prometheus" };
    const { side, problems } = await read([
      "a.json",
      { datasources: [source, source, { ...source, orgId: 2 }] },
    ]);
    expect(problems.map(({ message }) => message)).toEqual([
      "Two data sources have the uid `p`; only the first one is compared.",
    ]);
    expect(side.objects).toHaveLength(2);
  });

  test("are told once of all files that hold something else", async () => {
    const files = Array.from({ length: 7 }, (_, index) => [`${index}.json`, { a: index }] as const);
    const { problems } = await read(...files);
    expect(problems.map(({ severity, message }) => ({ severity, message }))).toEqual([
      {
        severity: "info",
        message:
          "7 files hold nothing of Grafana that dash knows, so they are not compared: `0.json`, `1.json`, `2.json`, `3.json`, `4.json` and 2 more.",
      },
    ]);
  });

  test.each([
    ["package.json", { name: "x", version: "1.0.0", dependencies: {} }],
    ["tsconfig.json", { compilerOptions: {} }],
    [".dash-manifest.json", { about: "Written by dash", version: 1, files: {} }],
    ["plan.json", { formatVersion: "1.0", changes: [] }],
    ["deployment.json", { apiVersion: "apps/v1", kind: "Deployment" }],
    ["numbers.json", [1, 2, 3]],
    ["values.yaml", "replicas: 3\nname: {{ template }}\n"],
    ["template.yaml", "kind: Deployment\n{{- if .Values.x }}\n"],
    ["contacts.yaml", "apiVersion: 1\ncontactPoints: []\ngroups: []\n"],
    ["README.md", "# Dashboards\n\npanels: many\n"],
    ["dashboards.ts", "{ panels: [] }"],
  ])("are not told of files that are clearly something else: %s", async (name, content) => {
    const { side, problems } = await read([name, content]);
    expect(problems).toEqual([]);
    expect(side).toEqual({ ref, dashboards: [], objects: [], notes: [] });
  });

  test.each([
    ["package.json", { name: "x", dependencies: {} }],
    ["unknown.json", { a: 1 }],
    ["values.yaml", "replicas: 3\n"],
  ])("are errors for a single file that somebody named: %s", async (name, content) => {
    const { problems } = await readDocumentFile(toFile([name, content]), ref);
    expect(problems).toEqual([
      expect.objectContaining({
        severity: "error",
        message: `\`${name}\` holds no dashboard and no other object of Grafana that dash knows.`,
      }),
    ]);
  });

  test("are not made up for a single file that is a dashboard", async () => {
    const { side, problems } = await readDocumentFile(toFile(["a.json", classic]), ref);
    expect(problems).toEqual([]);
    expect(side.dashboards).toHaveLength(1);
  });
});

test("members with the names of what all objects inherit do no harm", async () => {
  const text =
    '{"__proto__": {"title": "x", "panels": []}, "constructor": 1, "title": "A", "uid": "a", "panels": []}';
  const { side } = await read(
    ["a.json", text],
    ["b.yaml", "__proto__: { uid: evil }\ntitle: B\nuid: b\npanels: []\n"],
  );
  expect(side.dashboards.map(({ uid }) => uid)).toEqual(["a", "b"]);
  expect(Object.keys(side.dashboards[1]?.document() ?? {})).toContain("__proto__");
  expect(({} as { title?: string }).title).toBeUndefined();
});

test("never fails, whatever stands in the files", async () => {
  const texts = fc.oneof(
    fc.string(),
    fc.json(),
    fc.jsonValue().map(canonicalJson),
    fc
      .constantFrom(resource("a"), v2, classic, { groups: [{ rules: [null] }] }, { kind: "List", items: [1] })
      .chain((value) => {
        const text = JSON.stringify(value);
        return fc
          .tuple(fc.nat(text.length), fc.string({ maxLength: 3 }))
          .map(([at, piece]) => text.slice(0, at) + piece + text.slice(at + 1));
      }),
  );
  const names = fc.constantFrom("a.json", "b.yaml", "c", "d.md");
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(names, texts), { maxLength: 4 }), async (files) => {
      const { side } = await read(...files);
      for (const { document } of side.dashboards) expect(document()).toBeTypeOf("object");
    }),
    { numRuns: 300 },
  );
});
