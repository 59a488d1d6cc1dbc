import { expect, test } from "vitest";
import { diffVariables } from "../../../src/diff/entries/variables.ts";
import type { JsonObject } from "../../../src/schema/json.ts";
import { linesOf, type ListCase } from "./entry-lines.ts";

const cluster: JsonObject = {
  name: "cluster",
  type: "query",
  datasource: { type: "prometheus", uid: "prom" },
  query: { query: "label_values(up, cluster)", refId: "StandardVariableQuery" },
  definition: "label_values(up, cluster)",
  refresh: 1,
};
const job: JsonObject = {
  ...cluster,
  name: "job",
  query: "label_values(up, job)",
  definition: "label_values(up, job)",
};
const env: JsonObject = { name: "env", type: "custom", query: "dev,test,prod" };

const cases: readonly ListCase[] = [
  {
    name: "says what came and what went",
    before: [cluster, env],
    after: [cluster, { name: "size", type: "textbox", query: "10" }],
    lines: ["$env removed (data)", "$size added (data)"],
  },
  {
    name: "says the settings of a query variable in words",
    before: [{ ...cluster, sort: 1 }],
    after: [
      {
        ...cluster,
        query: { query: "label_values(up, region)", refId: "StandardVariableQuery" },
        definition: "label_values(up, region)",
        datasource: { type: "prometheus", uid: "other" },
        regex: "/eu-.*/",
        refresh: 2,
        multi: true,
        includeAll: true,
        allValue: ".*",
        hide: 1,
        label: "Cluster",
      },
    ],
    lines: [
      "$cluster changed (data)",
      "  query: `label_values(up, cluster)` → `label_values(up, region)` (data)",
      "  data source: prom → other (data)",
      "  regex: `/eu-.*/` added (data)",
      "  sort: alphabetical ascending → none (data)",
      "  refresh: on dashboard load → on time range change (data)",
      "  multi-value: off → on (data)",
      "  include all: off → on (data)",
      "  all value: `.*` added (data)",
      "  label: `Cluster` added (cosmetic)",
      "  display: shown → label hidden (presentation)",
    ],
  },
  {
    name: "says the query when it is written as a text on one side",
    before: [cluster],
    after: [
      {
        ...cluster,
        query: "label_values(node_info, cluster)",
        definition: "label_values(node_info, cluster)",
      },
    ],
    lines: [
      "$cluster changed (data)",
      "  query: `label_values(up, cluster)` → `label_values(node_info, cluster)` (data)",
    ],
  },
  {
    name: "says which values of a list came and went",
    before: [env],
    after: [{ ...env, query: "dev,prod,a\\,b" }],
    lines: ["$env changed (data)", "  values: +`a,b` -test (data)"],
  },
  {
    name: "finds a renamed variable",
    before: [cluster, job],
    after: [{ ...cluster, name: "k8s_cluster", label: "Cluster" }, job],
    lines: [
      "$k8s_cluster renamed, changed (data)",
      "  name: $cluster → $k8s_cluster (data)",
      "  label: `Cluster` added (cosmetic)",
    ],
  },
  {
    name: "takes no variable with another query for a renamed one",
    before: [cluster],
    after: [job],
    lines: ["$cluster removed (data)", "$job added (data)"],
  },
  {
    name: "takes another order for what it is",
    before: [cluster, job, env],
    after: [env, cluster, job],
    lines: ["$env moved (presentation)"],
  },
  {
    name: "says only that a label changed",
    before: [{ ...env, label: "Env" }],
    after: [{ ...env, label: "Environment", description: "Where it runs" }],
    lines: [
      "$env changed (cosmetic)",
      "  label: `Env` → `Environment` (cosmetic)",
      "  description: `Where it runs` added (cosmetic)",
    ],
  },
  {
    name: "says filters as PromQL writes them",
    before: [{ name: "filters", type: "adhoc" }],
    after: [{ name: "filters", type: "adhoc", filters: [{ key: "env", operator: "=", value: "prod" }] }],
    lines: ["$filters changed (data)", '  filters: none → `env="prod"` (data)'],
  },
  {
    name: "says a default value by the kind of the variable",
    before: [
      { name: "size", type: "textbox", query: "10" },
      { name: "ds", type: "datasource", query: "prometheus" },
    ],
    after: [
      { name: "size", type: "textbox", query: "20" },
      { name: "ds", type: "datasource", query: "loki" },
    ],
    lines: [
      "$size changed (data)",
      "  default value: `10` → `20` (data)",
      "$ds changed (data)",
      "  data source type: prometheus → loki (data)",
    ],
  },
  {
    name: "keeps what it does not know, by its path",
    before: [{ ...env, fresh: { a: 1 } }],
    after: [{ ...env, fresh: { a: 2 } }],
    lines: ["$env changed (data)", "  fresh.a: 1 → 2 (data)"],
  },
];

test.each(cases)("$name", (listCase) => {
  expect(linesOf(listCase, diffVariables(listCase.before, listCase.after))).toEqual(listCase.lines);
});
