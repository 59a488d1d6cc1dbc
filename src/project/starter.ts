/** The files of a new project: as little as builds, with the next steps as comments. */
import { slug } from "../base/text.ts";

/** A file that `dash init` writes. */
export interface StarterFile {
  /** The path below the project folder, with forward slashes. */
  readonly path: string;
  readonly content: string;
}

/** What the files of a new project depend on. */
export interface StarterRequest {
  /** The version of the running package, which the project then asks for. */
  readonly version: string;
  /** The name of the folder. */
  readonly folder: string;
}

/** The files of a new project. */
export function starterFiles({ version, folder }: StarterRequest): readonly StarterFile[] {
  return [
    { path: "dash.config.ts", content: config(slug(folder).slice(0, 40) || "dashboards") },
    { path: "dashboards/overview.ts", content: overview },
    { path: "package.json", content: packageJson(version) },
    { path: "tsconfig.json", content: tsconfig },
  ];
}

function config(project: string): string {
  return `import { defineConfig } from "grafana-dash";

export default defineConfig({
  // Marks what is pushed and names the files that are built; no other project in the same Grafana may have it.
  project: "${project}",
  dataSources: {
    // Where Grafana's server finds Prometheus, and how often Prometheus scrapes.
    prometheus: { url: "http://prometheus:9090", scrapeInterval: "15s" },
  },
});
`;
}

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
