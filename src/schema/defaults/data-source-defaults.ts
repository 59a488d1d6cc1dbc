import type { JsonObject } from "../json.ts";

/**
 * What the settings page of Prometheus data sources writes into `jsonData` besides what was changed (9.5 to 13): its
 * defaults. What only the server has, with another value, is a difference.
 */
export const pageDefaults: JsonObject = {
  allowAsRecordingRulesTarget: true,
  cacheLevel: "Low",
  customQueryParameters: "",
  defaultEditor: "builder",
  disableMetricsLookup: false,
  disableRecordingRules: false,
  exemplarTraceIdDestinations: [],
  httpMethod: "POST",
  incrementalQuerying: false,
  incrementalQueryOverlapWindow: "10m",
  keepCookies: [],
  manageAlerts: true,
  oauthPassThru: false,
  prometheusType: "Prometheus",
  prometheusVersion: "",
  queryTimeout: "",
  seriesEndpoint: false,
  seriesLimit: 40_000,
  serverName: "",
  sigV4Auth: false,
  timeInterval: "",
  tlsAuth: false,
  tlsAuthWithCACert: false,
  tlsSkipVerify: false,
};
