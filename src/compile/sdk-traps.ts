/**
 * What the Foundation SDK (0.0.21) writes by default though Grafana would not, taken back from documents that
 * its classic builders made. Plain JSON is left as it is: there, somebody chose these values.
 */
import { isMembers, type Members, objectsOf } from "./members.ts";

/** The document without the SDK's defaults that change what Grafana shows. */
export function closeSdkTraps(document: Members): Members {
  return {
    ...document,
    links: objectsOf(document["links"]).map(withoutPlacement),
    annotations: listOf(document["annotations"], withoutPlacement),
    templating: listOf(document["templating"], closeVariable),
    panels: objectsOf(document["panels"]).map(closePanel),
  };
}

function listOf(holder: unknown, close: (entry: Members) => Members): Members {
  return { list: objectsOf(isMembers(holder) ? holder["list"] : undefined).map(close) };
}

/** Every link and annotation is moved into the controls menu (foundation-sdk issues 1202 and 1272). */
function withoutPlacement(entry: Members): Members {
  if (entry["placement"] !== "inControlsMenu") return entry;
  return omit(entry, ["placement"]);
}

/** Every variable carries the members of interval variables, and lists lack the chosen value. */
function closeVariable(variable: Members): Members {
  const type = variable["type"];
  const kept = type === "interval" ? variable : omit(variable, ["auto", "auto_min", "auto_count"]);
  const isList = type === "query" || type === "custom" || type === "datasource";
  return fillChoices(isList ? kept : omit(kept, ["multi", "includeAll", "allowCustomValue"]));
}

function fillChoices(variable: Members): Members {
  const query = variable["query"];
  if (typeof query !== "string" || !(variable["type"] === "custom" || variable["type"] === "interval")) {
    return { current: {}, options: [], ...variable };
  }
  const values = query.split(/(?<!\\),/).map((value) => value.trim().replaceAll("\\,", ","));
  const options = values.map((value) => ({ selected: false, text: value, value }));
  const [first] = options;
  return { current: first === undefined ? {} : { ...first, selected: true }, options, ...variable };
}

function closePanel(panel: Members): Members {
  const closed = {
    ...panel,
    ...(Array.isArray(panel["links"]) ? { links: objectsOf(panel["links"]).map(withoutPlacement) } : {}),
    ...(Array.isArray(panel["panels"]) ? { panels: objectsOf(panel["panels"]).map(closePanel) } : {}),
  };
  const fieldConfig = panel["fieldConfig"];
  if (!isMembers(fieldConfig) || !isMembers(fieldConfig["defaults"])) return closed;
  const { defaults } = fieldConfig;
  if (!Array.isArray(defaults["links"])) return closed;
  const links = objectsOf(defaults["links"]).map(withoutPlacement);
  return { ...closed, fieldConfig: { ...fieldConfig, defaults: { ...defaults, links } } };
}

function omit(object: Members, names: readonly string[]): Members {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));
}
