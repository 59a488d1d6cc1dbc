import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { canonicalJson } from "../../../src/compile/canonical.ts";
import { readDocuments } from "../../../src/diff/documents/documents.ts";
import type { DocumentFile } from "../../../src/diff/documents/file-values.ts";
import type { SideDashboard } from "../../../src/diff/documents/side.ts";
import { classic, read, ref, resource, v2, v2Spec } from "./read-files.ts";

function folder(root: string): readonly DocumentFile[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort()
    .map((file) => ({ path: path.relative(root, file), text: readFileSync(file, "utf8") }));
}

function summary({ uid, title, folder: titles, file }: SideDashboard): object {
  return { uid, title, folder: titles, file };
}

describe("a dashboard is recognised", () => {
  const yaml = 'uid: api\ntitle: "API"\nschemaVersion: 42\npanels:\n  - id: 1\n    type: text\n';
  test.each([
    { as: "a classic document", content: classic, document: classic, folder: [] },
    {
      as: "a classic document in canonical form",
      content: canonicalJson(classic),
      document: classic,
      folder: [],
    },
    {
      as: "a classic document with a byte order mark",
      content: `\ufeff${JSON.stringify(classic)}`,
      document: classic,
      folder: [],
    },
    { as: "a classic document in YAML", content: yaml, document: classic, folder: [], name: "a.yaml" },
    {
      as: "a classic document in YAML that looks like JSON",
      content: '{uid: api, title: "API", schemaVersion: 42, panels: [{id: 1, type: text}]}',
      document: classic,
      folder: [],
      name: "a.yaml",
    },
    {
      as: "an export for others",
      content: { __inputs: [], __requires: [], ...classic },
      document: { __inputs: [], __requires: [], ...classic },
      folder: [],
    },
    {
      as: "an answer of the API",
      content: { dashboard: classic, meta: { folderTitle: "Team A", folderUid: "team-a" } },
      document: classic,
      folder: ["Team A"],
    },
    {
      as: "an answer of the API for Grafana's root",
      content: { dashboard: classic, meta: { folderTitle: "General", folderUid: "" } },
      document: classic,
      folder: [],
    },
    {
      as: "an answer of the API with a newer document",
      content: { dashboard: { uid: "api", version: 3, ...v2Spec }, meta: { apiVersion: "v2beta1" } },
      document: { ...v2, apiVersion: "dashboard.grafana.app/v2beta1" },
      folder: [],
    },
    {
      as: "a request to the API",
      content: { dashboard: classic, folderUid: "team-a", overwrite: true },
      document: classic,
      folder: ["team-a"],
    },
    {
      as: "a resource with a classic document",
      content: resource("team-a"),
      document: classic,
      folder: ["team-a"],
    },
    {
      as: "a resource with a newer document",
      content: { ...v2, metadata: { name: "api", generation: 3 }, status: {} },
      document: v2,
      folder: [],
    },
    {
      as: "an element of a list",
      content: { kind: "List", apiVersion: "v1", items: [resource()] },
      document: classic,
      folder: [],
    },
    {
      as: "an element of a list of dashboards",
      content: {
        kind: "DashboardList",
        apiVersion: "dashboard.grafana.app/v1beta1",
        items: [{ metadata: { name: "api" }, spec: { ...classic, uid: undefined } }],
      },
      document: classic,
      folder: [],
    },
    { as: "an element of an array", content: [classic], document: classic, folder: [] },
    {
      as: "data of a ConfigMap",
      content: {
        apiVersion: "v1",
        kind: "ConfigMap",
        metadata: { annotations: { grafana_folder: "Team A" } },
        data: { "api.json": canonicalJson(classic) },
      },
      document: classic,
      folder: ["Team A"],
    },
  ])("as $as", async ({ content, document, folder: titles, name = "api.json" }) => {
    const { side, problems } = await read([name, content]);
    expect(problems).toEqual([]);
    expect(side.dashboards.map(summary)).toEqual([{ uid: "api", title: "API", folder: titles, file: name }]);
    expect(side.dashboards[0]?.document()).toEqual(document);
  });

  test("without a uid", async () => {
    const { side } = await read(
      ["a.json", { title: "A", panels: [] }],
      ["b.json", { title: "B", panels: [] }],
    );
    expect(side.dashboards.map(({ uid, title }) => ({ uid, title }))).toEqual([
      { uid: "", title: "A" },
      { uid: "", title: "B" },
    ]);
  });

  test("in a bare newer document, which has no uid", async () => {
    const { side } = await read(["a.json", v2Spec]);
    expect(side.dashboards.map(({ uid, title }) => ({ uid, title }))).toEqual([{ uid: "", title: "API" }]);
  });

  test("several times in a file of YAML documents", async () => {
    const yaml = ["a", "b"].map((uid) => `uid: ${uid}\ntitle: ${uid}\npanels: []\n`).join("---\n");
    const { side } = await read(["all.yaml", yaml]);
    expect(side.dashboards.map(({ uid }) => uid)).toEqual(["a", "b"]);
  });

  test("with equal texts when it is equal, whatever the resource around it says", async () => {
    const texts = await Promise.all(
      [1, 2].map(async (generation) => {
        const { side } = await read(["a.json", { ...v2, metadata: { name: "api", generation } }]);
        return side.dashboards[0]?.text;
      }),
    );
    expect(texts[0]).toBe(texts[1]);
  });

  test("in a file without an extension, as pipes have", async () => {
    const { side } = await read(["/dev/fd/63", classic], ["/dev/fd/64", "title: B\nuid: b\npanels: []\n"]);
    expect(side.dashboards.map(({ uid }) => uid)).toEqual(["api", "b"]);
  });
});

