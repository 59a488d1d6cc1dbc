/** Writes the benchmark's projects: the same dashboards as bare-sdk.mjs, written with dash. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const prelude = `import { dashboard, promql, row, timeseries } from "grafana-dash";
import { defineMetrics } from "grafana-dash/metrics";
import { matches, query, rate, select, sum } from "grafana-dash/queries";

const metrics = defineMetrics({
  requests: { name: "http_requests_total", kind: "counter", unit: "requests", labels: ["code", "route"] },
});

export const service = (index) => {
  const job = \`service-\${index}\`;
  return dashboard({
    uid: job,
    title: \`Service \${index}\`,
    tags: ["bench"],
    rows: [0, 1, 2, 3].map((line) =>
      row(\`Row \${line}\`, [0, 1, 2, 3, 4].map((column) => {
        const route = \`/route-\${line}-\${column}\`;
        return timeseries({
          title: \`Route \${line}.\${column}\`,
          description: "How many requests each route answers, and how fast.",
          unit: "reqps",
          width: 8,
          queries: [
            query(sum(rate(select(metrics.requests, { job, route })), { by: ["code"] }), { legend: "{{code}}" }),
            query(sum(rate(select(metrics.requests, { job, route, code: matches("5..") })), { by: ["instance"] }), { legend: "{{instance}}" }),
            query(promql\`max_over_time(http_requests_in_flight{job="\${job}", route="\${route}"}[5m]) > \${index}\`, { legend: "{{instance}}" }),
          ],
        });
      })),
    ),
  });
};
`;

const config = `import { defineConfig } from "grafana-dash";
export default defineConfig({ project: "bench", dataSources: { prometheus: { url: "http://prometheus:9090" } } });
`;

/** One file that exports all dashboards: what a loop in code looks like. */
export function writeLoopProject(folder: string, count: number): void {
  writeProject(folder, {
    "service.ts": prelude,
    "dashboards/all.ts": `import { service } from "../service.ts";\nexport default Array.from({ length: ${count} }, (_, index) => service(index));\n`,
  });
}

/** A file for each dashboard: what a large repository looks like. */
export function writeFilesProject(folder: string, count: number): void {
  const files = Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `dashboards/service-${index}.ts`,
      `import { service } from "../service.ts";\nexport default service(${index});\n`,
    ]),
  );
  writeProject(folder, { "service.ts": prelude, ...files });
}

function writeProject(folder: string, files: Readonly<Record<string, string>>): void {
  mkdirSync(join(folder, "dashboards"), { recursive: true });
  mkdirSync(join(folder, "node_modules"), { recursive: true });
  const packageJson = `{ "type": "module", "private": true }\n`;
  for (const [path, text] of Object.entries({
    ...files,
    "dash.config.ts": config,
    "package.json": packageJson,
  })) {
    writeFileSync(join(folder, path), text);
  }
}
