import { expect, test } from "vitest";
import { deployAnnotation } from "../../../src/push/apply/annotation.ts";
import type { ObjectOutcome, Outcome } from "../../../src/push/outcome.ts";

const about = { project: "shop", time: 1_700_000_000_000 };

function outcome(...states: readonly (readonly [ObjectOutcome["kind"], ObjectOutcome["state"]])[]): Outcome {
  return {
    push: "20261122T220311Z-4f2a",
    objects: states.map(([kind, state], index) => ({
      object: "dashboard",
      uid: `u${index}`,
      title: "T",
      kind,
      state,
    })),
    health: {},
    interrupted: false,
  };
}

test("names the commit and what was pushed", () => {
  const pushed = outcome(["create", "done"], ["update", "done"], ["unchanged", "left"], ["update", "failed"]);
  expect(deployAnnotation(pushed, { ...about, commit: " 1f2e3d4 ", environment: "prod" })).toEqual({
    time: 1_700_000_000_000,
    tags: ["deploy", "dash", "shop", "prod"],
    text: "shop: 1f2e3d4 (2 objects pushed, 1 failed)",
  });
});

test("names the push when there is no commit", () => {
  expect(deployAnnotation(outcome(["create", "done"]), { ...about, commit: "" })).toEqual({
    time: 1_700_000_000_000,
    tags: ["deploy", "dash", "shop"],
    text: "shop: 20261122T220311Z-4f2a (1 object pushed)",
  });
});

test("a push that wrote nothing leaves no mark", () => {
  expect(
    deployAnnotation(outcome(["unchanged", "left"], ["unchanged", "done"], ["create", "failed"]), about),
  ).toBe(undefined);
});
