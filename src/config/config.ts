/** How a Prometheus-compatible server is told apart; Grafana adapts its queries to it. */
export type PrometheusFlavour = "prometheus" | "mimir" | "cortex" | "thanos";

/** A link from an exemplar to the trace it names. */
export interface ExemplarConfig {
  /** The exemplar's label that holds the trace id. @default "trace_id" */
  readonly label?: string;
  /** The uid of the tracing data source in Grafana; this or `url`. */
  readonly dataSourceUid?: string;
  /** An address with `${__value.raw}` for the trace id, instead of a data source. */
  readonly url?: string;
}

/** A Prometheus data source, as Grafana reaches it. */
export interface DataSourceConfig {
  /** Where Grafana's server finds it, for example `http://prometheus:9090`; may hold `${ENV}` references, but no plain password. */
  readonly url: string;
  /** @default "prometheus" */
  readonly flavour?: PrometheusFlavour;
  /** The server's version, for example `2.50.1`: Grafana uses newer calls when it knows it. */
  readonly version?: string;
  /** The name in Grafana. @default the logical name, capitalised */
  readonly name?: string;
  /** The identity in Grafana: letters, digits, `-` and `_`, 40 at most. @default the logical name */
  readonly uid?: string;
  /** Whether Grafana proposes it for new panels. @default true for the first data source */
  readonly isDefault?: boolean;
  /** How often its targets are scraped; `$__rate_interval` is at least four times that. @default "15s" */
  readonly scrapeInterval?: string;
  /** How long a query may take. @default Grafana's 60s */
  readonly queryTimeout?: string;
  /** @default "POST", so that long queries fit */
  readonly httpMethod?: "POST" | "GET";
  /** The tenant of Mimir, Cortex or a multi-tenant Thanos, sent as a header. */
  readonly tenant?: string;
  /** The header that names the tenant. @default "X-Scope-OrgID", for Thanos "THANOS-TENANT" */
  readonly tenantHeader?: string;
  /** More headers for every query; those that carry secrets must hold `${ENV}` references. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Whom to log in as; the password must be a `${ENV}` reference. */
  readonly basicAuth?: { readonly user: string; readonly password: string };
  /** TLS towards the server; certificates and keys as `${ENV}` references. */
  readonly tls?: {
    readonly serverName?: string;
    readonly skipVerify?: boolean;
    readonly caCertificate?: string;
    readonly clientCertificate?: string;
    readonly clientKey?: string;
  };
  /** Links from exemplars to traces. @default none */
  readonly exemplars?: readonly ExemplarConfig[];
  /** The numeric id of the organisation in Grafana. @default 1 */
  readonly orgId?: number;
}

/** One Grafana with what is different there. */
export interface EnvironmentConfig {
  /** The address of Grafana, with the path that it is served under, if any; without credentials. */
  readonly url?: string;
  /** The numeric id of the organisation, for users; a token belongs to one. */
  readonly orgId?: number;
  /** A PEM file with the authority that signed Grafana's certificate, from the project folder. */
  readonly caFile?: string;
  /** Headers of every request to Grafana, for proxies in between; those that carry secrets must hold `${ENV}` references. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Data sources that differ there, by logical name: only the members that differ. */
  readonly dataSources?: Readonly<Record<string, Partial<DataSourceConfig>>>;
}

/** What dashboards use unless they say otherwise. */
export interface DashboardDefaults {
  /** The logical name of a data source. @default the one marked `isDefault`, else the first */
  readonly dataSource?: string;
  /** @default the last hour */
  readonly time?: { readonly from: string; readonly to: string };
  /** @default "30s" */
  readonly refresh?: string;
  /** @default "browser" */
  readonly timezone?: string;
  /** Tags added to every dashboard. @default none */
  readonly tags?: readonly string[];
  /** The folder, by title; nested folders as `Platform/Databases` or as a list. @default General, Grafana's root */
  readonly folder?: string | readonly string[];
}

/** The settings of a project: the default export of `dash.config.ts`. */
export interface DashConfig {
  /** The project's name: part of file names and of what dash writes about itself. @default "dash" */
  readonly project?: string;
  /** Which files export dashboards, as globs from the project folder. @default "dashboards/**\/*.{ts,mts,js,mjs,json}" */
  readonly dashboards?: string | readonly string[];
  /** The folder that `dash build` writes. @default "provisioning" */
  readonly output?: string;
  /** Where Grafana sees that folder. @default "/etc/grafana/provisioning" */
  readonly mountPath?: string;
  /** The data sources by the logical names that dashboards use. */
  readonly dataSources: Readonly<Record<string, DataSourceConfig>>;
  /** The Grafanas that the project goes to, by name. */
  readonly environments?: Readonly<Record<string, EnvironmentConfig>>;
  /** What dashboards use unless they say otherwise. */
  readonly defaults?: DashboardDefaults;
}

/**
 * The settings of a project, type-checked. `dash.config.ts` exports the result as its default export.
 *
 * @example
 * export default defineConfig({ dataSources: { prometheus: { url: "http://prometheus:9090" } } });
 */
export function defineConfig(config: DashConfig): DashConfig {
  return config;
}
