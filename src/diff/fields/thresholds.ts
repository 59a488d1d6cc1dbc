import { isObject, type Json, memberOf } from "../../schema/json.ts";
import type { Form } from "./rules.ts";
import { quoteShort } from "./text-difference.ts";
import { isList, joinFacts, valueWords } from "./words.ts";

/** From `value` on (`undefined`: below all others), values have this colour. */
interface Step {
  readonly value: number | undefined;
  readonly color: string;
}

/** Where values change their colour. */
export const thresholds: Form = {
  absent: "none",
  words: (value) => {
    const steps = stepsOf(value);
    return steps === undefined ? valueWords(value) : steps.map(stepWords).join(", ");
  },
  say: (before, after) => {
    const [left, right] = [stepsOf(before), stepsOf(after)];
    if (left === undefined || right === undefined) return undefined;
    return joinFacts([...modeFacts(before, after), ...stepFacts(left, right)]);
  },
};

function modeFacts(before: Json | undefined, after: Json | undefined): readonly string[] {
  const [left, right] = [before, after].map((value) => memberOf(value, "mode") ?? "absolute");
  return left === right ? [] : [`mode ${valueWords(left ?? null)} → ${valueWords(right ?? null)}`];
}

/** Steps at the same value first, then those of the same colour; the rest came or went. */
function stepFacts(before: readonly Step[], after: readonly Step[]): readonly string[] {
  const gone = [...before];
  const facts: string[] = [];
  const rest = after.filter((step) => {
    const other = take(gone, ({ value }) => value === step.value);
    if (other === undefined) return true;
    if (other.color !== step.color) facts.push(`${placeWords(step)}: ${other.color} → ${step.color}`);
    return false;
  });
  for (const step of rest) {
    const other = take(gone, ({ value, color }) => value !== undefined && color === step.color);
    facts.push(
      other === undefined || step.value === undefined
        ? `${stepWords(step)} added`
        : `${step.color} ${other.value} → ${step.value}`,
    );
  }
  return [...facts, ...gone.map((step) => `${stepWords(step)} removed`)];
}

function take(steps: Step[], isWanted: (step: Step) => boolean): Step | undefined {
  const index = steps.findIndex(isWanted);
  return index < 0 ? undefined : steps.splice(index, 1)[0];
}

function stepWords(step: Step): string {
  return step.value === undefined ? `base ${step.color}` : `${step.color} at ${step.value}`;
}

function placeWords({ value }: Step): string {
  return value === undefined ? "base" : `at ${value}`;
}

function stepsOf(thresholds: Json | undefined): readonly Step[] | undefined {
  const steps = memberOf(thresholds, "steps");
  if (!isList(steps)) return undefined;
  const read = steps.map(stepOf).filter((step) => step !== undefined);
  return read.length === steps.length ? read : undefined;
}

/** Names and codes of colours as they are, `rgba(1, 2, 3, 0.5)` as well; anything else quoted. */
function colorWords(color: string): string {
  return /^[\w#(),.%/ -]{1,40}$/.test(color) ? color : quoteShort(color);
}

function stepOf(step: Json): Step | undefined {
  const { color, value = null } = isObject(step) ? step : {};
  if (typeof color !== "string" || (value !== null && typeof value !== "number")) return undefined;
  return { color: colorWords(color), value: value ?? undefined };
}
