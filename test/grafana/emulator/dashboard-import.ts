/** Importing a dashboard with inputs, the only call that replaces `${DS_X}`. */
import type { JsonObject } from "../../../src/schema/json.ts";
import { json, message, refuse, type Answer } from "./answer.ts";
import { jsonBody, textMember } from "./body.ts";
import { saveClassic } from "./classic-save.ts";
import { isObject, textOf } from "./content.ts";
import type { Call, Route } from "./route.ts";

function importDashboard(call: Call): Answer {
  const body = jsonBody(call);
  const dashboard = body["dashboard"];
  if (!isObject(dashboard)) return message(422, "Dashboard must be set");
  const folderUid = textMember(body, "folderUid");
  const answer = saveClassic(call, {
    dashboard: filledIn(dashboard, body["inputs"]),
    folderUid,
    message: "",
    overwrite: body["overwrite"] === true,
  });
  const saved = JSON.parse(answer.body) as JsonObject;
  return json(200, {
    uid: saved["uid"],
    pluginId: "",
    title: dashboard["title"],
    imported: true,
    importedUri: `db/${textOf(saved["slug"])}`,
    importedUrl: saved["url"],
    slug: saved["slug"],
    dashboardId: saved["id"],
    folderUid,
  });
}

/** Every declared input must be given. */
function filledIn({ __inputs: declared, ...dashboard }: JsonObject, given: unknown): JsonObject {
  let text = JSON.stringify(dashboard);
  for (const input of Array.isArray(declared) ? declared.filter(isObject) : []) {
    const name = textOf(input["name"]);
    const value = (Array.isArray(given) ? given : []).find(
      (each): each is JsonObject => isObject(each) && each["name"] === name,
    );
    if (value === undefined) refuse(message(400, "Dashboard input missing"));
    const quoted = JSON.stringify(textOf(value["value"])).slice(1, -1);
    text = text.replaceAll(`\${${name}}`, () => quoted);
  }
  return JSON.parse(text) as JsonObject;
}

export const importRoutes: readonly Route[] = [
  {
    method: "POST",
    path: "/api/dashboards/import",
    actions: ["dashboards:create"],
    handle: importDashboard,
  },
];
