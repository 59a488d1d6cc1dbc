/**
 * Which part of a dashboard an object is, and what Grafana understands where it says nothing: whoever compares documents
 * walks through them with a position.
 */
import { isObject, type Json, type JsonObject, memberOf } from "../json.ts";
import {
  annotationDefaults,
  anyTargetDefaults,
  builtInDefaults,
  dashboardDefaults,
  linkDefaults,
  targetDefaults,
  variableDefaults,
} from "./document-defaults.ts";
import { panelDefaults } from "./panel-defaults.ts";

/** Which part of a dashboard an object is. */
export type Place =
  | "dashboard"
  | "panel"
  | "row"
  | "target"
  | "variable"
  | "variable-query"
  | "selection"
  | "annotation"
  | "built-in-annotation"
  | "first-step"
  | "other";

/** Where a comparison is. */
export interface Position {
  readonly place: Place;
  /** What Grafana understands where the object says nothing, as a tree like the object itself. */
  readonly defaults: JsonObject | undefined;
  /** The panel that holds a target. */
  readonly panel?: JsonObject | undefined;
}

/** The position of a whole dashboard. */
export const dashboardPosition: Position = { place: "dashboard", defaults: dashboardDefaults };

/** The position of a panel of the code. */
export function panelPosition(panel: JsonObject): Position {
  const { type } = panel;
  return { place: type === "row" ? "row" : "panel", defaults: panelDefaults(type), panel };
}

/** The position of a variable. */
export const variablePosition: Position = { place: "variable", defaults: variableDefaults };

/** The position of an annotation of the code. */
export function annotationPosition(annotation: JsonObject): Position {
  return annotation["builtIn"] === 1
    ? { place: "built-in-annotation", defaults: builtInDefaults }
    : { place: "annotation", defaults: annotationDefaults };
}

/** The position of a link of the dashboard. */
export const linkPosition: Position = { place: "other", defaults: linkDefaults };

/** The position of a query; its defaults are Prometheus' own, others understand other things by nothing. */
function targetPosition(target: JsonObject, panel: JsonObject | undefined): Position {
  const type = typeOfSource(target) ?? typeOfSource(panel) ?? "prometheus";
  return { place: "target", defaults: type === "prometheus" ? targetDefaults : anyTargetDefaults, panel };
}

function typeOfSource(holder: JsonObject | undefined): Json | undefined {
  return memberOf(memberOf(holder, "datasource"), "type");
}

/** How the objects of a list are positioned, by the name of the member that holds the list. */
export type ElementPosition = (element: JsonObject, index: number) => Position;

/** The position of what no relaxation knows. */
export const plainPosition: Position = { place: "other", defaults: undefined };

/** Where a member's value is, when it is an object. */
export function memberPosition(at: Position, member: string): Position {
  const { place, panel } = at;
  if (place === "variable" && member === "query") return { place: "variable-query", defaults: undefined };
  if (place === "variable" && member === "current") return { place: "selection", defaults: undefined };
  const defaults = memberOf(at.defaults, member);
  return { place: "other", defaults: isObject(defaults) ? defaults : undefined, panel };
}

/** Where the elements of a list are; the list is a member of an object that lies in another one. */
export function elementPosition(at: Position, member: string, holder: string): ElementPosition {
  const { place, panel } = at;
  if (member === "panels" && place !== "other") return panelPosition;
  if (member === "targets" && place === "panel") return (target) => targetPosition(target, panel);
  if (member === "links" && place === "dashboard") return () => linkPosition;
  if (member === "list" && holder === "templating") return () => variablePosition;
  if (member === "list" && holder === "annotations") return annotationPosition;
  if (member === "steps" && holder === "thresholds") {
    return (_, index) => (index === 0 ? { place: "first-step", defaults: undefined } : plainPosition);
  }
  return () => plainPosition;
}
