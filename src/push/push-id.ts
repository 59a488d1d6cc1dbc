/**
 * The name of one push, as stamps carry it: its time in UTC and four digits against two machines that push in the same
 * second, for example `20261122T220311Z-4f2a`. Names sort by time.
 */
export function pushId(now: Date, random: number): string {
  const time = `${now.toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;
  const mark = Math.min(0xffff, Math.max(0, Math.floor(random * 0x10000)));
  return `${time}-${mark.toString(16).padStart(4, "0")}`;
}

/** Whether a text has the form of a {@link pushId}. */
export function isPushId(text: string): boolean {
  return /^\d{8}T\d{6}Z-[0-9a-f]{4}$/.test(text);
}
