/** Folders, data sources and alert rules, compared as they are: by kind and uid, else by kind and title. */
import { compareText } from "../../base/text.ts";
import { isObject, isSame, type Json, type JsonObject } from "../../schema/json.ts";
import type { Side, SideObject } from "../documents/side.ts";
import { findDifferences } from "../fields/differences.ts";
import { pathText } from "../fields/words.ts";
import { worstImpact } from "../impact.ts";
import type { Break, Change, Impact, ObjectDiff, ObjectKind } from "../model.ts";
import { redactBoth } from "../redact/redact.ts";

/** How far a change of a setting reaches, by the kind of object. */
const changeImpacts = {
  dashboard: "data",
  folder: "presentation",
  "data-source": "data",
  "alert-rule": "data",
} as const satisfies Record<ObjectKind, Impact>;

const nouns = {
  dashboard: "Dashboard",
  folder: "Folder",
  "data-source": "Data source",
  "alert-rule": "Alert rule",
} as const satisfies Record<ObjectKind, string>;

/** What happened to the objects of two sides, sorted by kind and title. */
export function diffObjects(
  before: readonly SideObject[],
  after: readonly SideObject[],
): readonly ObjectDiff[] {
  const left = new Map(before.map((object) => [keyOf(object), object]));
  const right = new Map(after.map((object) => [keyOf(object), object]));
  const found = [...new Set([...left.keys(), ...right.keys()])].flatMap(
    (key) => diffObject(left.get(key), right.get(key)) ?? [],
  );
  return found.sort(
    (one, other) =>
      compareText(one.object.kind, other.object.kind) ||
      compareText(one.object.title, other.object.title) ||
      compareText(one.object.uid, other.object.uid),
  );
}

function keyOf({ ref: { kind, uid, title } }: SideObject): string {
  return uid === "" ? `${kind}\n\n${title}` : `${kind}\n${uid}`;
}

function diffObject(before: SideObject | undefined, after: SideObject | undefined): ObjectDiff | undefined {
  if (before === undefined) {
    return after && { object: after.ref, action: "added", impact: "data", changes: [], after: after.value };
  }
  if (after === undefined) {
    return { object: before.ref, action: "removed", impact: "destroys", changes: [], before: before.value };
  }
  if (isSame(before.value, after.value)) return undefined;
  const [one, other] = redactBoth(before.value, after.value);
  const changes = changesOf(one, other, after.ref.kind);
  return {
    object: after.ref,
    action: "changed",
    impact: worstImpact(changes.map(({ impact }) => impact)),
    changes,
    before: one,
    after: other,
  };
}

/** By JSON path: these objects have few settings, and operators know them by the names that files give them. */
function changesOf(before: JsonObject, after: JsonObject, kind: ObjectKind): readonly Change[] {
  const { unknown } = findDifferences(before, after, {
    tree: undefined,
    unknownImpact: () => changeImpacts[kind],
  });
  return unknown.flatMap((change) => withinList(change, kind));
}

/** The queries of an alert rule are a list: where none came or went, each is told by itself. */
function withinList(change: Change, kind: ObjectKind): readonly Change[] {
  const { before, after, path } = change;
  if (!isObjectList(before) || !isObjectList(after) || before.length !== after.length) return [change];
  return before.flatMap((element, index) =>
    changesOf(element, after[index] ?? {}, kind).map((inner) => ({
      ...inner,
      path: [...path, index, ...inner.path],
      label: pathText([...path, index, ...inner.path]),
    })),
  );
}

function isObjectList(value: Json | undefined): value is readonly JsonObject[] {
  return Array.isArray(value) && (value as readonly Json[]).every(isObject);
}

/** Objects that are gone; of data sources it is told how many dashboards still ask them. */
export function brokenObjects(objects: readonly ObjectDiff[], after: Side): readonly Break[] {
  return objects
    .filter(({ action }) => action === "removed")
    .map(({ object }) => {
      const users = object.kind === "data-source" && object.uid !== "" ? usersOf(object.uid, after) : 0;
      const still =
        users === 0 ? "" : `, but ${users} ${users === 1 ? "dashboard asks" : "dashboards ask"} it`;
      return {
        impact: "destroys",
        kind: "object-removed",
        object,
        message: `${nouns[object.kind]} \`${object.title}\` is removed${still}.`,
      };
    });
}

function usersOf(uid: string, { dashboards }: Side): number {
  const quoted = JSON.stringify(uid);
  return dashboards.filter(
    ({ text }) => text.includes(`"uid":${quoted}`) || text.includes(`"uid": ${quoted}`),
  ).length;
}
