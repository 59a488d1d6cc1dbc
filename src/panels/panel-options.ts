import { type PanelLink, panelLinksRule } from "./links.ts";
import { intervalSetting, timeFromSetting, timeShiftSetting } from "../schema/time-settings.ts";
import { flagRule, numberRule, type RulesFor, textRule, timeRule } from "./option-rules.ts";
import type { ExactPosition } from "./panel.ts";
import type { PanelQuery } from "./panel-queries.ts";
import { heightRule, type PanelHeight, type PanelWidth, widthRule } from "./size.ts";
import { type Transformation, transformationsRule } from "./transformations.ts";

/** A panel that appears once for each value of a variable. */
export interface RepeatOptions {
  /** The name of the variable, without `$`. */
  readonly variable: string;
  /** Beside each other or below each other. @default "horizontal" */
  readonly direction?: "horizontal" | "vertical";
  /** The greatest number of panels beside each other, 2 to 12. @default 4 (Grafana's) */
  readonly maxPerRow?: number;
}

/** What every panel can set. */
export interface PanelOptions {
  /** The text above the panel; variables such as `$job` are filled in. */
  readonly title: string;
  /**
   * The panel's identity within its dashboard, from which its numeric id is derived: keep it when the title
   * changes, and links and alerts stay. @default the title in lower case with hyphens
   */
  readonly key?: string;
  /** The explanation behind the "i" in the panel's corner, as Markdown. @default none */
  readonly description?: string;
  /** Columns of 24, or a word such as `half`. @default an equal share of the row */
  readonly width?: PanelWidth;
  /** Grid rows of 38 pixels, or a word such as `small`. @default 8, or what suits the panel type */
  readonly height?: PanelHeight;
  /** A fixed place on the grid. @default the next free one in the row */
  readonly position?: ExactPosition;
  /** Links in the panel's corner. @default none */
  readonly links?: readonly PanelLink[];
  /** The variable for each of whose values the panel appears once. @default none */
  readonly repeat?: string | RepeatOptions;
  /** Whether the panel has no background. @default false */
  readonly transparent?: boolean;
}

/** What every panel that asks a data source can set. */
export interface DataOptions extends PanelOptions {
  /** What is drawn; may be empty. */
  readonly queries: readonly PanelQuery[];
  /** The logical name of the data source. @default the dashboard's */
  readonly dataSource?: string;
  /** What happens to the answers before they are drawn, in order. @default nothing */
  readonly transformations?: readonly Transformation[];
  /** The smallest step between points, for example `1m`. @default the data source's scrape interval */
  readonly interval?: string;
  /** The greatest number of points of a series. @default the panel's width in pixels */
  readonly maxDataPoints?: number;
  /** A time range of its own, from so long ago until now: `24h`. @default the dashboard's */
  readonly timeFrom?: string;
  /** How far the time range lies back: `1w`. @default not at all */
  readonly timeShift?: string;
  /** Whether the panel does not show that its time range differs. @default false */
  readonly hideTimeOverride?: boolean;
}

/** The last word on a panel. */
export interface Configurable<Builder> {
  /** A step that changes the finished panel with the Foundation SDK's own builder. @default none */
  readonly configure?: (builder: Builder) => Builder | void;
}

const repeatRules: RulesFor<RepeatOptions> = {
  variable: textRule,
  direction: { is: "text", words: ["horizontal", "vertical"] },
  maxPerRow: { is: "number", whole: true },
};

const positionRules: RulesFor<ExactPosition> = {
  x: { is: "number", whole: true },
  y: { is: "number", whole: true },
  width: { is: "number", whole: true },
  height: { is: "number", whole: true },
};

/** The rules for {@link PanelOptions} and `configure`. */
export const panelRules: RulesFor<PanelOptions & Configurable<never>> = {
  title: textRule,
  key: textRule,
  description: textRule,
  width: widthRule,
  height: heightRule,
  position: { is: "object", required: ["x", "y", "width", "height"], members: positionRules },
  links: panelLinksRule,
  repeat: { is: ["text", "object"], required: ["variable"], members: repeatRules },
  transparent: flagRule,
  configure: { is: "function" },
};

/** The rules for {@link DataOptions} and `configure`. */
export const dataRules: RulesFor<DataOptions & Configurable<never>> = {
  ...panelRules,
  queries: { opaque: true },
  dataSource: textRule,
  transformations: transformationsRule,
  interval: timeRule(intervalSetting),
  maxDataPoints: numberRule,
  timeFrom: timeRule(timeFromSetting),
  timeShift: timeRule(timeShiftSetting),
  hideTimeOverride: flagRule,
};
