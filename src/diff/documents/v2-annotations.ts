/** Annotations of v2 documents in the classic form. Members of equal name and meaning are taken over as they are. */
import { annotationDefaults } from "../../schema/defaults/document-defaults.ts";
import { isObject, type Json, type JsonObject } from "../../schema/json.ts";
import { objectAt, orNothing, restOf, unlessEmpty, without, withoutDefaults } from "./leftovers.ts";
import { readQuery } from "./v2-query.ts";

/** Members that are read by themselves. */
const special = ["query", "datasource", "builtIn", "legacyOptions", "filter", "type", "target", "v2"];

/** An annotation in the classic form. */
export function toAnnotation(annotation: Json): JsonObject {
  if (!isObject(annotation)) return { v2: annotation };
  const spec = objectAt(annotation, "spec");
  const query = readQuery(spec["query"], spec["datasource"]);
  const old = objectAt(spec, "legacyOptions");
  const members: JsonObject = {
    ...without(spec, special),
    builtIn: toBuiltIn(spec["builtIn"]),
    datasource: query.datasource,
    filter: toFilter(spec["filter"]),
    target: unlessEmpty(query.spec),
    type: spec["builtIn"] === true ? "dashboard" : undefined,
  };
  const isTaken = (name: string): boolean => name !== "v2" && (members[name] ?? undefined) === undefined;
  const added = Object.entries(old).filter(([name]) => isTaken(name));
  const all: JsonObject = {
    ...members,
    ...Object.fromEntries(added),
    v2: orNothing({
      ...query.rest,
      annotation: restOf(annotation, { kind: { is: "AnnotationQuery" }, spec: "object" }),
      spec: orNothing({ type: spec["type"], target: spec["target"], v2: spec["v2"] }),
      legacyOptions: keptOptions(spec["legacyOptions"], members, isTaken),
    }),
  };
  return withoutDefaults(all, annotationDefaults);
}

/** Options of classic documents that found no place. */
function keptOptions(
  options: Json | undefined,
  members: JsonObject,
  isTaken: (name: string) => boolean,
): Json | undefined {
  if (!isObject(options)) return options;
  const others = Object.entries(options).filter(([name, value]) => !isTaken(name) && value !== members[name]);
  return orNothing(Object.fromEntries(others));
}

function toBuiltIn(builtIn: Json | undefined): Json | undefined {
  if (builtIn === true) return 1;
  return builtIn === false ? undefined : builtIn;
}

function toFilter(filter: Json | undefined): Json | undefined {
  if (!isObject(filter)) return filter ?? undefined;
  const { exclude, ids, ...others } = filter;
  return orNothing({ ...others, exclude: exclude === false ? undefined : exclude, ids: unlessEmpty(ids) });
}
