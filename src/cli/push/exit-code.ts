import type { Outcome } from "../../push/outcome.ts";
import { isWriting } from "../../push/plan.ts";

/** What a push ends with: 0 all as wanted, 3 nothing was written though something should have been, 4 a part was, 130 interrupted. */
export function exitCodeOf({ objects, interrupted, confirmed }: Outcome): number {
  if (interrupted) return 130;
  const isAsWanted = objects.every(
    ({ state, kind }) => state === "done" || (state === "left" && kind !== "conflict"),
  );
  if (isAsWanted && confirmed !== false) return 0;
  return objects.some((object) => object.state === "done" && isWriting(object)) ? 4 : 3;
}
