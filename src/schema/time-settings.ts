/**
 * The texts in which Grafana takes moments and durations (9.5 to 13: `dateMath`, `rangeUtil`), which differ from place
 * to place. A text that Grafana cannot read is ignored there, or shown as "invalid".
 */

/** A setting whose text Grafana reads in its own way. */
export interface TimeSetting {
  readonly isValid: (text: string) => boolean;
  /** What to write. */
  readonly hint: string;
}

const moment = /^now(?:[+-]\d*(?:f[Qy]|[yMwdhmsQ])|\/(?:f[Qy]|[yMwdhmsQ]))*$/;
const absolute =
  /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$|^\d{10,13}$/;

/** An end of a time range: `now-6h`, `now/d`, or a date. */
export const timeBound: TimeSetting = {
  isValid: (text) => moment.test(text) || absolute.test(text),
  hint: "Write a moment such as `now-6h`, `now/d` or `2026-01-31T12:00:00Z`.",
};

/** How often a dashboard asks again. */
export const refreshSetting: TimeSetting = {
  isValid: (text) => text === "" || text === "auto" || /^\d+(?:ms|[smhdwMy])$/.test(text),
  hint: 'Write a duration such as `30s`, or `""` for never.',
};

/** The smallest step between points of a panel. */
export const intervalSetting: TimeSetting = {
  isValid: (text) => text.includes("$") || /^>?\d+(?:\.\d+)?(?:ms|[smhdwMy])$/.test(text),
  hint: "Write a number with a unit such as `30s` or `1m`.",
};

/** A time range of a panel's own, until now. */
export const timeFromSetting: TimeSetting = {
  isValid: (text) => text.includes("$") || /^(?:now-)?\d+[smhdwMQy]$|^now\/(?:[dwMy]|f[Qy])$/.test(text),
  hint: "Write one number with a unit such as `24h`, or `now/d`.",
};

/** How far the time range of a panel lies back. */
export const timeShiftSetting: TimeSetting = {
  isValid: (text) => text.includes("$") || /^\d+[smhdwMQy](?:\/[dwMy])?$/.test(text),
  hint: "Write one number with a unit such as `1w`.",
};

/** A time zone: of the viewer's browser, UTC, or of the IANA database. */
export const timezoneSetting: TimeSetting = {
  isValid: (text) => /^(?:browser|utc|)$/i.test(text) || isZone(text),
  hint: "Write `browser`, `utc` or a zone such as `Europe/Berlin`.",
};

function isZone(text: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: text }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
