/** Marks on the time axis. */
import { json, message, refuse, type Answer } from "./answer.ts";
import { integerMember, jsonBody, textMember } from "./body.ts";
import type { AnnotationState } from "./contract.ts";
import { param, type Call, type Route } from "./route.ts";

/** Adds one; a text is required, a time is now by default. */
function create(call: Call): Answer {
  const { world, org, caller } = call;
  const body = jsonBody(call);
  const text = textMember(body, "text");
  if (text === "") refuse(message(400, "Failed to save annotation"));
  const time = integerMember(body, "time") || Date.parse(world.now());
  const tags = body["tags"];
  const annotation: AnnotationState = {
    id: world.nextId(),
    time,
    timeEnd: integerMember(body, "timeEnd") || time,
    tags: Array.isArray(tags) ? tags.filter((tag): tag is string => typeof tag === "string") : [],
    text,
    dashboardUid: textMember(body, "dashboardUID"),
    login: caller.login,
  };
  org.annotations.push(annotation);
  return json(200, { id: annotation.id, message: "Annotation added" });
}

/** Newest first; all wanted tags, or any of them. */
function list({ org, query }: Call): Answer {
  const tags = query.getAll("tags");
  const fits = ({ tags: own }: AnnotationState): boolean =>
    query.get("matchAny") === "true"
      ? tags.some((tag) => own.includes(tag))
      : tags.every((tag) => own.includes(tag));
  const from = Number(query.get("from") ?? "") || -Infinity;
  const to = Number(query.get("to") ?? "") || Infinity;
  const dashboard = query.get("dashboardUID") ?? "";
  const found = org.annotations
    .filter((each) => each.timeEnd >= from && each.time <= to)
    .filter((each) => dashboard === "" || each.dashboardUid === dashboard)
    .filter((each) => tags.length === 0 || fits(each))
    .toSorted((a, b) => b.time - a.time);
  return json(200, found.slice(0, Number(query.get("limit") ?? "") || 100));
}

function remove(call: Call): Answer {
  const { annotations } = call.org;
  const index = annotations.findIndex(({ id }) => id === Number(param(call, "id")));
  if (index === -1) return message(404, "Could not find annotation to update");
  annotations.splice(index, 1);
  return message(200, "Annotation deleted");
}

export const annotationRoutes: readonly Route[] = [
  {
    method: "POST",
    path: "/api/annotations",
    actions: ["annotations:create"],
    handle: create,
  },
  {
    method: "GET",
    path: "/api/annotations",
    query: ["from", "to", "tags", "matchAny", "limit", "type", "dashboardUID", "panelId"],
    actions: ["annotations:read"],
    handle: list,
  },
  {
    method: "DELETE",
    path: "/api/annotations/:id",
    actions: ["annotations:delete"],
    handle: remove,
  },
];
