import { describe, expect, test } from "vitest";
import type { Owner } from "../../../src/grafana/model.ts";
import type { Comparison } from "../../../src/push/compare/compare.ts";
import { decide, type Situation, type Trace } from "../../../src/push/planning/decide.ts";

const owners = {
  nobody: { kind: "nobody" },
  ours: { kind: "dash", project: "shop" },
  theirs: { kind: "dash", project: "other" },
  tool: { kind: "tool", tool: "terraform", identity: "" },
  file: { kind: "file", path: "x.json" },
} as const satisfies Record<string, Owner>;

type OwnerName = keyof typeof owners;

async function decideAs(
  owner: OwnerName,
  more: Partial<Situation> & { readonly trace?: Trace },
): Promise<string> {
  const { trace = "none", ...rest } = more;
  const decision = await decide({
    project: "shop",
    owner: owners[owner],
    comparison: "different",
    inPlace: true,
    readTrace: () => Promise.resolve(trace),
    force: false,
    adopts: true,
    ...rest,
  });
  return decision.kind === "conflict" ? `conflict ${decision.reason}` : decision.kind;
}

describe("an object that is as the code says", () => {
  test.each<readonly [OwnerName, Comparison, Trace, string]>([
    ["ours", "equal", "untouched", "unchanged"],
    ["ours", "equal", "none", "unchanged"],
    ["ours", "covered", "edited", "unchanged"],
    ["ours", "covered", "none", "unchanged"],
    // The code has dropped what only a relaxation excuses.
    ["ours", "covered", "untouched", "update"],
    ["nobody", "equal", "none", "adopt"],
    ["nobody", "covered", "none", "adopt"],
    ["theirs", "equal", "none", "unchanged"],
    ["tool", "covered", "none", "unchanged"],
    ["file", "equal", "none", "unchanged"],
  ])("of %s, %s and %s: %4$s", async (owner, comparison, trace, expected) => {
    expect(await decideAs(owner, { comparison, trace })).toBe(expected);
    expect(await decideAs(owner, { comparison, trace, force: true })).toBe(expected);
  });

  test("is not adopted where objects of nobody stay theirs", async () => {
    expect(await decideAs("nobody", { comparison: "equal", adopts: false })).toBe("unchanged");
  });

  test("costs no look at its stamps when it is equal", async () => {
    const readTrace = (): never => {
      throw new Error("asked");
    };
    for (const owner of ["nobody", "ours", "theirs", "tool", "file"] as const) {
      await decideAs(owner, { comparison: "equal", readTrace });
    }
  });
});

describe("an object that differs", () => {
  test.each<readonly [OwnerName, Trace, string, string]>([
    ["ours", "untouched", "update", "update"],
    ["ours", "edited", "conflict edited", "update"],
    ["ours", "none", "conflict edited", "update"],
    // The mark got lost, the history still tells.
    ["nobody", "untouched", "update", "update"],
    ["nobody", "edited", "conflict edited", "update"],
    ["nobody", "none", "conflict unmanaged", "update"],
    ["theirs", "none", "conflict other-project", "conflict other-project"],
    ["theirs", "untouched", "conflict other-project", "conflict other-project"],
    ["tool", "none", "conflict other-tool", "conflict other-tool"],
    ["file", "untouched", "conflict provisioned", "conflict provisioned"],
  ])("of %s, %s: %s, forced %s", async (owner, trace, expected, forced) => {
    expect(await decideAs(owner, { trace })).toBe(expected);
    expect(await decideAs(owner, { trace, force: true })).toBe(forced);
    // Its place makes no difference then.
    expect(await decideAs(owner, { trace, inPlace: false })).toBe(expected);
  });
});

describe("an object that only lies elsewhere", () => {
  test.each<readonly [OwnerName, Trace, string, string]>([
    ["ours", "untouched", "move", "move"],
    ["ours", "edited", "conflict edited", "move"],
    ["nobody", "none", "conflict unmanaged", "move"],
    ["nobody", "untouched", "move", "move"],
    ["theirs", "none", "conflict other-project", "conflict other-project"],
    ["tool", "none", "conflict other-tool", "conflict other-tool"],
    ["file", "none", "conflict provisioned", "conflict provisioned"],
  ])("of %s, %s: %s, forced %s", async (owner, trace, expected, forced) => {
    for (const comparison of ["equal", "covered"] as const) {
      expect(await decideAs(owner, { comparison, trace, inPlace: false })).toBe(expected);
      expect(await decideAs(owner, { comparison, trace, inPlace: false, force: true })).toBe(forced);
    }
  });
});
