/**
 * A dashboard as text, one fact a line, for tools that compare texts: `git diff` and `git log -p` show it instead of
 * JSON (textconv). What makes no difference is not there; places are told by order and size, so that an inserted panel
 * is an inserted paragraph.
 */
import { isObject, type Json, type JsonObject } from "../schema/json.ts";
import { pathText } from "./fields/words.ts";
import type { JsonPath } from "./model.ts";
import type { NormalDashboard, NormalPanel } from "./normal/normal-form.ts";

/** The text of a dashboard. */
export function outlineOf(uid: string, dashboard: NormalDashboard): string {
  const { settings, variables, annotations, links, panels } = dashboard;
  const blocks = [
    [`dashboard ${quoted(settings["title"])} (${uid})`, ...leafLines(without(settings, "title"))],
    ...variables.map((variable) => [
      `variable $${plain(variable["name"])}`,
      ...leafLines(without(variable, "name")),
    ]),
    ...annotations.map((each) => [`annotation ${quoted(each["name"])}`, ...leafLines(without(each, "name"))]),
    ...links.map((link) => [`link ${quoted(link["title"])}`, ...leafLines(without(link, "title"))]),
    ...panels.map((panel) => panelLines(panel, panels)),
  ];
  return `${blocks.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

function panelLines(panel: NormalPanel, panels: readonly NormalPanel[]): readonly string[] {
  const { title, type, row, position, targets, overrides, transformations, links, fields } = panel;
  if (type === "row") return [`row ${quoted(title)}`, ...leafLines(fields)];
  const holder = row === undefined ? [] : [`  row: ${quoted(panels[row]?.title)}`];
  return [
    `panel ${quoted(title)} (${type})`,
    ...holder,
    `  size: ${position.w}×${position.h} at column ${position.x}`,
    ...targets.flatMap((target) => [
      `  query ${plain(target["refId"])}`,
      ...leafLines(without(target, "refId")).map((line) => `  ${line}`),
    ]),
    ...leafLines(fields),
    ...listLines("override", overrides),
    ...listLines("transformation", transformations),
    ...listLines("link", links),
  ];
}

function listLines(noun: string, list: readonly JsonObject[]): readonly string[] {
  return list.flatMap((element) => [`  ${noun}`, ...leafLines(element).map((line) => `  ${line}`)]);
}

/** One line for each value that is no object, by its path; texts of several lines are indented below it. */
function leafLines(object: JsonObject): readonly string[] {
  if (Object.keys(object).length === 0) return [];
  return leaves(object, []).map(([path, value]) => `  ${pathText(path)}: ${valueText(value)}`);
}

function leaves(value: Json, path: JsonPath): readonly (readonly [JsonPath, Json])[] {
  const entries: readonly (readonly [string | number, Json | undefined])[] = Array.isArray(value)
    ? (value as readonly Json[]).map((element, index) => [index, element] as const)
    : isObject(value)
      ? Object.keys(value)
          .sort()
          .map((name) => [name, value[name]] as const)
      : [];
  if (entries.length === 0) return [[path, value]];
  return entries.flatMap(([name, inner]) => (inner === undefined ? [] : leaves(inner, [...path, name])));
}

function valueText(value: Json): string {
  if (typeof value !== "string") return JSON.stringify(value);
  return value.includes("\n") ? value.replaceAll("\n", "\n      ") : value;
}

function without(object: JsonObject, name: string): JsonObject {
  const { [name]: _left, ...others } = object;
  return others;
}

function quoted(value: Json | undefined): string {
  return typeof value === "string" ? JSON.stringify(value) : '""';
}

function plain(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}
