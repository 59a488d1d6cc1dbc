import { memberOf, type JsonObject } from "../../schema/json.ts";

/** What a target's text is written in. */
export type QueryLanguage =
  | "promql"
  /** A language in which white space between symbols never counts. */
  | "free"
  /** Anything else. */
  | "unknown";

/** The member that holds the expression, and its language, by the type of the data source. */
const byType: Readonly<Record<string, readonly [member: string, language: QueryLanguage]>> = {
  __expr__: ["expression", "free"],
  "grafana-amazonprometheus-datasource": ["expr", "promql"],
  "grafana-azureprometheus-datasource": ["expr", "promql"],
  "grafana-postgresql-datasource": ["rawSql", "free"],
  cloudwatch: ["expression", "unknown"],
  elasticsearch: ["query", "unknown"],
  graphite: ["target", "unknown"],
  influxdb: ["query", "free"],
  loki: ["expr", "free"],
  mssql: ["rawSql", "free"],
  mysql: ["rawSql", "free"],
  postgres: ["rawSql", "free"],
  prometheus: ["expr", "promql"],
  tempo: ["query", "free"],
  "victoriametrics-metrics-datasource": ["expr", "promql"],
};

/** What plugins call it, the commonest first. */
const usualNames = [
  "expr",
  "rawSql",
  "query",
  "expression",
  "target",
  "queryText",
  "rawQuery",
  "sql",
] as const;

/** The type of a target's data source: its own, or that of its panel. */
export function typeOfTarget(target: JsonObject, panelType?: string): string | undefined {
  const own = memberOf(target["datasource"], "type");
  if (typeof own === "string") return own;
  if (panelType !== undefined) return panelType;
  return typeof target["expr"] === "string" ? "prometheus" : undefined;
}

/** The member that holds the expression of a target; nothing where it has none. */
export function expressionMember(target: JsonObject, panelType?: string): string | undefined {
  const type = typeOfTarget(target, panelType);
  const [known] = (type === undefined ? undefined : byType[type]) ?? [];
  const names = known === undefined ? usualNames : [known, ...usualNames];
  return names.find((name) => typeof target[name] === "string");
}

/** The expression of a target; nothing where it has none. */
export function expressionOf(target: JsonObject, panelType?: string): string | undefined {
  const member = expressionMember(target, panelType);
  const text = member === undefined ? undefined : target[member];
  return typeof text === "string" ? text : undefined;
}

/** The language of a target's expression. */
export function languageOf(target: JsonObject, panelType?: string): QueryLanguage {
  const type = typeOfTarget(target, panelType);
  if (type !== undefined && Object.hasOwn(byType, type)) return byType[type]?.[1] ?? "unknown";
  return "unknown";
}
