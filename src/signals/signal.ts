import type { Feed, Instrument } from "../instruments/instrument.ts";
import type { Mappings } from "../panels/mappings.ts";
import type { FieldOverride } from "../panels/overrides.ts";
import type { DataOptions } from "../panels/panel-options.ts";
import type { LabelsOf, RangeOptions } from "../queries/queries.ts";
import type { Unit } from "../schema/units.ts";

/** The kinds of panels that signals are drawn in. */
export type SignalType = "timeseries" | "stat" | "state-timeline";

/** What can be said about every signal; what panels in general can be told (`width`, `links` and so on) too. */
export interface SignalOptions<Label extends string = string> extends Omit<
  DataOptions,
  "title" | "queries" | "transformations"
> {
  /** @default the signal's name in words */
  readonly title?: string;
  /** The explanation behind the "i" in the panel's corner. @default one sentence on how to read the signal */
  readonly description?: string;
  /**
   * The panel's identity within its dashboard. @default the signal and its jobs: `error-rate-shop`, with another
   * `type` than the usual one `error-rate-stat-shop`, with `by` `error-rate-shop-by-route`
   */
  readonly key?: string;
  /** More labels to tell series apart by, which the series of all given instruments carry. @default none */
  readonly by?: readonly Label[];
  /** Whether the panel shows the course of time or the current values in large. @default "timeseries" */
  readonly type?: "timeseries" | "stat";
  /** Where values become yellow; `false` for nowhere. @default what suits the signal */
  readonly warning?: number | false;
  /** Where values become red; `false` for nowhere. @default what suits the signal */
  readonly critical?: number | false;
}

/** What can be said about signals that look at a window of time. */
export interface WindowSignalOptions<Label extends string = string>
  extends SignalOptions<Label>, RangeOptions {}

/** The labels that the series of some feeds carry at all of the instruments. */
export type SharedLabel<Kind extends Instrument, Name extends string> = (
  Kind extends Instrument<infer Feeds> ? (label: FeedLabel<Feeds, Name>) => void : never
) extends (label: infer Label extends string) => void
  ? Label
  : never;

type FeedLabel<Feeds, Name extends string> = (
  Name extends keyof Feeds ? (label: SeriesLabel<Feeds[Name]>) => void : never
) extends (label: infer Label) => void
  ? Label
  : never;

type SeriesLabel<AFeed> = AFeed extends Feed<infer Series> ? LabelsOf<Series> : never;

/** The facts of a signal. */
export interface Signal {
  /** The function's name; the panel's key starts with it. */
  readonly name: string;
  readonly title: string;
  /** One sentence on what it shows and how to read it. */
  readonly description: string;
  readonly unit: Unit;
  /** The names of the feeds that it reads. */
  readonly needs: readonly string[];
  /** The labels that tell its series apart. */
  readonly labels: readonly string[];
  /** The labels that its legend shows, besides those of `by`. @default all of `labels` */
  readonly legend?: readonly string[];
  /** The kind of panel that it is drawn in. @default "timeseries" */
  readonly type?: SignalType;
  /** Where values become yellow and red. @default nowhere */
  readonly warning?: number;
  readonly critical?: number;
  /** Whether values below the thresholds are the bad ones. @default false */
  readonly lowIsBad?: boolean;
  /** Whether its series add up to something, so that they are drawn on top of one another. @default false */
  readonly stacked?: boolean;
  /** What is shown instead of certain values. @default nothing */
  readonly mappings?: Mappings;
  /** What is different for some of the series. @default nothing */
  readonly overrides?: readonly FieldOverride[];
}
