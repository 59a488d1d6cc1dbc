import type { BundledDataSource } from "../schema/bundle.ts";
import type { JsonObject } from "../schema/json.ts";
import type { DataSourceConfig, PrometheusFlavour } from "./config.ts";

/** Grafana's names of the flavours (`prometheusType`; Grafana 9.3+). */
const flavourNames: Readonly<Record<PrometheusFlavour, string>> = {
  prometheus: "Prometheus",
  mimir: "Mimir",
  cortex: "Cortex",
  thanos: "Thanos",
};

/** A configured data source in the members that Grafana's Prometheus plugin stores. */
export function bundleDataSource(
  name: string,
  config: DataSourceConfig,
  isDefault: boolean,
): BundledDataSource {
  const headers = headersOf(config);
  return {
    name,
    title: config.name ?? name.charAt(0).toUpperCase() + name.slice(1),
    uid: config.uid ?? name,
    type: "prometheus",
    url: config.url,
    isDefault,
    ...(config.isDefault === true ? { claimsDefault: true } : {}),
    jsonData: {
      ...settingsOf(config),
      ...numbered(
        "httpHeaderName",
        headers.map(([header]) => header),
      ),
    },
    secureJsonData: {
      ...secretsOf(config),
      ...numbered(
        "httpHeaderValue",
        headers.map(([, value]) => value),
      ),
    },
    ...(config.basicAuth === undefined ? {} : { basicAuth: true, basicAuthUser: config.basicAuth.user }),
    ...(config.orgId === undefined ? {} : { orgId: config.orgId }),
  };
}

function headersOf(config: DataSourceConfig): readonly (readonly [string, string])[] {
  const tenantHeader =
    config.tenantHeader ?? (config.flavour === "thanos" ? "THANOS-TENANT" : "X-Scope-OrgID");
  return Object.entries({
    ...(config.tenant === undefined ? {} : { [tenantHeader]: config.tenant }),
    ...config.headers,
  });
}

/** Grafana stores any number of headers as members `httpHeaderName1`, `httpHeaderName2` and so on. */
function numbered(prefix: string, values: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(values.map((value, index) => [`${prefix}${index + 1}`, value]));
}

function settingsOf(config: DataSourceConfig): JsonObject {
  const { tls } = config;
  return withoutUndefined({
    exemplarTraceIdDestinations: config.exemplars?.map(({ label, dataSourceUid, url }) =>
      withoutUndefined({ name: label ?? "trace_id", datasourceUid: dataSourceUid, url }),
    ),
    httpMethod: config.httpMethod ?? "POST",
    prometheusType: flavourNames[config.flavour ?? "prometheus"],
    prometheusVersion: config.version,
    queryTimeout: config.queryTimeout,
    serverName: tls?.serverName,
    timeInterval: config.scrapeInterval ?? "15s",
    tlsAuth: tls?.clientCertificate === undefined ? undefined : true,
    tlsAuthWithCACert: tls?.caCertificate === undefined ? undefined : true,
    tlsSkipVerify: tls?.skipVerify,
  });
}

function secretsOf(config: DataSourceConfig): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries({
      basicAuthPassword: config.basicAuth?.password,
      tlsCACert: config.tls?.caCertificate,
      tlsClientCert: config.tls?.clientCertificate,
      tlsClientKey: config.tls?.clientKey,
    }).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

function withoutUndefined(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}
