import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { provisionConfigMaps } from "../../src/provision/configmap.ts";
import { readYaml } from "./grafana-reader.ts";
import { contentOf, bundleOf, dashboardOf } from "./small-bundle.ts";

interface ConfigMap {
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly annotations?: { readonly grafana_folder: string };
  };
  readonly data: Readonly<Record<string, string>>;
}

function read(content: string | undefined): ConfigMap {
  return readYaml(content ?? "") as ConfigMap;
}

describe("a ConfigMap", () => {
  test("has a valid name and key, and holds the document, whatever the uid and the text", () => {
    const uid = fc.oneof(
      fc.constantFrom("api", "API", "a_b", "a-b", "-", "_", "x".repeat(40), "X".repeat(40)),
      fc.stringMatching(/^[a-zA-Z0-9_-]{1,40}$/),
    );
    fc.assert(
      fc.property(fc.uniqueArray(uid, { maxLength: 6 }), fc.string({ unit: "binary" }), (uids, text) => {
        const dashboards = uids.map((name) => dashboardOf(name, [], { text }));
        const maps = provisionConfigMaps(bundleOf(dashboards), { project: "My Shop" }).files.map((file) =>
          read(contentOf(file)),
        );
        expect(new Set(maps.map(({ metadata }) => metadata.name)).size).toBe(uids.length);
        for (const { metadata, data } of maps) {
          expect(metadata.name).toMatch(/^my-shop-dashboard-[a-z0-9]([a-z0-9-]*[a-z0-9])?$/);
          expect(metadata.name.length).toBeLessThanOrEqual(63);
          const [key = "", json = ""] = Object.entries(data)[0] ?? [];
          expect(key).toMatch(/^[-._a-zA-Z0-9]+$/);
          const original = dashboards.find((dashboard) => `${dashboard.uid}.json` === key);
          expect(JSON.parse(json)).toEqual(JSON.parse(original?.json ?? ""));
        }
      }),
    );
  });

  test.each([
    { folder: ["Team A"], expected: "Team A", problems: 0 },
    { folder: ["Team A", "Web"], expected: "Team A - Web", problems: 1 },
    { folder: ["CI/CD"], expected: "CI-CD", problems: 1 },
    { folder: ["../../etc"], expected: "-..-etc", problems: 1 },
    { folder: ["..."], expected: "-", problems: 1 },
  ])("names the directory of the folder $folder", ({ folder, expected, problems }) => {
    const result = provisionConfigMaps(bundleOf([dashboardOf("x", folder)]));
    expect(read(contentOf(result.files[0])).metadata.annotations?.grafana_folder).toBe(expected);
    expect(result.problems.filter(({ rule }) => rule === "configmap-folder")).toHaveLength(problems);
  });

  test("has the namespace that was asked for", () => {
    const { files } = provisionConfigMaps(bundleOf([dashboardOf("x", [])]), { namespace: "monitoring" });
    expect(read(contentOf(files[0])).metadata.namespace).toBe("monitoring");
  });
});

describe("the size", () => {
  const sized = (bytes: number) => bundleOf([dashboardOf("big", [], { text: "é".repeat(bytes / 2) })]);

  test("over 1 MiB is an error with the uid and the size, and no file", () => {
    const { files, problems } = provisionConfigMaps(sized(1024 * 1024));
    expect(files).toEqual([]);
    expect(problems).toMatchObject([{ rule: "configmap-size", severity: "error", at: { part: "big" } }]);
    expect(problems[0]?.message).toMatch(
      /^The dashboard `big` has 10486\d\d bytes; a ConfigMap holds 1048576\.$/,
    );
  });

  test("over what `kubectl apply` keeps in an annotation is a warning", () => {
    const { files, problems } = provisionConfigMaps(sized(300_000));
    expect(files).toHaveLength(1);
    expect(problems).toMatchObject([{ severity: "warning", hint: "Use `kubectl apply --server-side`." }]);
  });

  test("of an ordinary dashboard is no problem", () => {
    expect(provisionConfigMaps(sized(45_000)).problems).toEqual([]);
  });
});
