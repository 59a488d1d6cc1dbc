import { describe, expect, test } from "vitest";
import { DashError } from "../../../src/base/dash-error.ts";
import type { WriteResult } from "../../../src/grafana/model.ts";
import { type Subject, type Verdict, writeVerified } from "../../../src/push/apply/write-verified.ts";

const written: WriteResult = { kind: "written", version: 2 };
const stale: WriteResult = { kind: "stale", message: "changed by someone else" };
const uncertain: WriteResult = { kind: "uncertain", message: "502 Bad Gateway" };
const refused = { kind: "refused", status: 400, message: "no" } as const;

/** What the script of a case says about one write: the answer, and the state that the server has afterwards. */
type Step = readonly [WriteResult, string | undefined];

interface Case {
  readonly name: string;
  readonly base?: string;
  readonly steps: readonly Step[];
  readonly verdict: Verdict["kind"];
  /** The bases that were presented. */
  readonly presented: readonly (string | undefined)[];
  readonly waits?: number;
}

/** A server with one object, whose answers are scripted; states that start with `ours` were left by a push. */
function scripted({ base, steps }: Pick<Case, "base" | "steps">, reads: { fail: number } = { fail: 0 }) {
  const presented: (string | undefined)[] = [];
  const waits: number[] = [];
  let state = base;
  const subject: Subject<string> = {
    base,
    read: async () => {
      if (reads.fail-- > 0) throw new DashError("unreachable", { message: "down" });
      return state;
    },
    write: async (onto) => {
      const step = steps[presented.length];
      presented.push(onto);
      if (step === undefined) throw new Error("written more often than expected");
      state = step[1];
      return step[0];
    },
    isWanted: (seen) => seen === "wanted",
    isBase: (seen) => seen?.split("@")[0] === base?.split("@")[0],
    replan: async (seen) =>
      seen?.startsWith("ours") === true
        ? { kind: "write", base: seen }
        : { kind: seen === "covered" ? "already" : "conflict", message: "", hint: "" },
  };
  const pacing = {
    sleep: async (milliseconds: number) => {
      waits.push(milliseconds);
    },
    random: () => 0.5,
  };
  return { subject, pacing, presented, waits };
}

describe("a write ends certain", () => {
  test.each<Case>([
    {
      name: "when it is answered",
      base: "old",
      steps: [[written, "wanted"]],
      verdict: "done",
      presented: ["old"],
    },
    {
      name: "when it is refused",
      base: "old",
      steps: [[refused, "old"]],
      verdict: "refused",
      presented: ["old"],
    },
    {
      name: "when it happened although the answer got lost",
      base: "old",
      steps: [[uncertain, "wanted"]],
      verdict: "done",
      presented: ["old"],
    },
    {
      name: "when a creation happened although the answer got lost",
      steps: [[uncertain, "wanted"]],
      verdict: "done",
      presented: [undefined],
    },
    {
      name: "by a repetition when it did not happen, onto the newest revision",
      base: "old@1",
      steps: [
        [uncertain, "old@2"],
        [written, "wanted"],
      ],
      verdict: "done",
      presented: ["old@1", "old@2"],
      waits: 1,
    },
    {
      name: "when the lost write lands after all while it is repeated",
      base: "old",
      steps: [
        [uncertain, "old"],
        [stale, "wanted"],
      ],
      verdict: "done",
      presented: ["old", "old"],
      waits: 1,
    },
    {
      name: "after three repetitions, unanswered, when nothing happens",
      base: "old",
      steps: [
        [uncertain, "old"],
        [uncertain, "old"],
        [uncertain, "old"],
        [uncertain, "old"],
      ],
      verdict: "unanswered",
      presented: ["old", "old", "old", "old"],
      waits: 3,
    },
    {
      name: "as a conflict when somebody changed it meanwhile",
      base: "old",
      steps: [[stale, "edited"]],
      verdict: "conflict",
      presented: ["old"],
    },
    {
      name: "as a conflict when the answer got lost and somebody changed it",
      base: "old",
      steps: [[uncertain, "edited"]],
      verdict: "conflict",
      presented: ["old"],
    },
    {
      name: "as a conflict when somebody deleted it",
      base: "old",
      steps: [[stale, undefined]],
      verdict: "conflict",
      presented: ["old"],
    },
    {
      name: "as a conflict when somebody created it",
      steps: [[stale, "edited"]],
      verdict: "conflict",
      presented: [undefined],
    },
    {
      name: "already, when another push brought it there",
      base: "old",
      steps: [[stale, "wanted"]],
      verdict: "already",
      presented: ["old"],
    },
    {
      name: "already, when what is there is as good",
      base: "old",
      steps: [[stale, "covered"]],
      verdict: "already",
      presented: ["old"],
    },
    {
      name: "on top of another push of the project",
      base: "old",
      steps: [
        [stale, "ours"],
        [written, "wanted"],
      ],
      verdict: "done",
      presented: ["old", "ours"],
    },
    {
      name: "on top of a new revision of the same content",
      base: "old@1",
      steps: [
        [stale, "old@2"],
        [written, "wanted"],
      ],
      verdict: "done",
      presented: ["old@1", "old@2"],
    },
    {
      name: "as a conflict when two pushes race twice",
      base: "old",
      steps: [
        [stale, "ours 1"],
        [stale, "ours 2"],
      ],
      verdict: "conflict",
      presented: ["old", "ours 1"],
    },
  ])("$name", async (given) => {
    const { subject, pacing, presented, waits } = scripted(given);
    const verdict = await writeVerified(subject, pacing);
    expect(verdict.kind).toBe(given.verdict);
    expect(presented).toEqual(given.presented);
    expect(waits).toHaveLength(given.waits ?? 0);
  });
});

test("waits double, spread by chance", async () => {
  const { subject, pacing, waits } = scripted({
    base: "old",
    steps: Array.from({ length: 4 }, () => [uncertain, "old"]),
  });
  await writeVerified(subject, { ...pacing, random: () => 0 });
  expect(waits).toEqual([200, 400, 800]);
});

test("a lost answer is verified although the first readings fail", async () => {
  const { subject, pacing, waits } = scripted({ base: "old", steps: [[uncertain, "wanted"]] }, { fail: 3 });
  expect((await writeVerified(subject, pacing)).kind).toBe("done");
  expect(waits).toHaveLength(3);
});

test("a lost answer that cannot be verified is told as such, and is not repeated", async () => {
  const { subject, pacing, presented } = scripted({ base: "old", steps: [[uncertain, "old"]] }, { fail: 4 });
  expect(await writeVerified(subject, pacing)).toEqual({ kind: "unverified", message: "502 Bad Gateway" });
  expect(presented).toEqual(["old"]);
});

test("an interrupted push verifies a lost answer, and repeats nothing", async () => {
  const { subject, pacing, presented } = scripted({ base: "old", steps: [[uncertain, "old"]] });
  const verdict = await writeVerified(subject, { ...pacing, signal: AbortSignal.abort() });
  expect(verdict.kind).toBe("unanswered");
  expect(presented).toEqual(["old"]);
});

test("an error of the connection that came with no lost answer is thrown", async () => {
  const { subject, pacing } = scripted({ base: "old", steps: [[stale, "edited"]] }, { fail: 1 });
  await expect(writeVerified(subject, pacing)).rejects.toThrow("down");
});
