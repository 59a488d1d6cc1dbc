/**
 * The form of a saved plan, checked before anything of it is believed: the file may come from another machine, and
 * what it says is written to a Grafana.
 */
import type { Json, JsonObject } from "../../schema/json.ts";
import { type Action, actionKinds } from "../plan.ts";

/** What is wrong with a saved plan. */
export interface PlanFlaw {
  /** The member, for example `actions[3].uid`; empty for the whole. */
  readonly part: string;
  readonly message: string;
}

/** Deeper documents exhaust the stack of programs that walk them; Grafana's own have fewer than 30 levels. */
const deepest = 200;

/** The first flaw in the form of a plan of this format version; `undefined` when it has the right form. */
export function findPlanFlaw(plan: Readonly<Record<string, unknown>>): PlanFlaw | undefined {
  if (isDeeperThan(plan, deepest))
    return { part: "", message: `It is nested deeper than ${deepest} levels.` };
  return (
    findFlaw(plan, planShape, "") ??
    findFlaw(plan["server"] as Readonly<Record<string, unknown>>, serverShape, "server") ??
    first(plan["actions"] as readonly Record<string, unknown>[], (action, index) =>
      findActionFlaw(action, `actions[${index}]`),
    ) ??
    findDuplicate(plan["actions"] as readonly Action[])
  );
}

/** One step after the other, because a recursion is what the limit protects. */
function isDeeperThan(root: unknown, limit: number): boolean {
  let level: readonly unknown[] = [root];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > limit) return true;
    level = level.flatMap((value) =>
      typeof value === "object" && value !== null ? Object.values(value) : [],
    );
  }
  return false;
}

/** Says what is wrong with a value; empty when nothing is. */
type Check = (value: unknown) => string;

interface Shape {
  readonly [member: string]: Check | { readonly optional: Check };
}

const uid: Check = (value) =>
  typeof value === "string" && /^[A-Za-z0-9_-]{1,40}$/.test(value)
    ? ""
    : "must be a uid: 1 to 40 letters, digits, hyphens and underscores";
const uidOrRoot: Check = (value) => (value === "" ? "" : uid(value));
const text: Check = (value) => (typeof value === "string" ? "" : "must be a text");
const flag: Check = (value) => (typeof value === "boolean" ? "" : "must be `true` or `false`");
const count: Check = (value) =>
  Number.isSafeInteger(value) && (value as number) >= 0 ? "" : "must be a whole number from 0";
const hash: Check = (value) =>
  typeof value === "string" && /^[0-9a-f]*$/.test(value)
    ? ""
    : "must be a content hash in hexadecimal digits";
const object: Check = (value) => (isRecord(value) ? "" : "must be an object");
const texts: Check = (value) =>
  Array.isArray(value) && value.every((entry) => typeof entry === "string") ? "" : "must be a list of texts";
const objects: Check = (value) =>
  Array.isArray(value) && value.every(isRecord) ? "" : "must be a list of objects";
const textMap: Check = (value) =>
  isRecord(value) && Object.values(value).every((entry) => typeof entry === "string")
    ? ""
    : "must be an object of texts";

