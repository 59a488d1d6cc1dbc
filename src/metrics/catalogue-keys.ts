import { compareText } from "../base/text.ts";

/** How the metrics of a catalogue get the names that the user's code calls them by. */
export interface KeyOptions {
  /** A start that the names share and that their keys drop: `engine_daemon_`. @default "", nothing is dropped */
  readonly prefix?: string | undefined;
  /** The keys of an earlier catalogue by metric name: a new metric never takes the key of another. */
  readonly previous?: ReadonlyMap<string, string> | undefined;
}

/**
 * The key of each metric by its name: the name in camel case. Where two names give the same key, the one that sorts
 * first gets it and the others a number, unless an earlier catalogue says otherwise.
 */
export function assignKeys(names: readonly string[], options: KeyOptions = {}): ReadonlyMap<string, string> {
  const keys = new Map<string, string>();
  const taken = new Set<string>();
  const bases = new Map(
    [...names].sort(compareText).map((name) => [name, keyOf(name, options.prefix ?? "")]),
  );
  const assign = (name: string, key: string): void => {
    if (keys.has(name) || taken.has(key)) return;
    keys.set(name, key);
    taken.add(key);
  };
  for (const [name, base] of bases) {
    const previous = options.previous?.get(name);
    if (previous !== undefined && isVariantOf(previous, base)) assign(name, previous);
  }
  for (const [name, base] of bases) assign(name, base);
  for (const [name, base] of bases) {
    for (let number = 2; !keys.has(name); number++) assign(name, `${base}${number}`);
  }
  return keys;
}

/** A metric or file name as an identifier in camel case: `http_requests_total` is `httpRequestsTotal`. */
export function toIdentifier(name: string, fallback: string): string {
  const words = name.split(/[^A-Za-z0-9]+/).filter(Boolean);
  const [first, ...others] = words;
  if (first === undefined) return fallback;
  const start =
    first === first.toUpperCase() ? first.toLowerCase() : first[0]?.toLowerCase() + first.slice(1);
  const key = start + others.map((word) => word[0]?.toUpperCase() + word.slice(1)).join("");
  return /^\d/.test(key) ? `_${key}` : key;
}

function keyOf(name: string, prefix: string): string {
  const dropped = name.startsWith(prefix) && name.length > prefix.length ? name.slice(prefix.length) : name;
  return toIdentifier(dropped, "metric");
}

function isVariantOf(key: string, base: string): boolean {
  return key.startsWith(base) && /^(?:[2-9]|[1-9]\d+)?$/.test(key.slice(base.length));
}
