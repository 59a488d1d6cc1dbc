import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { provisionGrafana } from "../../src/provision/grafana.ts";
import { expandText, readYaml } from "./grafana-reader.ts";
import { contentOf, bundleOf, dashboardOf } from "./small-bundle.ts";

interface ProviderEntry {
  readonly name: string;
  readonly orgId: number;
  readonly folder: string;
  readonly folderUid?: string;
  readonly options: { readonly path: string; readonly foldersFromFilesStructure: boolean };
}

function provision(
  folders: Readonly<Record<string, readonly string[]>>,
  options?: Parameters<typeof provisionGrafana>[1],
) {
  const bundle = bundleOf(Object.entries(folders).map(([uid, folder]) => dashboardOf(uid, folder)));
  const { files, problems } = provisionGrafana(bundle, options);
  const yaml = files.find(({ path }) => path.endsWith(".yaml"));
  const { providers } = readYaml(contentOf(yaml)) as { providers: ProviderEntry[] };
  return { files, problems, providers, paths: files.map(({ path }) => path) };
}

describe("providers", () => {
  test("there is one for each folder, and one for the root", () => {
    const { providers } = provision({ x: [], y: ["A"], z: ["A"], w: ["B"] });
    expect(providers.map(({ folder, folderUid, options }) => [folder, folderUid, options.path])).toEqual([
      ["A", "a", "/etc/grafana/provisioning/dashboards/a"],
      ["B", "b", "/etc/grafana/provisioning/dashboards/b"],
      ["", undefined, "/etc/grafana/provisioning/dashboards/general"],
    ]);
  });

  test("name a nested folder by its whole path", () => {
    const { providers, problems } = provision({ x: ["A", "B"] });
    expect(providers).toMatchObject([{ folder: "A / B", folderUid: "a-b" }]);
    expect(problems).toMatchObject([{ rule: "folder-nesting", severity: "info" }]);
  });

  test("share a folder whose paths read alike, because Grafana finds it by its title", () => {
    const { providers, paths } = provision({ x: ["A", "B"], y: ["A / B"] });
    expect(providers).toMatchObject([{ folder: "A / B", folderUid: "a-b" }]);
    expect(paths).toEqual(["dashboards/a-b/x.json", "dashboards/a-b/y.json", "dashboards/dash.yaml"]);
  });

  test("take the project, the mount path and the organisation from the options", () => {
    const { providers, paths } = provision({ x: [] }, { project: "shop", mountPath: "/srv/$x/", orgId: 3 });
    expect(providers[0]).toMatchObject({ name: "shop/general", orgId: 3 });
    expect(expandText(providers[0]?.options.path, {})).toBe("/srv/$x/dashboards/general");
    expect(paths).toContain("dashboards/shop.yaml");
  });

  test("get a safe name from any project", () => {
    const { paths } = provision({ x: [] }, { project: "../My Project" });
    expect(paths).toContainEqual(expect.stringMatching(/^dashboards\/my-project-[0-9a-f]{8}\.yaml$/));
  });
});

test("folders and files have names that are safe and different on every system", () => {
  const text = fc.oneof(
    fc.constantFrom(
      "api",
      "API",
      "con",
      "NUL.json",
      "com1",
      "..",
      ".hidden",
      "a/b",
      "a\\b",
      "-x",
      "A B",
      "a",
      "general",
    ),
    fc.string({ unit: "binary", minLength: 1, maxLength: 60 }),
  );
  const dashboards = fc.uniqueArray(fc.record({ uid: text, folder: fc.array(text, { maxLength: 2 }) }), {
    selector: ({ uid }) => uid,
    maxLength: 12,
  });
  fc.assert(
    fc.property(dashboards, (list) => {
      const bundle = bundleOf(list.map(({ uid, folder }) => dashboardOf(uid, folder)));
      const paths = provisionGrafana(bundle).files.map(({ path }) => path);
      expect(new Set(paths.map((path) => path.toLowerCase())).size).toBe(paths.length);
      expect(paths.filter((path) => path.endsWith(".json"))).toHaveLength(list.length);
      for (const path of paths) {
        expect(path).toMatch(/^dashboards\/(dash\.yaml|[a-z0-9][a-z0-9-]{0,39}\/\w[\w-]{0,59}\.json)$/);
        expect(path).not.toMatch(/\/(con|prn|aux|nul|com\d|lpt\d)[./]/i);
      }
    }),
  );
});

test("a dashboard's file is its document, untouched", () => {
  const { files } = provision({ x: [] });
  const file = files.find(({ path }) => path.endsWith(".json"));
  expect(file?.content).toBe(dashboardOf("x", []).json);
});
