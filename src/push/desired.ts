import type { DataSourceSettings } from "../grafana/model.ts";
import type { JsonObject } from "../schema/json.ts";

/** A folder as the code wants it. */
export interface DesiredFolder {
  readonly object: "folder";
  readonly uid: string;
  readonly title: string;
  /** Empty at the root. */
  readonly parentUid: string;
}

/** A data source as the code wants it. */
export interface DesiredDataSource {
  readonly object: "data-source";
  readonly uid: string;
  readonly title: string;
  /** With references; `isDefault` is what the code would like. */
  readonly settings: DataSourceSettings;
  /** With references. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Whether the default flag is taken from another data source. */
  readonly claimsDefault: boolean;
}

/** A dashboard as the code wants it. */
export interface DesiredDashboard {
  readonly object: "dashboard";
  readonly uid: string;
  readonly title: string;
  /** Empty for the root. */
  readonly folderUid: string;
  /** The file of the project that it comes from. */
  readonly source?: string | undefined;
  /** The clean document to be sent. Made anew by each call, so that a thousand of them are never held at once. */
  readonly document: () => JsonObject;
}

/** An object as the code wants it. */
export type Desired = DesiredFolder | DesiredDataSource | DesiredDashboard;
