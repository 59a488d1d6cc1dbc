/**
 * Names of files, folders and Kubernetes objects, made from names that people chose. All of them are unique without
 * regard to case (macOS, Windows and MySQL do not tell `Api` from `api`) and never names that Windows reserves.
 */
import { digest } from "../base/hash.ts";
import { slug } from "../base/text.ts";

/** Whether Windows keeps the name for a device, with any extension. */
export function isDeviceName(name: string): boolean {
  return /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(name);
}

/** What a name is made from. */
export interface NameChoice {
  /** The name to take when it is free; absent when it is not usable. */
  readonly wish?: string;
  /** What the name starts with otherwise. */
  readonly stem: string;
  /** What the digest at the name's end is made from. */
  readonly identity: string;
  /** The longest name, in characters. */
  readonly limit: number;
}

/** The names in use, in lower case. */
export type TakenNames = Set<string>;

/** The set of names in use that {@link takeName} works on. */
export function takenNames(names: Iterable<string> = []): TakenNames {
  return new Set([...names].map((name) => name.toLowerCase()));
}

/** The wish, when it is usable and free, else the stem with as many digits of a digest as make it free; then taken. */
export function takeName(taken: TakenNames, choice: NameChoice): string {
  const { wish } = choice;
  const isFree = wish !== undefined && !taken.has(wish.toLowerCase());
  const name = isFree ? wish : nameWithDigest(taken, choice);
  taken.add(name.toLowerCase());
  return name;
}

/** A file name without its extension that is safe on every system: the uid itself, unless it is unusable or taken. */
export function takeFileStem(taken: TakenNames, uid: string): string {
  const isUsable = /^\w[\w-]{0,59}$/.test(uid) && !isDeviceName(uid);
  return takeName(taken, {
    ...(isUsable ? { wish: uid } : {}),
    stem: slug(uid) || "dashboard",
    identity: uid,
    limit: 60,
  });
}

function nameWithDigest(taken: TakenNames, { stem, identity, limit }: NameChoice): string {
  for (let length = 8; ; length += 4) {
    const suffix = digest(identity, length);
    const name = `${stem.slice(0, limit - length - 1).replace(/-+$/, "")}-${suffix}`;
    if (!taken.has(name.toLowerCase()) || suffix.length < length) return name;
  }
}
