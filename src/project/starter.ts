/** The files of a new project: as little as builds, with the next steps as comments. */

/** A file that `dash init` writes. */
export interface StarterFile {
  /** The path below the project folder, with forward slashes. */
  readonly path: string;
  readonly content: string;
}

/** The files of a new project; `version` is the one of the running package, which the project then asks for. */
export function starterFiles(version: string): readonly StarterFile[] {
  return [
    { path: "dash.config.ts", content: config },
    { path: "dashboards/overview.ts", content: overview },
    { path: "package.json", content: packageJson(version) },
    { path: "tsconfig.json", content: tsconfig },
  ];
}

const config = `import { defineConfig } from "grafana-dash";

export default defineConfig({
  dataSources: {
    // Where Grafana's server finds Prometheus, and how often Prometheus scrapes.
    prometheus: { url: "http://prometheus:9090", scrapeInterval: "15s" },
  },
});
`;

const overview = `import { dashboard, row } from "grafana-dash";
import { docker } from "grafana-dash/instruments";
import { containerCounts, cpuUsage, memoryUsage, scrapeHealth } from "grafana-dash/signals";

// The Docker engine with "metrics-addr": "0.0.0.0:9323" in its daemon.json; \`job\` is the name of the scrape job.
const engine = docker({ job: "docker" });

export default dashboard({
  uid: "overview",
  title: "Overview",
  description: "Is everything up, and what does it use?",
  folder: "Containers",
  rows: [
    row("Containers", [containerCounts(engine), scrapeHealth()]),
    row("Resources", [cpuUsage(engine), memoryUsage(engine)]),
  ],
});
`;

function packageJson(version: string): string {
  return `{
  "private": true,
  "type": "module",
  "scripts": {
    "build": "dash build"
  },
  "devDependencies": {
    "grafana-dash": "^${version}"
  }
}
`;
}

const tsconfig = `{
  "compilerOptions": {
    "target": "es2022",
    "module": "nodenext",
    "strict": true,
    "noEmit": true
  },
  "include": ["dash.config.ts", "dashboards"]
}
`;
