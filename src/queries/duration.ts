import { DashError } from "../base/dash-error.ts";
import { isGrafanaVariable } from "./literal.ts";

/** The window that Grafana (7.2+) widens to four scrapes at least, so that a rate always has enough samples. */
export const rateInterval = "$__rate_interval";

const duration = /^(?=\d)(?:\d+y)?(?:\d+w)?(?:\d+d)?(?:\d+h)?(?:\d+m)?(?:\d+s)?(?:\d+ms)?$/;

/** Whether the text is a duration that Prometheus understands, such as `5m` or `1h30m`. */
export function isDuration(text: string): boolean {
  return duration.test(text);
}

/** Returns the duration of `option` unchanged, or throws when Prometheus could not read it. */
export function checkDuration(option: string, value: string): string {
  if (value === rateInterval || isGrafanaVariable(value)) return value;
  if (isDuration(value) && /[1-9]/.test(value)) return value;
  throw new DashError("invalid-definition", {
    message: `The ${option} \`${value}\` is no duration that Prometheus understands.`,
    hint: `Write whole numbers with units from large to small, such as \`5m\` or \`1h30m\`, or a Grafana variable such as \`${rateInterval}\`.`,
  });
}

/** Like {@link checkDuration}, for a shift in time, which may be negative to look ahead (Prometheus 2.33+). */
export function checkShift(option: string, value: string): string {
  checkDuration(option, value.startsWith("-") ? value.slice(1) : value);
  return value;
}