function word(...words: readonly string[]): Check {
  return (value) =>
    words.includes(value as string) ? "" : `must be one of ${words.map((each) => `\`${each}\``).join(", ")}`;
}

const planShape: Shape = {
  formatVersion: count,
  project: (value) =>
    typeof value === "string" && /^[^\s[\]]+$/.test(value) ? "" : "must be a project's key",
  environment: { optional: text },
  server: object,
  actions: objects,
  notes: texts,
};

const serverShape: Shape = { url: text, version: text, api: word("classic", "resources"), orgId: count };

const commonShape: Shape = {
  kind: word(...actionKinds),
  uid,
  title: text,
  changes: texts,
  conflict: { optional: object },
  base: { optional: object },
  hash,
};

const baseShape: Shape = { version: count, revision: text, metadata: { optional: object }, hash };

const settingsShape: Shape = {
  uid,
  name: text,
  type: text,
  url: text,
  isDefault: flag,
  basicAuth: flag,
  basicAuthUser: text,
  withCredentials: flag,
  jsonData: object,
};

const actionShapes: Readonly<Record<Action["object"], Shape>> = {
  folder: { ...commonShape, object: text, parentUid: uidOrRoot },
  "data-source": {
    ...commonShape,
    object: text,
    settings: { optional: object },
    secrets: textMap,
    previous: { optional: object },
  },
  dashboard: {
    ...commonShape,
    object: text,
    folderUid: uidOrRoot,
    previousFolderUid: { optional: uidOrRoot },
    document: { optional: object },
    source: { optional: text },
    restores: { optional: count },
  },
};

const conflictShape: Shape = {
  reason: word("edited", "unmanaged", "other-project", "provisioned", "other-tool", "identity"),
  message: text,
  hint: text,
  forcible: flag,
  since: objects,
  pushedHash: { optional: hash },
  edits: { optional: texts },
};

function findActionFlaw(action: Readonly<Record<string, unknown>>, part: string): PlanFlaw | undefined {
  const kind = action["object"];
  const shape = Object.hasOwn(actionShapes, String(kind))
    ? actionShapes[kind as Action["object"]]
    : undefined;
  if (shape === undefined) {
    return {
      part: `${part}.object`,
      message: "`object` must be one of `dashboard`, `data-source`, `folder`.",
    };
  }
  return (
    findFlaw(action, shape, part) ??
    findInner(
      action,
      { base: baseShape, settings: settingsShape, previous: settingsShape, conflict: conflictShape },
      part,
    ) ??
    findContradiction(action as unknown as Action, part)
  );
}

function findInner(
  action: Readonly<Record<string, unknown>>,
  inner: Readonly<Record<string, Shape>>,
  part: string,
): PlanFlaw | undefined {
  return first(Object.entries(inner), ([name, shape]) => {
    const value = action[name];
    return isRecord(value) ? findFlaw(value, shape, `${part}.${name}`) : undefined;
  });
}

/** What each member by itself cannot show: whether an action of this kind has what it needs. */
function findContradiction(action: Action, part: string): PlanFlaw | undefined {
  const flaw = (member: string, message: string): PlanFlaw => ({ part: `${part}.${member}`, message });
  const { kind } = action;
  if ((kind === "conflict") !== (action.conflict !== undefined)) {
    return flaw("conflict", "`conflict` belongs to the kind `conflict`, and to no other.");
  }
  if (kind === "unchanged" || kind === "conflict") return undefined;
  if ((kind === "create") !== (action.base === undefined)) {
    return flaw("base", "`base` is the state that is replaced: every kind but `create` has one.");
  }
  if (kind === "delete") return undefined;
  if (action.object === "dashboard" && action.document === undefined) {
    return flaw("document", `A dashboard to ${kind} needs its \`document\`.`);
  }
  if (action.object !== "data-source") return undefined;
  if (action.settings === undefined)
    return flaw("settings", `A data source to ${kind} needs its \`settings\`.`);
  if (action.settings.uid !== action.uid)
    return flaw("settings.uid", "`settings.uid` must be the action's `uid`.");
  return undefined;
}

function findDuplicate(actions: readonly Action[]): PlanFlaw | undefined {
  const seen = new Set<string>();
  return first(actions, (action, index) => {
    const key = `${action.object} ${action.uid}`;
    if (seen.has(key)) return { part: `actions[${index}].uid`, message: `The ${key} occurs twice.` };
    seen.add(key);
    return undefined;
  });
}

function findFlaw(
  value: Readonly<Record<string, unknown>>,
  shape: Shape,
  part: string,
): PlanFlaw | undefined {
  const path = (name: string): string => (part === "" ? name : `${part}.${name}`);
  const unknown = Object.keys(value).find((name) => !Object.hasOwn(shape, name));
  if (unknown !== undefined) return { part: path(unknown), message: `There is no member \`${unknown}\`.` };
  return first(Object.entries(shape), ([name, entry]) => {
    const member = value[name];
    if (typeof entry !== "function" && member === undefined) return undefined;
    const said = (typeof entry === "function" ? entry : entry.optional)(member);
    return said === "" ? undefined : { part: path(name), message: `\`${name}\` ${said}.` };
  });
}

function first<T>(
  values: readonly T[],
  find: (value: T, index: number) => PlanFlaw | undefined,
): PlanFlaw | undefined {
  for (const [index, value] of values.entries()) {
    const flaw = find(value, index);
    if (flaw !== undefined) return flaw;
  }
  return undefined;
}

/** Whether a value of parsed JSON is an object. */
export function isRecord(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value as Json);
}
