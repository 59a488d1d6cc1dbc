/**
 * What compiling makes of the user's definitions: plain documents and data, ready to be written to files, pushed,
 * compared or checked. Everything after `compile` works on a bundle and knows nothing of the authoring API.
 */
import type { JsonObject } from "./json.ts";

/** A text as bytes, with their SHA-256 in hex. */
export interface EncodedText {
  readonly bytes: Uint8Array;
  readonly digest: string;
}

/** A dashboard, ready for Grafana. */
export interface BundledDashboard {
  readonly uid: string;
  readonly title: string;
  /** The titles of the folders that hold it, outermost first; empty means Grafana's root, "General". */
  readonly folder: readonly string[];
  readonly tags?: readonly string[];
  /** The canonical text of the classic dashboard document, with a final newline. */
  readonly json: string;
  /** The text in UTF-8 with its SHA-256, where both are at hand already: for writing it without another pass. */
  readonly encoded?: EncodedText;
}

/** A Prometheus data source that the dashboards of a bundle use. */
export interface BundledDataSource {
  /** The name that the dashboards' code uses. */
  readonly name: string;
  /** The name in Grafana; with the organisation it is the data source's identity for file provisioning. */
  readonly title: string;
  readonly uid: string;
  readonly type: "prometheus";
  /** Where Grafana's server reaches it; may hold `${ENV}` references. */
  readonly url: string;
  /** Whether panels without a data source use it; one at most for each organisation. */
  readonly isDefault: boolean;
  /** Present when the configuration itself says that it is the default, so that a push may take the flag from another one. */
  readonly claimsDefault?: true;
  /** The settings that are no secrets, as `@grafana/prometheus` names them. */
  readonly jsonData: JsonObject;
  /** The secrets, as `${ENV}` references; a secret itself is never in a bundle. */
  readonly secureJsonData: Readonly<Record<string, string>>;
  /** Whether Grafana logs in with `basicAuthUser` and the secret `basicAuthPassword`. @default false */
  readonly basicAuth?: boolean;
  /** The user to log in as; may hold `${ENV}` references. */
  readonly basicAuthUser?: string;
  /** Whether the browser's cookies are sent along. @default false */
  readonly withCredentials?: boolean;
  /** The numeric id of the organisation. @default 1 */
  readonly orgId?: number;
}

/** A folder that holds dashboards or folders of a bundle. */
export interface BundledFolder {
  /** At most 40 letters, digits, hyphens and underscores; derived from the path, see `provision/folders.ts`. */
  readonly uid: string;
  readonly title: string;
  /** The titles from the outermost folder to this one; never empty. */
  readonly path: readonly string[];
}

/** All that one project's definitions compile to. */
export interface Bundle {
  readonly dashboards: readonly BundledDashboard[];
  readonly dataSources: readonly BundledDataSource[];
  /** Every folder on the way to a dashboard, parents first, derived from the dashboards. */
  readonly folders: readonly BundledFolder[];
}
