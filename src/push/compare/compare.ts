/**
 * Whether the server has what the code says. Asymmetric: everything that the code says must be there, and what only
 * the server has must be on the list of `relaxations.ts`.
 */
import {
  annotationPosition,
  dashboardPosition,
  elementPosition,
  type ElementPosition,
  memberPosition,
  plainPosition,
  type Position,
} from "../../schema/defaults/positions.ts";
import { isObject, isSame, type Json, type JsonObject } from "../../schema/json.ts";
import { relaxations } from "./relaxations.ts";

/** How a document of the server relates to the code's. */
export type Comparison =
  | "equal"
  /** Different in ways only that make no difference in Grafana. */
  | "covered"
  | "different";

/** Compares two clean documents. */
export function compareDocuments(code: JsonObject, server: JsonObject): Comparison {
  if (isSame(code, server)) return "equal";
  return covers(code, server, dashboardPosition) ? "covered" : "different";
}

/** Whether the server's value says all that the code's value says, and adds nothing that matters. */
export function covers(code: Json, server: Json, at: Position): boolean {
  return coversValue(code, server, { at, member: "", holder: "" });
}

/** How a value was come to: the object, its member, and the member that holds the object. */
interface Path {
  readonly at: Position;
  readonly member: string;
  readonly holder: string;
}

function coversValue(code: Json, server: Json, path: Path): boolean {
  if (isObject(code)) return isObject(server) && coversMembers(code, server, path);
  if (!Array.isArray(code)) return code === server;
  if (!Array.isArray(server)) return false;
  const position = elementPosition(path.at, path.member, path.holder);
  return coversList(code as readonly Json[], server as readonly Json[], position);
}

function coversMembers(code: JsonObject, server: JsonObject, path: Path): boolean {
  const names = new Set([...Object.keys(code), ...Object.keys(server)]);
  for (const member of names) {
    const wanted = Object.hasOwn(code, member) ? code[member] : undefined;
    const present = Object.hasOwn(server, member) ? server[member] : undefined;
    if (!coversMember(code, member, { wanted, present, path })) return false;
  }
  return true;
}

interface Sides {
  readonly wanted: Json | undefined;
  readonly present: Json | undefined;
  readonly path: Path;
}

function coversMember(parent: JsonObject, member: string, { wanted, present, path }: Sides): boolean {
  const below = pathTo(path, member, wanted ?? present);
  if (wanted === present) return true;
  if (wanted !== undefined && present !== undefined && coversValue(wanted, present, below)) return true;
  const difference = {
    at: path.at,
    member,
    code: wanted,
    server: present,
    parent,
    covers: (left: Json, right: Json) => coversValue(left, right, below),
  };
  return relaxations.some((relaxation) => relaxation.allows(difference));
}

/** Elements of lists are positioned by the object that has the list, objects by themselves. */
function pathTo({ at, member: holder }: Path, member: string, value: Json | undefined): Path {
  return { at: Array.isArray(value) ? at : memberPosition(at, member), member, holder };
}

function coversList(code: readonly Json[], server: readonly Json[], position: ElementPosition): boolean {
  const present = alignElements(code, server);
  return (
    present.length === code.length &&
    code.every((element, index) => {
      const at = isObject(element) ? position(element, index) : plainPosition;
      return coversValue(element, present[index] ?? null, { at, member: "", holder: "" });
    })
  );
}

/**
 * The elements of the server in the order of the code. Panels are found by their id, because Grafana sorts them by
 * their position when it loads a dashboard (`sortPanelsByGridPos`). The entry of Grafana's own annotations is left
 * out when the code has none and nobody edited it: Grafana adds it to every dashboard.
 */
function alignElements(code: readonly Json[], server: readonly Json[]): readonly Json[] {
  if (!code.some(isBuiltIn) && server.some(isBuiltIn)) {
    return server.filter((entry) => !isBuiltIn(entry) || !coversMembers(bareBuiltIn, entry, entryPath));
  }
  const byId = panelsById(server);
  if (byId === undefined || panelsById(code) === undefined || code.length !== server.length) return server;
  const found = code.map((panel) => byId.get(isObject(panel) ? panel["id"] : undefined));
  return found.every((panel) => panel !== undefined) ? found : server;
}

const bareBuiltIn: JsonObject = { builtIn: 1 };
const entryPath: Path = { at: annotationPosition(bareBuiltIn), member: "", holder: "" };

function isBuiltIn(entry: Json): entry is JsonObject {
  return isObject(entry) && entry["builtIn"] === 1;
}

/** The panels of a list by their ids; `undefined` when it is no list of panels with an id of its own each. */
function panelsById(elements: readonly Json[]): ReadonlyMap<unknown, JsonObject> | undefined {
  const found = new Map<unknown, JsonObject>();
  for (const element of elements) {
    if (!isObject(element) || typeof element["id"] !== "number" || !isObject(element["gridPos"]))
      return undefined;
    if (found.has(element["id"])) return undefined;
    found.set(element["id"], element);
  }
  return found;
}
