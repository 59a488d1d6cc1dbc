/** What dashboards are looked at: a time range of Grafana that ends at a moment. */
export interface View {
  /** The URL of Prometheus. */
  readonly prometheus: string;
  /** The end of the time range, in Unix seconds. */
  readonly time: number;
}

/** The length of the time range in seconds, which is also `$__range`. */
export const viewSeconds = 60;

/** The seconds between two points of a graph, which is also `$__interval`. */
export const viewStep = 2;

/** The window of rates in seconds, `$__rate_interval`: what Grafana makes of a scrape interval of two seconds. */
export const rateSeconds = 8;
