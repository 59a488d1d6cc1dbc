/**
 * The shape of `dash.config.ts` as data, so that a wrong value in plain JavaScript, or one that a cast let
 * through, is an error with a hint and never an odd file.
 */

/** What a member of the configuration may be. */
export type Shape =
  | { readonly is: "text" | "reference" | "number" | "flag" | "texts" | "duration" }
  | { readonly is: "word"; readonly words: readonly string[] }
  | {
      readonly is: "object";
      readonly members: Readonly<Record<string, Shape>>;
      readonly required?: readonly string[];
    }
  | { readonly is: "map"; readonly of: Shape }
  | { readonly is: "list"; readonly of: Shape };

const text = { is: "text" } as const;
const number = { is: "number" } as const;
const flag = { is: "flag" } as const;
const reference = { is: "reference" } as const;
const duration = { is: "duration" } as const;

const dataSourceMembers = {
  url: text,
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
  headers: { is: "map", of: text },
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
  exemplars: { is: "list", of: { is: "object", members: { label: text, dataSourceUid: text, url: text } } },
  orgId: number,
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
        members: { url: text, dataSources: { is: "map", of: { is: "object", members: dataSourceMembers } } },
      },
    },
    defaults: {
      is: "object",
      members: {
        dataSource: text,
        time: { is: "object", members: { from: text, to: text }, required: ["from", "to"] },
        refresh: text,
        timezone: text,
        tags: { is: "list", of: text },
        folder: text,
      },
    },
  },
};
