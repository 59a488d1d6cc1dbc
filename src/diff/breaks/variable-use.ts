import { variablesIn } from "../../promql/mask.ts";
import type { Json } from "../../schema/json.ts";
import type { NormalDashboard, NormalPanel } from "../normal/normal-form.ts";

/** How often a dashboard uses each of its variables. */
export function variableUses(dashboard: NormalDashboard): ReadonlyMap<string, number> {
  const uses = new Map<string, number>();
  const note = (name: string): void => void uses.set(name, (uses.get(name) ?? 0) + 1);
  for (const text of textsOf([
    ...Object.values(withoutPanels(dashboard)),
    ...dashboard.panels.map(contentOf),
  ])) {
    for (const { name } of variablesIn(text)) note(name);
  }
  for (const { fields } of dashboard.panels) if (typeof fields["repeat"] === "string") note(fields["repeat"]);
  return uses;
}

function withoutPanels({
  variables,
  annotations,
  links,
  settings,
}: NormalDashboard): Readonly<Record<string, Json>> {
  return { variables, annotations, links, settings };
}

function contentOf({ title, targets, overrides, transformations, links, fields }: NormalPanel): Json {
  return { title, targets, overrides, transformations, links, fields };
}

/** All texts in a value, however deep, except names of members. */
function textsOf(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsOf) : [];
}
