import { pageDefaults } from "../../schema/defaults/data-source-defaults.ts";
import { isObject, type JsonObject } from "../../schema/json.ts";
import { textAt, withoutDefaults } from "./leftovers.ts";
import type { SideObject } from "./side.ts";

/** What Grafana understands where a provisioning file says nothing of a data source. */
const defaults: JsonObject = {
  access: "proxy",
  basicAuth: false,
  basicAuthUser: "",
  correlations: [],
  database: "",
  editable: false,
  isDefault: false,
  jsonData: {},
  orgId: 1,
  secureJsonData: {},
  url: "",
  user: "",
  withCredentials: false,
};

/**
 * A data source as it is compared, wherever it comes from: with the names of provisioning files, and without what Grafana
 * understands anyway, among it what the settings page writes out on saving.
 */
export function dataSourceObject(written: JsonObject): SideObject {
  const { jsonData } = written;
  const settings = isObject(jsonData) ? { jsonData: withoutDefaults(jsonData, pageDefaults) } : {};
  const value = withoutDefaults({ ...written, ...settings }, defaults);
  const title = textAt(value, "name");
  return { ref: { kind: "data-source", uid: textAt(value, "uid"), title }, value };
}
