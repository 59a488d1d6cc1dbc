import type { Place } from "../base/place.ts";
import type { Problem } from "../base/problem.ts";
import { quoteList, suggest } from "../base/text.ts";
import type { BundledDataSource } from "../schema/bundle.ts";
import { checkShape } from "./check-shape.ts";
import type { DashboardDefaults, DashConfig, DataSourceConfig, EnvironmentConfig } from "./config.ts";
import { bundleDataSource } from "./data-source.ts";
import { configShape } from "./schema.ts";

/** Where dashboards are unless the configuration says otherwise. */
export const defaultDashboards = "dashboards/**/*.{ts,mts,js,mjs,json}";

/** The Grafana of an environment, as far as the configuration says. */
export interface ProjectEnvironment {
  readonly name: string;
  /** The address without credentials. */
  readonly url?: string;
  readonly orgId?: number;
  /** From the project folder. */
  readonly caFile?: string;
  /** May hold `${ENV}` references. @default none */
  readonly headers: Readonly<Record<string, string>>;
}

/** A configuration with every default filled in, for one environment. */
export interface ProjectConfig {
  readonly project: string;
  /** Whether the configuration names the project itself: what is pushed must be told apart from other projects'. */
  readonly named: boolean;
  readonly dashboards: readonly string[];
  readonly output: string;
  readonly mountPath: string;
  readonly dataSources: readonly BundledDataSource[];
  /** The logical name of the data source that dashboards use unless they say otherwise. */
  readonly dataSource: string;
  readonly defaults: DashboardDefaults;
  /** The environment that was chosen; absent without one. */
  readonly environment?: ProjectEnvironment;
  /** The names of all environments. */
  readonly environments: readonly string[];
}

/** What reading a configuration gives: the configuration, or what is wrong with it. */
export type ConfigResult =
  | { readonly config: ProjectConfig; readonly problems: readonly [] }
  | { readonly config: undefined; readonly problems: readonly Problem[] };

/** The file that a configuration came from; `text` serves to find the line of a wrong member. */
export interface ConfigSource {
  readonly file: string;
  readonly text: string;
}

/** Reads the default export of `dash.config.ts` for an environment; `undefined` is the configuration as it stands. */
export function readConfig(value: unknown, source: ConfigSource, environment?: string): ConfigResult {
  const problem = (path: readonly string[], message: string, hint?: string): Problem => ({
    rule: "config",
    severity: "error",
    message,
    ...(hint === undefined || hint === "" ? {} : { hint }),
    at: placeOfMember(source, path),
  });
  if (value === undefined) {
    return {
      config: undefined,
      problems: [
        problem(
          [],
          `\`${source.file}\` has no default export.`,
          "Write `export default defineConfig({ … })`.",
        ),
      ],
    };
  }
  const findings = checkShape(value, configShape);
  if (findings.length > 0) {
    return {
      config: undefined,
      problems: findings.map(({ path, message, hint }) => problem(path, message, hint)),
    };
  }
  const config = value as DashConfig;
  const problems = checkNames(config, environment, problem);
  return problems.length > 0
    ? { config: undefined, problems }
    : { config: resolve(config, environment), problems: [] };
}

type Report = (path: readonly string[], message: string, hint?: string) => Problem;

function checkNames(
  config: DashConfig,
  environment: string | undefined,
  problem: Report,
): readonly Problem[] {
  const names = Object.keys(config.dataSources);
  const environments = config.environments ?? {};
  const problems: Problem[] = [];
  if (names.length === 0) {
    problems.push(
      problem(
        ["dataSources"],
        "There is no data source.",
        'Add one, for example `prometheus: { url: "http://prometheus:9090" }`.',
      ),
    );
  }
  if (environment !== undefined && !Object.hasOwn(environments, environment)) {
    problems.push(
      problem(
        ["environments"],
        `There is no environment \`${environment}\`.`,
        suggest(environment, Object.keys(environments)) || "The configuration has no `environments`.",
      ),
    );
  }
  for (const [name, { dataSources = {} }] of Object.entries(environments)) {
    for (const unknown of Object.keys(dataSources).filter((logical) => !names.includes(logical))) {
      const path = ["environments", name, "dataSources", unknown];
      problems.push(
        problem(
          path,
          `\`${path.join(".")}\` is no data source of the configuration.`,
          suggest(unknown, names),
        ),
      );
    }
  }
  const chosen = config.defaults?.dataSource;
  if (chosen !== undefined && !names.includes(chosen)) {
    problems.push(
      problem(
        ["defaults", "dataSource"],
        `\`defaults.dataSource\` names the unknown data source \`${chosen}\`.`,
        suggest(chosen, names),
      ),
    );
  }
  return [...problems, ...checkIdentities(config, environments[environment ?? ""], problem)];
}

