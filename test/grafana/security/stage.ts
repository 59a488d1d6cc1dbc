/** A project with secrets that would be recognised anywhere, and a Grafana that it is pushed to. */
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { type CommandResult, runDash } from "../../cli/transcript.ts";
import { formatPlan } from "../../../src/push/saved-plan/saved-plan.ts";
import type { Code } from "../scenarios/code.ts";
import { withRig } from "../scenarios/rig.ts";
import type { Emulator, EmulatorOptions } from "../emulator/contract.ts";
import { startEmulator } from "../emulator/start.ts";

/** What must not be repeated anywhere. */
export const secrets = {
  GRAFANA_TOKEN: "glsa_SeCrEtToKeN000000000000000000",
  PROM_PASSWORD: "SeCrEtPaSsWoRd",
  PROM_TENANT: "SeCrEtTeNaNt",
  PROXY_KEY: "SeCrEtPrOxYkEy",
} as const;

/** A project in a folder of its own. */
export interface Stage {
  readonly cwd: string;
  readonly emulator: Emulator;
  /** Everything that was printed, and everything in files that commands wrote. */
  readonly traces: () => string;
  readonly write: (path: string, text: string) => void;
  /** Saves a plan of the project as `dash push --out` does, without compiling anything. */
  readonly savePlan: (path: string) => Promise<void>;
  /** Runs a command line; waits take no time. */
  readonly dash: (line: string, env?: Readonly<Record<string, string>>) => Promise<CommandResult>;
}

const config = `import { defineConfig } from "grafana-dash";
export default defineConfig({
  project: "shop",
  dataSources: {
    prometheus: {
      url: "http://prometheus:9090",
      basicAuth: { user: "u", password: "\${PROM_PASSWORD}" },
      headers: { "X-Scope-OrgID": "\${PROM_TENANT}" },
    },
  },
});
`;

/** What saved plans are made of. */
const savedCode: Code = {
  dashboards: [{ uid: "a", title: "A", folder: ["Shop"] }],
  dataSources: [
    {
      uid: "prometheus",
      basicAuth: true,
      basicAuthUser: "u",
      jsonData: { httpHeaderName1: "X-Scope-OrgID" },
      secureJsonData: { basicAuthPassword: "${PROM_PASSWORD}", httpHeaderValue1: "${PROM_TENANT}" },
    },
  ],
};

/** The file of a project that exports dashboards, each a text of code. */
export function dashboardsFile(...dashboards: readonly string[]): string {
  return `import { dashboard } from "grafana-dash";\nexport default [${dashboards.join(", ")}];\n`;
}

/** Sets the stage for one test. */
export async function setStage(options: EmulatorOptions = {}): Promise<Stage> {
  const cwd = realpathSync(mkdtempSync(join(tmpdir(), "dash-security-")));
  const emulator = await startEmulator({
    tokens: { [secrets.GRAFANA_TOKEN]: { role: "Admin" } },
    ...options,
  });
  onTestFinished(async () => {
    await emulator.close();
    rmSync(cwd, { recursive: true, force: true });
  });
  const own = new Set<string>();
  const printed: string[] = [];
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(cwd, path)), { recursive: true });
    writeFileSync(join(cwd, path), text);
    own.add(path);
  };
  mkdirSync(join(cwd, "node_modules"));
  write("dash.config.ts", config);
  write(
    "dashboards/all.ts",
    dashboardsFile('dashboard({ uid: "a", title: "A", folder: "Shop", panels: [] })'),
  );
  return {
    cwd,
    emulator,
    write,
    savePlan: async (path) => {
      const credentials = { kind: "token", token: secrets.GRAFANA_TOKEN } as const;
      const prefix = "shop";
      await withRig({ url: emulator.url, credentials, prefix, emulator }, async (rig) => {
        writeFileSync(join(cwd, path), formatPlan(await rig.plan(savedCode)));
      });
    },
    traces: () => [...printed, ...writtenFiles(cwd, own)].join("\n"),
    dash: async (line, env = {}) => {
      const result = await runDash(line.split(" "), {
        cwd,
        env: { ...secrets, GRAFANA_URL: emulator.url, ...env },
        io: { sleep: () => Promise.resolve() },
      });
      printed.push(result.stdout, result.stderr);
      return result;
    },
  };
}

function writtenFiles(cwd: string, own: ReadonlySet<string>): readonly string[] {
  return readdirSync(cwd, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !own.has(path.slice(cwd.length + 1)))
    .map((path) => readFileSync(path, "utf8"));
}
