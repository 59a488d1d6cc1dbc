/** Which fault meets which request. */
import type { Fault, FaultHandle, FaultMatch, FaultRule, Faults, RandomFaults } from "./fault-rules.ts";

export interface ActiveFaults extends Faults {
  /** The fault of a request, which is used up by that; the target is path and query. */
  next(method: string, target: string): Fault;
}

interface ActiveRule {
  readonly rule: FaultRule;
  seen: number;
  hits: number;
}

const noFault: Fault = { kind: "none" };

const usualFaults: readonly Fault[] = [
  { kind: "reset-before" },
  { kind: "reset-after" },
  { kind: "reset-mid-body" },
  { kind: "status", status: 429, retryAfter: 0 },
  { kind: "status", status: 502 },
  { kind: "status", status: 503 },
  { kind: "status", status: 504, handled: true },
  { kind: "locked-database" },
];

export function createFaults(): ActiveFaults {
  const rules = new Set<ActiveRule>();
  let chance: { readonly faults: RandomFaults; readonly draw: () => Fault; hits: number } | undefined;
  return {
    add: (rule) => {
      const active: ActiveRule = { rule, seen: 0, hits: 0 };
      rules.add(active);
      return handleOf(active, () => rules.delete(active));
    },
    random: (faults) => {
      const active = { faults, draw: drawOf(faults), hits: 0 };
      chance = active;
      return handleOf(active, () => {
        if (chance === active) chance = undefined;
      });
    },
    clear: () => {
      rules.clear();
      chance = undefined;
    },
    next: (method, target) => {
      for (const active of rules) {
        if (!fits(active.rule.match, method, target)) continue;
        active.seen += 1;
        if (active.seen <= (active.rule.skip ?? 0) || active.hits >= (active.rule.times ?? 1)) continue;
        active.hits += 1;
        return active.rule;
      }
      if (chance === undefined || !fits(chance.faults.match, method, target)) return noFault;
      const fault = chance.draw();
      if (fault.kind !== "none") chance.hits += 1;
      return fault;
    },
  };
}

function handleOf(active: { hits: number }, remove: () => void): FaultHandle {
  return {
    get hits() {
      return active.hits;
    },
    remove,
  };
}

function fits(match: FaultMatch | undefined, method: string, target: string): boolean {
  if (match?.method !== undefined && match.method !== method) return false;
  return match?.path === undefined || match.path.test(target);
}

function drawOf(faults: RandomFaults): () => Fault {
  if ("sequence" in faults) {
    let index = 0;
    return () => faults.sequence[index++] ?? noFault;
  }
  const random = randomOf(faults.seed);
  const choice = faults.faults ?? usualFaults;
  const rate = faults.rate ?? 0.2;
  return () => {
    if (random() >= rate) return noFault;
    return choice[Math.floor(random() * choice.length)] ?? noFault;
  };
}

/** Numbers from 0 to 1 that a seed decides (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