function checkIdentities(
  config: DashConfig,
  environment: EnvironmentConfig | undefined,
  problem: Report,
): readonly Problem[] {
  const problems: Problem[] = [];
  const seen = new Map<string, string>();
  const dataSources = dataSourcesOf(config, environment);
  for (const { name, uid, title } of dataSources) {
    const path = ["dataSources", name];
    if (!/^[\w-]{1,40}$/.test(uid)) {
      problems.push(
        problem(
          [...path, "uid"],
          `The uid \`${uid}\` of data source \`${name}\` is no valid uid.`,
          "Use up to 40 letters, digits, hyphens and underscores.",
        ),
      );
    }
    for (const identity of [`uid \`${uid}\``, `name \`${title}\``]) {
      const other = seen.get(identity);
      if (other !== undefined)
        problems.push(
          problem(path, `The data sources \`${other}\` and \`${name}\` have the same ${identity}.`),
        );
      seen.set(identity, name);
    }
  }
  const defaults = dataSources.filter(({ isDefault }) => isDefault);
  if (defaults.length > 1) {
    // Grafana refuses to start with two default data sources in one organisation.
    problems.push(
      problem(
        ["dataSources"],
        `More than one data source is the default: ${quoteList(defaults.map(({ name }) => name))}.`,
        "Leave `isDefault: true` on one of them.",
      ),
    );
  }
  return problems;
}

function resolve(config: DashConfig, environment: string | undefined): ProjectConfig {
  const dataSources = dataSourcesOf(config, config.environments?.[environment ?? ""]);
  const { dashboards = defaultDashboards } = config;
  return {
    project: config.project ?? "dash",
    named: config.project !== undefined,
    dashboards: typeof dashboards === "string" ? [dashboards] : dashboards,
    output: config.output ?? "provisioning",
    mountPath: config.mountPath ?? "/etc/grafana/provisioning",
    dataSources,
    dataSource:
      config.defaults?.dataSource ??
      dataSources.find(({ isDefault }) => isDefault)?.name ??
      dataSources[0]?.name ??
      "",
    defaults: config.defaults ?? {},
    ...(environment === undefined
      ? {}
      : { environment: resolveEnvironment(environment, config.environments?.[environment] ?? {}) }),
    environments: Object.keys(config.environments ?? {}),
  };
}

function resolveEnvironment(name: string, environment: EnvironmentConfig): ProjectEnvironment {
  const { url, orgId, caFile, headers = {} } = environment;
  return {
    name,
    ...(url === undefined ? {} : { url }),
    ...(orgId === undefined ? {} : { orgId }),
    ...(caFile === undefined ? {} : { caFile }),
    headers,
  };
}

function dataSourcesOf(
  config: DashConfig,
  environment: EnvironmentConfig | undefined,
): readonly BundledDataSource[] {
  const merged = Object.entries(config.dataSources).map(
    ([name, dataSource]): readonly [string, DataSourceConfig] => [
      name,
      { ...dataSource, ...environment?.dataSources?.[name] },
    ],
  );
  const marked = merged.some(([, { isDefault }]) => isDefault === true);
  return merged.map(([name, dataSource], index) =>
    bundleDataSource(name, dataSource, dataSource.isDefault ?? (!marked && index === 0)),
  );
}

/** The line that writes a member: each name of the path is looked for after the one that holds it. */
function placeOfMember({ file, text }: ConfigSource, path: readonly string[]): Place {
  let offset = 0;
  let found = -1;
  for (const name of path) {
    const match = new RegExp(`(?<![\\w$])["']?${escapeRegExp(name)}["']?\\s*[:,(]`).exec(text.slice(offset));
    if (match === null) break;
    found = offset + match.index;
    offset = found + match[0].length;
  }
  if (found < 0) return { file };
  const before = text.slice(0, found).split("\n");
  return { file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
