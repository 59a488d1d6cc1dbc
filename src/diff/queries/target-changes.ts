import { isObject, isSame, memberOf, type Json, type JsonObject } from "../../schema/json.ts";
import type { Change, Impact, JsonPath } from "../model.ts";
import { quoted, shorten } from "./trees/wording.ts";

/** What people call a member, and how far a change of it reaches. */
const members: Readonly<Record<string, readonly [label: string, impact: Impact]>> = {
  datasource: ["data source", "data"],
  exemplar: ["exemplars", "presentation"],
  format: ["format", "presentation"],
  hide: ["hidden", "data"],
  interval: ["step", "data"],
  intervalFactor: ["resolution", "data"],
  legendFormat: ["legend", "presentation"],
};

/** What changed between two targets besides the given members and the refId. */
export function targetChanges(
  before: JsonObject,
  after: JsonObject,
  except: ReadonlySet<string>,
): readonly Change[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  const changes: Change[] = [];
  for (const name of names) {
    if (name === "refId" || except.has(name) || isType(name)) continue;
    changes.push(...memberChanges([name], before[name], after[name]));
  }
  return [...typeChanges(before, after), ...changes];
}

function isType(name: string): boolean {
  return name === "instant" || name === "range";
}

/** Prometheus takes `instant` and `range` together; the first change says what both amount to. */
function typeChanges(before: JsonObject, after: JsonObject): readonly Change[] {
  const [old, now] = [typeOf(before), typeOf(after)];
  let isTold = old === now;
  const changes: Change[] = [];
  for (const name of ["range", "instant"]) {
    if (isSame(before[name], after[name])) continue;
    const text = isTold ? valueText(before[name], after[name]) : `${old} → ${now}`;
    const words = isTold
      ? ({ label: name, impact: "none" } as const)
      : ({ label: "type", impact: "data" } as const);
    changes.push({ path: [name], ...words, text, ...sides(before[name], after[name]) });
    isTold = true;
  }
  return changes;
}

function typeOf({ instant, range }: JsonObject): string {
  if (instant !== true) return "range";
  return range === true ? "both" : "instant";
}

function memberChanges(path: JsonPath, before: Json | undefined, after: Json | undefined): readonly Change[] {
  if (isSame(before, after)) return [];
  const name = path.length === 1 ? String(path[0]) : "";
  const [label, impact] = Object.hasOwn(members, name) ? (members[name] ?? []) : [];
  if (label === undefined && isObject(before) && isObject(after)) {
    const inner = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
    return inner.flatMap((member) => memberChanges([...path, member], before[member], after[member]));
  }
  return [
    {
      path,
      // What nobody knows may be a part of the question.
      label: label ?? path.join("."),
      impact: impact ?? "data",
      text: textOf(name, before, after),
      ...sides(before, after),
    },
  ];
}

function sides(before: Json | undefined, after: Json | undefined): Pick<Change, "before" | "after"> {
  return { ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) };
}

function textOf(name: string, before: Json | undefined, after: Json | undefined): string {
  if (name === "hide")
    return `${before === true ? "hidden" : "shown"} → ${after === true ? "hidden" : "shown"}`;
  if (name !== "datasource") return valueText(before, after);
  const [old, now] = [sourceName(before), sourceName(after)];
  if (old !== now) return `${old} → ${now}`;
  return `${old}, type ${valueText(memberOf(before, "type"), memberOf(after, "type"))}`;
}

function sourceName(source: Json | undefined): string {
  if (source === undefined || source === null) return "that of the panel";
  if (typeof source === "string") return quoted(source);
  const name = memberOf(source, "uid") ?? memberOf(source, "type");
  return typeof name === "string" ? quoted(name) : shown(source);
}

function valueText(before: Json | undefined, after: Json | undefined): string {
  return `${shown(before)} → ${shown(after)}`;
}

/** A value as people read it: texts in backquotes, unless they are words such as `5m`. */
function shown(value: Json | undefined): string {
  if (value === undefined || value === "") return "none";
  if (typeof value === "string") return /^[\w.:/%-]{1,40}$/.test(value) ? value : quoted(value);
  return shorten(JSON.stringify(value));
}
