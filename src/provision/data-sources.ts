import { compareText } from "../base/text.ts";
import type { BundledDataSource } from "../schema/bundle.ts";
import type { JsonObject } from "../schema/json.ts";
import { literalText, literalValue, textWithReferences } from "./interpolation.ts";
import { formatYaml, type YamlValue } from "./yaml.ts";

/** The lines that tell readers of a written file not to change it. */
export const generatedComment: readonly string[] = [
  "Written by dash from the dashboards' code. Change the code and run `npx dash build`:",
  "changes made here are lost.",
];

/** Grafana's provisioning file for the data sources (9.5 to 13). */
export function formatDataSources(dataSources: readonly BundledDataSource[]): string {
  const sorted = [...dataSources].sort(
    (left, right) => (left.orgId ?? 1) - (right.orgId ?? 1) || compareText(left.title, right.title),
  );
  return formatYaml(
    {
      // Without the version, Grafana reads the file as a format of 2017 with other names, silently.
      apiVersion: 1,
      // Since 11.1 data sources that vanish from the file are deleted; older versions ignore unknown keys.
      prune: true,
      datasources: sorted.map(dataSourceEntry),
    },
    generatedComment,
  );
}

function dataSourceEntry(source: BundledDataSource): YamlValue {
  const secrets = Object.entries(source.secureJsonData).sort(([left], [right]) => compareText(left, right));
  return {
    name: literalText(source.title),
    uid: literalText(source.uid),
    type: source.type,
    access: "proxy",
    orgId: source.orgId ?? 1,
    url: textWithReferences(source.url),
    isDefault: source.isDefault,
    ...(source.basicAuth === undefined ? {} : { basicAuth: source.basicAuth }),
    ...(source.basicAuthUser === undefined
      ? {}
      : { basicAuthUser: textWithReferences(source.basicAuthUser) }),
    ...(source.withCredentials === undefined ? {} : { withCredentials: source.withCredentials }),
    jsonData: literalValue(sortKeys(source.jsonData)) as YamlValue,
    ...(secrets.length === 0
      ? {}
      : {
          secureJsonData: Object.fromEntries(
            secrets.map(([name, value]) => [name, textWithReferences(value)]),
          ),
        }),
    editable: false,
  };
}

function sortKeys(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).sort(([left], [right]) => compareText(left, right)));
}
