import { refreshSetting, timeBound, timezoneSetting, type TimeSetting } from "../schema/time-settings.ts";

/**
 * The shape of `dash.config.ts` as data, so that a wrong value in plain JavaScript, or one that a cast let
 * through, is an error with a hint and never an odd file.
 */

/** What a member of the configuration may be. */
export type Shape =
  | { readonly is: "text" | "reference" | "whole" | "flag" | "texts" | "duration" | "url" | "headers" }
  /** The address of a Grafana and the headers of requests to it: of what dash itself talks to. */
  | { readonly is: "server" | "server-headers" }
  | { readonly is: "time"; readonly setting: TimeSetting }
  | { readonly is: "word"; readonly words: readonly string[] }
  | {
      readonly is: "object";
      readonly members: Readonly<Record<string, Shape>>;
      readonly required?: readonly string[];
      /** Members of which one must be there. */
      readonly oneOf?: readonly string[];
    }
  | { readonly is: "map"; readonly of: Shape }
  | { readonly is: "list"; readonly of: Shape };

const text = { is: "text" } as const;
const flag = { is: "flag" } as const;
const reference = { is: "reference" } as const;
const duration = { is: "duration" } as const;
const bound = { is: "time", setting: timeBound } as const;

const dataSourceMembers = {
  url: { is: "url" },
  flavour: { is: "word", words: ["prometheus", "mimir", "cortex", "thanos"] },
  version: text,
  name: text,
  uid: text,
  isDefault: flag,
  scrapeInterval: duration,
  queryTimeout: duration,
  httpMethod: { is: "word", words: ["POST", "GET"] },
  tenant: text,
  tenantHeader: text,
  headers: { is: "headers" },
  basicAuth: { is: "object", members: { user: text, password: reference }, required: ["user", "password"] },
  tls: {
    is: "object",
    members: {
      serverName: text,
      skipVerify: flag,
      caCertificate: reference,
      clientCertificate: reference,
      clientKey: reference,
    },
  },
  exemplars: {
    is: "list",
    of: {
      is: "object",
      members: { label: text, dataSourceUid: text, url: text },
      oneOf: ["dataSourceUid", "url"],
    },
  },
  orgId: { is: "whole" },
} as const satisfies Record<string, Shape>;

/** The shape of the whole configuration. */
export const configShape: Shape = {
  is: "object",
  required: ["dataSources"],
  members: {
    project: text,
    dashboards: { is: "texts" },
    output: text,
    mountPath: text,
    dataSources: { is: "map", of: { is: "object", members: dataSourceMembers, required: ["url"] } },
    environments: {
      is: "map",
      of: {
        is: "object",
        members: {
          url: { is: "server" },
          orgId: { is: "whole" },
          caFile: text,
          headers: { is: "server-headers" },
          dataSources: { is: "map", of: { is: "object", members: dataSourceMembers } },
        },
      },
    },
    defaults: {
      is: "object",
      members: {
        dataSource: text,
        time: { is: "object", members: { from: bound, to: bound }, required: ["from", "to"] },
        refresh: { is: "time", setting: refreshSetting },
        timezone: { is: "time", setting: timezoneSetting },
        tags: { is: "list", of: text },
        folder: { is: "texts" },
      },
    },
  },
};
