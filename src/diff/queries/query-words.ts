import type { JsonObject } from "../../schema/json.ts";

/** The words of a target's expression. */
export function expressionWords(target: JsonObject): ReadonlySet<string> {
  return new Set(
    String(target["expr"] ?? target["query"] ?? target["rawSql"] ?? target["expression"] ?? "").match(
      /[\w:$.-]+/g,
    ) ?? [],
  );
}
