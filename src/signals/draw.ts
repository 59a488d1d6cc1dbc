import { DashError } from "../base/dash-error.ts";
import type { DataOptions } from "../panels/panel-options.ts";
import type { FieldOptions } from "../panels/field-config.ts";
import type { Panel } from "../panels/panel.ts";
import { stat } from "../panels/stat.ts";
import { stateTimeline } from "../panels/state-timeline.ts";
import type { ThresholdLevels } from "../panels/thresholds.ts";
import { timeseries } from "../panels/timeseries.ts";
import type { Query } from "../queries/queries.ts";
import type { Signal, SignalOptions, SignalType } from "./signal.ts";

/** The options of a signal, whatever kind of panel it is drawn in. */
export type DrawOptions = Omit<SignalOptions, "type"> & { readonly type?: SignalType };

/** What is drawn: the queries, and the jobs as they stand in the panel's key. */
export interface Drawing {
  readonly queries: readonly Query[];
  readonly jobs: string;
}

/** The panel of a signal whose queries are made. */
export function drawSignal(signal: Signal, options: DrawOptions, { queries, jobs }: Drawing): Panel {
  const { by = [], type, warning = signal.warning, critical = signal.critical, ...others } = options;
  checkLevel(signal, "warning", warning);
  checkLevel(signal, "critical", critical);
  const thresholds = levelsOf(warning, critical, signal.lowIsBad);
  const usual = signal.type ?? "timeseries";
  const parts = [type === usual ? undefined : type, jobs, by.length > 0 && `by-${by.join("-")}`];
  return draw(type ?? usual, signal.stacked === true, {
    unit: signal.unit,
    min: 0,
    queries,
    ...(thresholds && { thresholds }),
    ...(signal.mappings && { mappings: signal.mappings }),
    ...(signal.overrides && { overrides: signal.overrides }),
    ...others,
    title: options.title ?? signal.title,
    description: options.description ?? signal.description,
    key: options.key ?? keyOf(signal.name, parts),
  });
}

function draw(type: SignalType, isStacked: boolean, options: DataOptions & FieldOptions): Panel {
  switch (type) {
    case "timeseries":
      return timeseries({
        fillOpacity: isStacked ? 30 : 10,
        stacking: isStacked ? "normal" : "none",
        tooltip: { mode: "multi", sort: "desc" },
        ...(options.thresholds && { thresholdsStyle: "dashed" }),
        ...options,
      });
    case "stat":
      return stat(options);
    case "state-timeline":
      return stateTimeline({ legend: "hidden", ...options });
  }
}

function checkLevel({ name }: Signal, option: string, level: unknown): void {
  if (level === undefined || level === false || (typeof level === "number" && Number.isFinite(level))) return;
  throw new DashError("invalid-definition", {
    message: `The option \`${option}\` of \`${name}()\` is \`${typeof level === "number" ? level : JSON.stringify(level)}\`, which is no number.`,
    hint: `Write a number such as \`${option}: 0.05\`, or \`false\` for no such level.`,
  });
}

function levelsOf(
  warning: number | false | undefined,
  critical: number | false | undefined,
  lowIsBad = false,
): ThresholdLevels | undefined {
  const levels = {
    ...(typeof warning === "number" && { warning }),
    ...(typeof critical === "number" && { critical }),
  };
  return Object.keys(levels).length === 0 ? undefined : { ...levels, lowIsBad };
}

/** The signal's name in words with what tells the panel from others of the signal: `error-rate-shop`. */
function keyOf(name: string, parts: readonly (string | false | undefined)[]): string {
  const words = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return [words, ...parts].filter(Boolean).join("-");
}
