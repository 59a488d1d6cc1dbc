import { describe, expect, test } from "vitest";
import { provisionKubernetes } from "../../src/provision/kubernetes.ts";
import { readYaml } from "./grafana-reader.ts";
import { contentOf, bundleOf, dashboardOf, dataSourceOf } from "./small-bundle.ts";

describe("manifests", () => {
  test("hold the document without what the server keeps outside it", () => {
    const [file] = provisionKubernetes(
      bundleOf([dashboardOf("x", [], { id: 7, version: 3, tags: ["a"] })]),
    ).files;
    expect(JSON.parse(contentOf(file))).toEqual({
      apiVersion: "dashboard.grafana.app/v1beta1",
      kind: "Dashboard",
      metadata: { name: "x", namespace: "default" },
      spec: { title: "Title of x", schemaVersion: 42, panels: [], tags: ["a"] },
    });
  });

  test("say the same in YAML", () => {
    const bundle = bundleOf([dashboardOf("x", ["A", "B"], { text: "yes: $__all\u0085\n # no" })]);
    const json = provisionKubernetes(bundle, { namespace: "org-2" }).files;
    const yaml = provisionKubernetes(bundle, { namespace: "org-2", syntax: "yaml" }).files;
    expect(yaml.map(({ path }) => path)).toEqual(json.map(({ path }) => path.replace(/json$/, "yaml")));
    expect(yaml.map((file) => readYaml(contentOf(file)))).toEqual(
      json.map((file) => JSON.parse(contentOf(file)) as unknown),
    );
  });

  test("of dashboards whose uids differ only in case have different files", () => {
    const { files } = provisionKubernetes(bundleOf([dashboardOf("api", []), dashboardOf("API", [])]));
    expect(new Set(files.map(({ path }) => path.toLowerCase())).size).toBe(2);
  });
});

describe("problems", () => {
  test("a folder deeper than Grafana allows is an error", () => {
    const { problems } = provisionKubernetes(bundleOf([dashboardOf("x", ["1", "2", "3", "4", "5"])]));
    expect(problems).toMatchObject([
      { rule: "folder-depth", severity: "error", at: { part: "1 / 2 / 3 / 4 / 5" } },
    ]);
  });

  test("data sources are left out, and that is said", () => {
    const { files, problems } = provisionKubernetes(bundleOf([], [dataSourceOf()]));
    expect(files).toEqual([]);
    expect(problems).toMatchObject([{ rule: "format-data-sources", severity: "info" }]);
  });
});
