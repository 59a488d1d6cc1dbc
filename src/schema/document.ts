/**
 * Grafana's classic dashboard document (schemaVersion 42; read by Grafana 9.5 to 13), as far as the authoring
 * API writes it. Written by hand rather than taken from the Foundation SDK, because the SDK's types are
 * TypeScript enums that plain JSON cannot satisfy.
 */
import type { Json, JsonObject } from "./json.ts";

/** A reference to a data source by its uid. */
export interface DataSourceRef {
  readonly type: string;
  readonly uid: string;
}

/** A place on the 24-column grid; one unit of height is 30 pixels plus an 8 pixel gap. */
export interface GridPosition {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** A query as Grafana stores it in a panel. */
export interface TargetDocument {
  readonly refId: string;
  readonly datasource?: DataSourceRef | undefined;
  readonly [key: string]: unknown;
}

/** How values are shown, for all fields and for those that a matcher picks. */
export interface FieldConfigDocument {
  readonly defaults: JsonObject;
  readonly overrides: readonly {
    readonly matcher: { readonly id: string; readonly options?: Json };
    readonly properties: readonly { readonly id: string; readonly value?: Json }[];
  }[];
}

/** A panel or a row of a dashboard document. */
export interface PanelDocument {
  readonly id: number;
  readonly type: string;
  readonly title?: string | undefined;
  readonly gridPos: GridPosition;
  readonly collapsed?: boolean | undefined;
  readonly panels?: readonly PanelDocument[] | undefined;
  readonly targets?: readonly TargetDocument[] | undefined;
  readonly fieldConfig?: FieldConfigDocument | undefined;
  readonly [key: string]: unknown;
}

/** A whole classic dashboard document. */
export interface DashboardDocument {
  readonly uid: string;
  readonly title: string;
  readonly schemaVersion: number;
  readonly panels: readonly PanelDocument[];
  readonly [key: string]: unknown;
}