describe("what dash build writes is read back", () => {
  const dashboards = ["CON", "containers", "home", "hosts"];

  test("from files for Grafana's provisioning, with the folders of the providers", async () => {
    const { side, problems } = await readDocuments(folder("test/fixtures/provision/grafana"), ref);
    expect(problems).toEqual([]);
    expect(side.dashboards.map(({ uid, folder: titles }) => [uid, titles])).toEqual([
      ["containers", ["Containers"]],
      ["home", []],
      ["CON", ["Täm"]],
      ["hosts", ["Team A / Machines"]],
    ]);
    expect(side.objects.map(({ ref: { kind, uid, title } }) => [kind, uid, title])).toEqual([
      ["data-source", "prometheus", "Prometheus"],
      ["data-source", "long-term", "Long term"],
    ]);
  });

  test("from Kubernetes resources, with the folders around folders", async () => {
    const { side, problems } = await readDocuments(folder("test/fixtures/provision/kubernetes"), ref);
    expect(problems).toEqual([]);
    const folders = new Map(side.dashboards.map(({ uid, folder: titles }) => [uid, titles]));
    expect([...folders.keys()].sort()).toEqual(dashboards);
    expect(folders.get("hosts")).toEqual(["Team A", "Machines"]);
    expect(side.objects.every(({ ref: { kind } }) => kind === "folder")).toBe(true);
  });

  test("from ConfigMaps, as the same objects as from provisioning files", async () => {
    const [maps, files] = await Promise.all(
      ["configmap", "grafana"].map((name) => readDocuments(folder(`test/fixtures/provision/${name}`), ref)),
    );
    const documents = (read: typeof maps): unknown =>
      read?.side.dashboards.map(({ uid, document }) => [uid, document()]).sort();
    expect(documents(maps)).toEqual(documents(files));
    expect(maps?.side.objects.map(({ value }) => value)).toEqual(
      files?.side.objects.map(({ value }) => value),
    );
  });
});

describe("other objects", () => {
  test("are data sources of provisioning, without what the format adds", async () => {
    const { side } = await read([
      "sources.yaml",
      `apiVersion: 1
datasources:
  - name: Logs
    type: loki
    uid: logs
    access: proxy
    orgId: 1
    isDefault: false
    editable: false
    version: 3
    url: http://$HOST:$__env{PORT}/$$x
    jsonData: { maxLines: 10 }
    secureJsonData: { password: "$__file{/run/secret}" }
  - name: Old
    type: graphite
`,
    ]);
    expect(side.objects).toEqual([
      {
        ref: { kind: "data-source", uid: "logs", title: "Logs" },
        value: {
          name: "Logs",
          type: "loki",
          uid: "logs",
          url: "http://${HOST}:${PORT}/$x",
          jsonData: { maxLines: 10 },
          secureJsonData: { password: "$__file{/run/secret}" },
        },
      },
      { ref: { kind: "data-source", uid: "", title: "Old" }, value: { name: "Old", type: "graphite" } },
    ]);
  });

  test("are alert rules of provisioning, each with its group", async () => {
    const rule = { uid: "r1", title: "Down", condition: "A", for: "5m", data: [] };
    const group = {
      orgId: 1,
      name: "g",
      folder: "Team A",
      interval: "60s",
      rules: [rule, { ...rule, uid: "r2" }],
    };
    const { side } = await read([
      "rules.json",
      { apiVersion: 1, groups: [group], deleteRules: [{ uid: "x" }] },
    ]);
    expect(side.objects.map(({ ref: { kind, uid, title } }) => [kind, uid, title])).toEqual([
      ["alert-rule", "r1", "Down"],
      ["alert-rule", "r2", "Down"],
    ]);
    expect(side.objects[0]?.value).toEqual({ ...rule, group: "g", folder: "Team A", interval: "60s" });
  });

  const prometheus = `groups:
  - name: node
    interval: 1m
    rules:
      - { record: "job:up:sum", expr: "sum by (job) (up)" }
      - { alert: Down, expr: up == 0, for: 5m, labels: { severity: page } }
      - { alert: Down, expr: up == 0, for: 1h }
`;
  const operator = `apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata: { name: x }\nspec:\n${prometheus.replace(/^/gm, "  ")}`;
  test.each([
    { of: "Prometheus", text: prometheus },
    { of: "the Prometheus operator", text: operator },
  ])("are alerting rules of $of, by their group and name", async ({ text }) => {
    const { side, problems } = await read(["rules.yml", text]);
    expect(problems).toEqual([]);
    expect(side.objects).toEqual([
      {
        ref: { kind: "alert-rule", uid: "node/Down", title: "Down" },
        value: {
          alert: "Down",
          expr: "up == 0",
          for: "5m",
          labels: { severity: "page" },
          group: "node",
          interval: "1m",
        },
      },
      {
        ref: { kind: "alert-rule", uid: "node/Down#2", title: "Down" },
        value: { alert: "Down", expr: "up == 0", for: "1h", group: "node", interval: "1m" },
      },
    ]);
  });
});
