/** What no editor writes, but a file may hold: values of the wrong kind, missing members, dangerous names. */
import type { JsonObject } from "../../../src/schema/json.ts";
import { type Draft, type DraftValue, draftOf, isDraft } from "./draft.ts";
import type { Random } from "./random.ts";

/** Values that are wrong nearly everywhere, each made anew. */
const junk: readonly (() => DraftValue)[] = [
  () => null,
  () => true,
  () => 0,
  () => -1.5,
  () => 1e300,
  () => "",
  () => "word",
  () => "\u0000\ud800\u202e\n",
  () => "huge ".repeat(2000),
  () => [],
  () => [null, [], {}, "x", 3],
  () => ({}),
  () => [{}, {}, {}],
  () => parsed('{"__proto__": {"polluted": true}, "constructor": 1, "toString": "x", "hasOwnProperty": []}'),
  () => parsed(`${"[".repeat(300)}1${"]".repeat(300)}`),
  () => parsed(`${'{"a":'.repeat(300)}1${"}".repeat(300)}`),
  () => ({ id: "text", title: 5, type: [], targets: {}, gridPos: [], panels: "none" }),
];

/** A copy of the document in which some values were replaced, taken out, copied or exchanged. */
export function spoil(document: JsonObject, random: Random, count: number): JsonObject {
  const draft = draftOf(document);
  for (let turn = 0; turn < count; turn++) spoilOnce(draft, random);
  return parsed(JSON.stringify(draft)) as JsonObject;
}

function spoilOnce(draft: Draft, random: Random): void {
  const holders = holdersIn(draft);
  const holder = random.pick(holders);
  if (holder === undefined) return;
  const name = random.pick(Object.keys(holder));
  const other = random.pick(holders);
  if (name === undefined || other === undefined) return;
  const value = random.pick(junk)?.() ?? null;
  switch (random.integer(6)) {
    case 0:
      removeFrom(holder, name);
      break;
    case 1:
      put(holder, name, structuredClone(random.pick(Object.values(other)) ?? null));
      break;
    case 2:
      put(holder, random.pick(["__proto__", "id", "key", "uid", "panels", "length", "name"]) ?? name, value);
      break;
    case 3:
      if (Array.isArray(holder)) holder.push(structuredClone(random.pick(holder) ?? null));
      else put(holder, name, [structuredClone(holder[name] ?? null)]);
      break;
    default:
      put(holder, name, value);
  }
}

/** As JSON.parse puts a member, also one with the name of an accessor. */
function put(holder: Draft | DraftValue[], name: string, value: DraftValue): void {
  if (Array.isArray(holder)) holder[Number(name) || 0] = value;
  else Object.defineProperty(holder, name, { value, enumerable: true, configurable: true, writable: true });
}

function removeFrom(holder: Draft | DraftValue[], name: string): void {
  if (Array.isArray(holder)) holder.splice(Number(name), 1);
  else delete holder[name];
}

/** All lists and objects in a document that hold something. */
function holdersIn(value: DraftValue | undefined): readonly (Draft | DraftValue[])[] {
  if (typeof value !== "object" || value === null) return [];
  const inner = Object.values(value).flatMap(holdersIn);
  return Object.keys(value).length > 0 && (Array.isArray(value) || isDraft(value))
    ? [value, ...inner]
    : inner;
}

function parsed(text: string): DraftValue {
  return JSON.parse(text) as DraftValue;
}
