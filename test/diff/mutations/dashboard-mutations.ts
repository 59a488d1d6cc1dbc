/** Settings, variables, annotations and links of dashboards. */
import { type Draft, type DraftValue, listAt, openList, setAt, takeOut, textAt, valueAt } from "./draft.ts";
import type { Expectation, Mutation } from "./mutation.ts";
import type { Random } from "./random.ts";

type Edit = Mutation["apply"];

/** Gives a setting another value, none of which is Grafana's own. */
function setting(kind: string, path: string, values: readonly DraftValue[], label = kind): Mutation {
  return {
    kind,
    apply(dashboard, random) {
      const now = JSON.stringify(valueAt(dashboard, path.split(".")));
      const value = random.pick(values.filter((each) => JSON.stringify(each) !== now));
      if (value === undefined) return undefined;
      setAt(dashboard, path, structuredClone(value));
      return { what: `setting ${label}` };
    },
  };
}

const variableAdded: Edit = (dashboard, random) => {
  const list = openList(dashboard, "templating", "list");
  list.splice(random.integer(list.length + 1), 0, {
    name: "brand_new",
    type: "query",
    datasource: { type: "prometheus", uid: "prometheus" },
    query: "label_values(up, brand)",
    refresh: 1,
  });
  return { what: "variable added", text: /\$brand_new/ };
};

function someVariable(dashboard: Draft, random: Random): Draft | undefined {
  return random.pick(listAt(dashboard, "templating", "list"));
}

const variableRemoved: Edit = (dashboard, random) => {
  const variable = someVariable(dashboard, random);
  if (variable === undefined) return undefined;
  takeOut(openList(dashboard, "templating", "list"), variable);
  return { what: "variable removed", text: new RegExp(`^\\$${textAt(variable, "name")}$`) };
};

/** The editor renames what uses it as well; here it is used by nothing. */
const variableRenamed: Edit = (dashboard, random) => {
  const variable = someVariable(dashboard, random);
  if (variable === undefined) return undefined;
  variable["name"] = "renamed";
  return { what: "variable renamed", text: /^\$renamed$/ };
};

const variableChanged: Edit = (dashboard, random) => {
  const variable = someVariable(dashboard, random);
  if (variable === undefined) return undefined;
  const name = random.pick(["multi", "includeAll", "label", "hide", "regex"]) ?? "";
  const now = variable[name];
  if (name === "label" || name === "regex") variable[name] = `/new ${textAt(variable, name)}/`;
  else variable[name] = name === "hide" ? (now === 1 ? 2 : 1) : now !== true;
  return { what: "variable changed", text: new RegExp(`^\\$${textAt(variable, "name")}: `) };
};

const annotationAdded: Edit = (dashboard) => {
  openList(dashboard, "annotations", "list").push({
    name: "Releases",
    datasource: { type: "prometheus", uid: "prometheus" },
    enable: true,
    expr: "changes(app_version[5m]) > 0",
    iconColor: "blue",
  });
  return { what: "annotation added", text: /Releases/ };
};

function someAnnotation(dashboard: Draft, random: Random): Draft | undefined {
  return random.pick(listAt(dashboard, "annotations", "list").filter(({ builtIn }) => builtIn !== 1));
}

const annotationRemoved: Edit = (dashboard, random) => {
  const annotation = someAnnotation(dashboard, random);
  if (annotation === undefined) return undefined;
  takeOut(openList(dashboard, "annotations", "list"), annotation);
  return { what: "annotation removed" };
};

const annotationChanged: Edit = (dashboard, random) => {
  const annotation = someAnnotation(dashboard, random);
  if (annotation === undefined) return undefined;
  if (random.integer(2) === 0) annotation["enable"] = annotation["enable"] !== true;
  else annotation["iconColor"] = annotation["iconColor"] === "purple" ? "green" : "purple";
  return { what: "annotation changed" };
};

const linkAdded: Edit = (dashboard) => {
  openList(dashboard, "links").push({ title: "Handbook", type: "link", url: "https://example.com/handbook" });
  return { what: "dashboard link added", text: /Handbook/ };
};

const linkChanged: Edit = (dashboard, random) => {
  const link = random.pick(listAt(dashboard, "links"));
  if (link === undefined) return undefined;
  link["keepTime"] = link["keepTime"] !== true;
  return { what: "dashboard link changed" };
};

const tags: Edit = (dashboard, random) => {
  const list = openList(dashboard, "tags");
  if (list.length > 0 && random.integer(2) === 0) list.pop();
  else list.push("brand-new");
  return { what: "setting tags" };
};

const title: Edit = (dashboard): Expectation => {
  dashboard["title"] = `${textAt(dashboard, "title")} of all regions`;
  return { what: "setting title" };
};

const description: Edit = (dashboard): Expectation => {
  dashboard["description"] = `${textAt(dashboard, "description")} Kept by the platform team.`;
  return { what: "setting description" };
};

/** Edits of the dashboard itself. */
export const dashboardMutations: readonly Mutation[] = [
  { kind: "title", apply: title },
  { kind: "description", apply: description },
  { kind: "tags", apply: tags },
  setting("time range", "time", [
    { from: "now-3h", to: "now" },
    { from: "now-24h", to: "now-1h" },
  ]),
  setting("refresh", "refresh", ["10s", "5m", "1h"]),
  setting("time zone", "timezone", ["utc", "Europe/Berlin"]),
  { kind: "variable added", apply: variableAdded },
  { kind: "variable removed", apply: variableRemoved },
  { kind: "variable renamed", apply: variableRenamed },
  { kind: "variable changed", apply: variableChanged },
  { kind: "annotation added", apply: annotationAdded },
  { kind: "annotation removed", apply: annotationRemoved },
  { kind: "annotation changed", apply: annotationChanged },
  { kind: "dashboard link added", apply: linkAdded },
  { kind: "dashboard link changed", apply: linkChanged },
];
