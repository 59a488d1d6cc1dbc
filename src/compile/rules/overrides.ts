import type { FieldConfigDocument } from "../../schema/document.ts";
import { objectsOf } from "../members.ts";

const none: readonly unknown[] = [];

/** The values that overrides give a property, for example `unit`. */
export function overriddenValues(fieldConfig: FieldConfigDocument, property: string): readonly unknown[] {
  const { overrides } = fieldConfig;
  if (!Array.isArray(overrides) || overrides.length === 0) return none;
  return objectsOf(overrides)
    .flatMap((override) => objectsOf(override["properties"]))
    .filter(({ id }) => id === property)
    .map(({ value }) => value);
}
