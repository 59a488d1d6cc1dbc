const ordered = /^(?:(\d+)y)?(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?$/;
const milliseconds = [31_536_000_000, 604_800_000, 86_400_000, 3_600_000, 60_000, 1000, 1] as const;

/** The longest duration of Prometheus in milliseconds: 2^63 - 1 nanoseconds, a little over 292 years. */
export const longestDuration = 9_223_372_036_854;

/** The length of a duration such as `1h30m` in milliseconds; nothing when its units are out of order. */
export function readDuration(text: string): number | undefined {
  const parts = ordered.exec(text);
  if (parts === null) return undefined;
  return milliseconds.reduce((sum, unit, index) => sum + Number(parts[index + 1] ?? 0) * unit, 0);
}
