/** Alert rules of Grafana's provisioning files and of Prometheus' rule files. */
import { isObject, type Json, type JsonObject } from "../../schema/json.ts";
import { listAt, present, textAt } from "./leftovers.ts";
import type { SideObject } from "./side.ts";

/** The alert rules of a document; nothing when it has no groups of rules. Recording rules alert nobody and are left out. */
export function toAlertRules(value: JsonObject): readonly SideObject[] | undefined {
  const groups = listAt(value, "groups").filter((group) => isObject(group) && Array.isArray(group["rules"]));
  if (groups.length === 0) return undefined;
  return groups.flatMap((group) => {
    const taken = new Map<string, number>();
    return listAt(group, "rules").flatMap((rule) => toAlertRule(rule, group as JsonObject, taken) ?? []);
  });
}

/** `taken` counts the rules of the group with the same name, which Prometheus allows. */
function toAlertRule(rule: Json, group: JsonObject, taken: Map<string, number>): SideObject | undefined {
  if (!isObject(rule)) return undefined;
  const title = textAt(rule, "title") || textAt(rule, "alert");
  if (title === "") return undefined;
  const name = textAt(group, "name");
  const count = (taken.get(title) ?? 0) + 1;
  taken.set(title, count);
  const uid = textAt(rule, "uid") || `${name}/${title}${count === 1 ? "" : `#${count}`}`;
  const { name: _name, rules: _rules, orgId, ...shared } = group;
  return {
    ref: { kind: "alert-rule", uid, title },
    value: present({
      ...rule,
      ...shared,
      group: name,
      // Files and servers say nothing of the first organisation.
      orgId: orgId === 1 ? undefined : orgId,
    }),
  };
}
