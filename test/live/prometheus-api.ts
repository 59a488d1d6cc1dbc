/** One value of a series. */
export interface Sample {
  /** Unix seconds. */
  readonly time: number;
  readonly value: number;
}

/** One time series of an answer. */
export interface Series {
  readonly labels: Readonly<Record<string, string>>;
  readonly samples: readonly Sample[];
}

/** The time that a range query looks at, in Unix seconds, and its step in seconds. */
export interface TimeRange {
  readonly start: number;
  readonly end: number;
  readonly step: number;
}

type RawSample = readonly [number, string];
type RawData =
  | { resultType: "scalar" | "string"; result: RawSample }
  | { resultType: "vector"; result: readonly { metric: Record<string, string>; value: RawSample }[] }
  | { resultType: "matrix"; result: readonly { metric: Record<string, string>; values: RawSample[] }[] };

/** The answer to an instant query at a time (Unix seconds). */
export async function queryInstant(url: string, query: string, time: number): Promise<readonly Series[]> {
  return toSeries((await get(url, "query", { query, time: String(time) })) as RawData);
}

/** The answer to a range query. */
export async function queryRange(url: string, query: string, range: TimeRange): Promise<readonly Series[]> {
  const { start, end, step } = range;
  const parameters = { query, start: String(start), end: String(end), step: String(step) };
  return toSeries((await get(url, "query_range", parameters)) as RawData);
}

/** The values of a label, of all series or of those that a selector picks. */
export async function queryLabelValues(
  url: string,
  label: string,
  selector: string | undefined,
): Promise<readonly string[]> {
  const parameters: Record<string, string> = selector === undefined ? {} : { "match[]": selector };
  return (await get(url, `label/${encodeURIComponent(label)}/values`, parameters)) as string[];
}

async function get(url: string, path: string, parameters: Record<string, string>): Promise<unknown> {
  const answer = await fetch(`${url}/api/v1/${path}?${new URLSearchParams(parameters).toString()}`);
  const body = (await answer.json()) as { status: string; error?: string; data: unknown };
  if (body.status === "success") return body.data;
  throw new Error(`Prometheus refused ${parameters["query"] ?? path}: ${body.error}`);
}

function toSeries(data: RawData): readonly Series[] {
  switch (data.resultType) {
    case "vector":
      return data.result.map(({ metric, value }) => ({ labels: metric, samples: [toSample(value)] }));
    case "matrix":
      return data.result.map(({ metric, values }) => ({ labels: metric, samples: values.map(toSample) }));
    case "scalar":
    case "string":
      return [{ labels: {}, samples: [toSample(data.result)] }];
  }
}

function toSample([time, value]: RawSample): Sample {
  // Number("+Inf") is NaN in JavaScript, but +Inf is a value that Grafana draws.
  if (value === "+Inf" || value === "-Inf") return { time, value: value === "+Inf" ? Infinity : -Infinity };
  return { time, value: Number(value) };
}
