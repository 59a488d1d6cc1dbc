import type { JsonObject } from "../../schema/json.ts";
import type { QueryDiff } from "../model.ts";
export function diffTargets(
  _before: readonly JsonObject[],
  _after: readonly JsonObject[],
  _types: object,
): readonly QueryDiff[] {
  return [];
}
