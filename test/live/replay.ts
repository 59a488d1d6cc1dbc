/**
 * Makes a recorded scrape live again: a pure function of the recording and the seconds that went by.
 *
 * Counters, bucket counts and sums all grow by the same share of their recorded value. So buckets stay
 * cumulative, `_count` stays equal to the `+Inf` bucket, every ratio stays as recorded, and each rate is known:
 * the recorded value divided by `secondsToDouble`.
 */

/** The seconds in which everything that is counted grows by its recorded value. */
export const secondsToDouble = 100;

/** The time of a replay, in seconds. */
export interface ReplayTime {
  /** Unix time at which the replayed application seems to have started. */
  readonly start: number;
  /** Seconds since the replay began. */
  readonly elapsed: number;
}

interface ParsedSample {
  readonly name: string;
  /** The name with its labels, as recorded. */
  readonly series: string;
  readonly text: string;
}

/** The recorded exposition as it would read some time later. */
export function replay(recorded: string, time: ReplayTime): string {
  const types = new Map<string, string>();
  const lines = recorded.split("\n").map((line) => {
    const type = /^# TYPE (\S+) (\S+)/.exec(line);
    if (type?.[1] !== undefined && type[2] !== undefined) types.set(type[1], type[2]);
    const sample = parseSample(line);
    return sample === undefined ? line : `${sample.series} ${replaySample(sample, types, time)}`;
  });
  return lines.join("\n");
}

function parseSample(line: string): ParsedSample | undefined {
  const match = /^((\w+)(?:\{.*\})?) (\S+)$/.exec(line);
  const [, series, name, text] = match ?? [];
  return series === undefined || name === undefined || text === undefined
    ? undefined
    : { name, series, text };
}

function replaySample(sample: ParsedSample, types: ReadonlyMap<string, string>, time: ReplayTime): string {
  const value = Number(sample.text);
  if (!Number.isFinite(value)) return sample.text;
  if (isCounted(sample.name, types)) return String(grow(sample.text, value, time.elapsed));
  if (types.get(sample.name) === "gauge") return String(jitter(sample, value, time));
  return sample.text;
}

function isCounted(name: string, types: ReadonlyMap<string, string>): boolean {
  // A Micrometer LongTaskTimer has the type of a summary, but counts what is under way now.
  if (name.includes("_active_seconds")) return false;
  if (types.get(name) === "counter") return true;
  const family = types.get(name.replace(/_(bucket|count|sum)$/, ""));
  return /_(bucket|count|sum)$/.test(name) && (family === "histogram" || family === "summary");
}

function grow(text: string, value: number, elapsed: number): number {
  const grown = value * (1 + elapsed / secondsToDouble);
  return isWhole(text) ? Math.floor(grown) : grown;
}

// A gauge moves below its recorded value only, so that it stays below the limits which other gauges tell.
function jitter({ name, series, text }: ParsedSample, value: number, time: ReplayTime): number {
  if (name === "process_start_time_seconds") return time.start;
  if (name === "process_uptime_seconds") return time.elapsed;
  if (/_(max|min|limit|total|config|committed|time_seconds|info)(_|$)/.test(name) || value < 0) return value;
  const wave = 1 + Math.sin(time.elapsed / 5 + phase(series));
  const moved = value * (1 - 0.05 * wave);
  return isWhole(text) ? Math.round(moved) : moved;
}

// Micrometer writes whole numbers as `12.0`, client_golang large ones as `2.46e+06`.
function isWhole(text: string): boolean {
  return /^\d+(\.0)?$/.test(text) || Number.isInteger(Number(text));
}

function phase(series: string): number {
  return series.length % 7;
}
