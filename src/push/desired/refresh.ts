/**
 * The shortest refresh. The classic API replaces a shorter or unreadable refresh by the server's minimum, the resource
 * API refuses it: dash sends the minimum, so that what is stored is what was sent.
 */

const unitMilliseconds: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1e3,
  m: 6e4,
  h: 36e5,
  d: 864e5,
  w: 6048e5,
  M: 2592e6,
  y: 31536e6,
};

/** A duration as Grafana's server reads it (`gtime.ParseDuration`), in milliseconds. */
export function parseDuration(text: string): number | undefined {
  if (!/^(?:\d+(?:\.\d+)?(?:ns|us|µs|ms|s|m|h))+$|^\d+[dwMy]$/.test(text)) return undefined;
  return [...text.matchAll(/(\d+(?:\.\d+)?)([a-zµM]+)/g)]
    .map(([, number, unit]) => Number(number) * (unitMilliseconds[unit ?? ""] ?? 0))
    .reduce((sum, part) => sum + part, 0);
}

/** What the server makes of a refresh; `auto` is known from Grafana 10 on. */
export function serverRefresh(
  refresh: string,
  { minRefreshInterval, version }: { readonly minRefreshInterval: string; readonly version: string },
): string {
  const shortest = parseDuration(minRefreshInterval);
  if (refresh === "" || shortest === undefined) return refresh;
  if (refresh === "auto" && !version.startsWith("9.")) return refresh;
  const wanted = parseDuration(refresh);
  return wanted === undefined || wanted < shortest ? minRefreshInterval : refresh;
}
