import type { CallSite } from "../base/call-site.ts";
import type { Query } from "../queries/expression.ts";
import type { FieldConfigDocument } from "../schema/document.ts";
import type { JsonObject } from "../schema/json.ts";

/** A place on the grid that the author fixed; `y` counts from the top of the row that holds the panel. */
export interface ExactPosition {
  /** Columns of 24 from the left, from 0. */
  readonly x: number;
  /** Grid rows from the top of the row that holds the panel, from 0. */
  readonly y: number;
  /** Columns of 24. */
  readonly width: number;
  /** Grid rows of 38 pixels. */
  readonly height: number;
}

/** A step of the Foundation SDK's own builder that runs last on the finished panel. */
export interface PanelConfiguration {
  /** The SDK's subpath that exports the `PanelBuilder`, for example `timeseries`. */
  readonly module: string;
  readonly apply: (builder: never) => unknown;
}

/**
 * An immutable panel: everything but its id and its place on the grid, which the compile step derives from
 * its key and its neighbours. Panel functions such as `timeseries()` make it.
 */
export interface Panel {
  readonly kind: "panel";
  /** The panel plugin's id, for example `timeseries`. */
  readonly type: string;
  /**
   * The panel's identity within its dashboard: its numeric id is derived from it, so that links and alerts
   * survive every change but that of the key.
   */
  readonly key: string;
  readonly title: string;
  readonly description: string | undefined;
  /** Columns of 24. @default an equal share of the row */
  readonly width: number | undefined;
  /** Grid rows of 38 pixels. @default 8, or what suits the panel type */
  readonly height: number | undefined;
  readonly position: ExactPosition | undefined;
  /** The logical name of the data source. @default the dashboard's */
  readonly dataSource: string | undefined;
  readonly queries: readonly Query[];
  readonly fieldConfig: FieldConfigDocument;
  /** The plugin's own options. */
  readonly options: JsonObject;
  /** All other members of the panel document: links, repeat, timeFrom, transformations, transparent and so on. */
  readonly extra: JsonObject;
  readonly configure: PanelConfiguration | undefined;
  /** Where the panel was written. */
  readonly site: CallSite;
}
