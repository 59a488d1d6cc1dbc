/** What can go wrong between a client and the server, and when. */

/** One mishap. */
export type Fault =
  | { readonly kind: "none" }
  /** The answer comes later, by so many milliseconds. */
  | { readonly kind: "latency"; readonly ms: number }
  /** The connection breaks; nothing was done. */
  | { readonly kind: "reset-before" }
  /** The request is handled, then the connection breaks: a lost answer. */
  | { readonly kind: "reset-after" }
  /** The request is handled; the connection breaks in the middle of the answer's body. */
  | { readonly kind: "reset-mid-body" }
  /** A proxy's HTML error page; nothing was done, unless `handled`. */
  | {
      readonly kind: "status";
      readonly status: number;
      /** In seconds, or a date as HTTP writes it. */
      readonly retryAfter?: number | string;
      readonly handled?: boolean;
    }
  /** The login page of a proxy, with status 200; nothing was done. */
  | { readonly kind: "html" }
  /** Nothing was done. */
  | { readonly kind: "redirect"; readonly location: string; readonly status?: number }
  /** Any answer in place of the server's; nothing was done. */
  | {
      readonly kind: "answer";
      readonly status: number;
      readonly body: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** SQLite was busy: 500 `Failed to save dashboard`; nothing was stored. */
  | { readonly kind: "locked-database" }
  /** 500 `Error while connecting library panels`, after the dashboard was stored. */
  | { readonly kind: "stored-but-500" }
  /** The request is handled, and never answered. */
  | { readonly kind: "hang" }
  /** A body without end. */
  | { readonly kind: "endless-body" }
  /** Ten gigabytes are announced, and a few bytes come. */
  | { readonly kind: "huge-content-length" }
  /** Valid JSON, `depth` arrays deep. @default 1_000_000 */
  | { readonly kind: "deep-json"; readonly depth?: number }
  /** The right answer, one byte every `ms` milliseconds. @default 50 */
  | { readonly kind: "slow-drip"; readonly ms?: number };

/** Which requests a fault meets; all that is given must fit. */
export interface FaultMatch {
  readonly method?: string;
  /** Tested against the path without subpath, with its query (`/api/search?type=dash-db`). */
  readonly path?: RegExp;
}

/** A fault and when it happens. */
export type FaultRule = Fault & {
  /** @default every request */
  readonly match?: FaultMatch;
  /** How often; `Infinity` for always. @default 1 */
  readonly times?: number;
  /** How many matching requests go well before. @default 0 */
  readonly skip?: number;
};

/** A rule that was added. */
export interface FaultHandle {
  /** How often it happened. */
  readonly hits: number;
  remove(): void;
}

/** Faults by chance, the same for the same input. */
export type RandomFaults = { readonly match?: FaultMatch } & (
  | {
      readonly seed: number;
      /** From 0 to 1. @default 0.2 */
      readonly rate?: number;
      /** @default resets, 429, 502, 503, 504, a locked database */
      readonly faults?: readonly Fault[];
    }
  /** One for each matching request, as a property test gives them; after the last one all goes well. */
  | { readonly sequence: readonly Fault[] }
);

export interface Faults {
  /** The first rule that matches and is not used up happens. */
  add(rule: FaultRule): FaultHandle;
  /** Replaces the random faults of before; rules come first. */
  random(faults: RandomFaults): FaultHandle;
  clear(): void;
}
