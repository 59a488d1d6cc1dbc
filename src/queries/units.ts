/**
 * How units flow through PromQL. A metric's unit is a Grafana unit id or the noun that it counts; the unit of an
 * expression is always a Grafana unit id, so nouns become `short` and their rates `reqps`, `pps`, `ops` and so on.
 * `undefined` means that no unit would be true, as for the sum of bytes and seconds.
 */
import { isKnownUnit } from "../schema/units.ts";

/** The unit of an expression's values, when there is one. */
export type Unit = string | undefined;

/** Words for units that have an id of their own. */
const aliases: ReadonlyMap<string, string> = new Map([
  ["seconds", "s"],
  ["timestamp", "s"],
  ["ratio", "percentunit"],
  ["boolean", "bool"],
]);

/** What a metric's own values are shown in. */
export function displayUnit(unit: Unit): string {
  if (unit === undefined) return "short";
  if (isKnownUnit(unit)) return unit;
  return aliases.get(unit) ?? "short";
}

/**
 * The unit of a rate for each second. Time for each second has no unit of its own but for seconds, a ratio;
 * `ms`, `µs` and `ns` stay, and read as the time spent in each second.
 */
const rateUnits: ReadonlyMap<string, string> = new Map([
  ["bytes", "Bps"],
  ["decbytes", "Bps"],
  ["bits", "bps"],
  ["decbits", "bps"],
  ["s", "percentunit"],
  ["ms", "ms"],
  ["µs", "µs"],
  ["ns", "ns"],
  ["joule", "watt"],
  ["short", "cps"],
  ["none", "cps"],
  ["count", "cps"],
  ["requests", "reqps"],
  ["packets", "pps"],
  ["reads", "rps"],
  ["writes", "wps"],
]);

/**
 * The unit of `rate()` of a metric: for nouns without a unit of their own (`events`, `errors`) it is `ops`, for
 * an unknown unit `cps` (counts per second).
 */
export function rateUnit(unit: Unit): Unit {
  if (unit === undefined) return "cps";
  const rate = rateUnits.get(aliases.get(unit) ?? unit);
  return rate ?? (isKnownUnit(unit) ? undefined : "ops");
}

/** What a rate adds up to in a second: the way back from {@link rateUnits}. */
const amounts: ReadonlyMap<string, string> = new Map([
  ["Bps", "bytes"],
  ["bps", "bits"],
  ["percentunit", "s"],
  ["watt", "joule"],
  ...["cps", "ops", "reqps", "pps", "rps", "wps", "iops", "eps", "mps"].map(
    (unit) => [unit, "short"] as const,
  ),
]);

/** Factors that change the unit instead of the amount. */
const conversions: ReadonlyMap<string, string> = new Map([
  ["ms / 1000", "s"],
  ["µs / 1e6", "s"],
  ["ns / 1e9", "s"],
  ["s * 1000", "ms"],
  ["percent / 100", "percentunit"],
  ["percentunit * 100", "percent"],
  ["bytes * 8", "bits"],
  ["Bps * 8", "bps"],
  ["bits / 8", "bytes"],
  ["bps / 8", "Bps"],
]);

/** The unit of `left + right`, `left - right` and `left % right`; truths add up to a count. */
export function sumUnit(left: Unit, right: Unit): Unit {
  if (left !== right) return undefined;
  return isTruth(left) ? "short" : left;
}

/** The unit of the average of values: that of truths is a share. */
export function averageUnit(unit: Unit): Unit {
  return isTruth(unit) ? "percentunit" : unit;
}

function isTruth(unit: Unit): boolean {
  return unit === "bool" || unit === "bool_on_off" || unit === "bool_yes_no";
}

/** The unit of `left or right`; values without a unit, such as `vector(0)`, take that of the others. */
export function eitherUnit(left: Unit, right: Unit): Unit {
  if (left === undefined) return right;
  if (right === undefined) return left;
  return left === right ? left : undefined;
}

/** The unit of `left / right`, both with a unit. */
export function quotientUnit(left: Unit, right: Unit): Unit {
  if (left === undefined || right === undefined) return undefined;
  if (left === right) return "percentunit";
  if (right === "short" || right === "percentunit") return left;
  return rateQuotient(left, right) ?? (right === "s" ? rateUnit(left) : undefined);
}

/** Seconds cancel: bytes per second for each request per second are bytes for each request. */
function rateQuotient(left: string, right: string): Unit {
  const amount = amounts.get(right);
  if (amount === undefined) return undefined;
  if (amount === left) return "s";
  if (amount !== "short") return undefined;
  const leftAmount = amounts.get(left);
  return leftAmount === "short" ? "percentunit" : leftAmount;
}

/** The unit of `left * right`, both with a unit. */
export function productUnit(left: Unit, right: Unit): Unit {
  if (left === undefined || right === undefined) return undefined;
  if (left === "short" || right === "short")
    return left === right || isRatio(left, right) ? "short" : otherThan("short", left, right);
  if (left === "percentunit" || right === "percentunit") return otherThan("percentunit", left, right);
  if (right === "s") return amounts.get(left);
  return left === "s" ? amounts.get(right) : undefined;
}

function isRatio(left: string, right: string): boolean {
  return left === "percentunit" || right === "percentunit";
}

function otherThan(unit: string, left: string, right: string): string {
  return left === unit ? right : left;
}

/** The unit of `unit / number` or `unit * number`: the same, unless the number converts it (`ms / 1000` are seconds). */
export function scaledUnit(unit: Unit, operator: "*" | "/", factor: string): Unit {
  if (unit === undefined) return undefined;
  return conversions.get(`${unit} ${operator} ${factor}`) ?? unit;
}
