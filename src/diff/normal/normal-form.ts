/**
 * The form in which dashboards are compared: classic and v2 documents become the same, what makes no difference in
 * Grafana is gone (`relaxations.ts`), and lists whose elements have names are apart from the rest. It is never sent.
 */
import type { GridPosition } from "../../schema/document.ts";
import type { JsonObject } from "../../schema/json.ts";

/** A panel or a row. */
export interface NormalPanel {
  readonly id: number | undefined;
  /** The key of its definition, where it has one. */
  readonly key: string | undefined;
  readonly title: string;
  /** The plugin; `row` for a row. */
  readonly type: string;
  /** The index, in the list of all panels, of the row that holds it. */
  readonly row: number | undefined;
  /** On the grid of the whole dashboard, also for panels of closed rows. */
  readonly position: GridPosition;
  readonly targets: readonly JsonObject[];
  readonly overrides: readonly JsonObject[];
  readonly transformations: readonly JsonObject[];
  readonly links: readonly JsonObject[];
  /** Everything else of the panel's document: `description`, `fieldConfig.defaults`, `options`, `datasource`. */
  readonly fields: JsonObject;
}

/** A dashboard. */
export interface NormalDashboard {
  /** Every member of the document that has no list of its own here: `title`, `tags`, `time`, `refresh`. */
  readonly settings: JsonObject;
  readonly variables: readonly JsonObject[];
  readonly annotations: readonly JsonObject[];
  readonly links: readonly JsonObject[];
  /** In reading order: a row, then its panels, from the left to the right and downwards. */
  readonly panels: readonly NormalPanel[];
}
