import { isSame, type Json, type JsonObject } from "../../schema/json.ts";
import { entryChanges } from "../entries/entry-changes.ts";
import { dataSource } from "../fields/data-source.ts";
import { auto, data, flag, oneOf, presentation, type Rules, ruleTree, text } from "../fields/rules.ts";
import { valueChange, valueWords } from "../fields/words.ts";
import type { Change } from "../model.ts";

const rules: Rules = {
  datasource: data("data source", dataSource),
  hide: data("hidden", oneOf({ true: "hidden", false: "shown" }, "shown")),
  interval: data("step", auto),
  intervalFactor: data("resolution", { words: (value) => `1/${valueWords(value)}`, absent: "1/1" }),
  format: presentation("format", { absent: "time_series" }),
  legendFormat: presentation("legend", { ...text, absent: "auto" }),
  exemplar: presentation("exemplars", flag),
};

const tree = ruleTree(rules);

/** What changed between two targets besides the refId and the members given. */
export function targetChanges(
  before: JsonObject,
  after: JsonObject,
  except: readonly string[],
): readonly Change[] {
  const apart = ["refId", "instant", "range", ...except];
  // What nobody knows may be a part of the question.
  const scope = { tree, impact: "data" } as const;
  return [...typeChanges(before, after), ...entryChanges(omit(before, apart), omit(after, apart), scope)];
}

function omit(target: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(target).filter(([name]) => !names.includes(name)));
}

/** Prometheus takes `instant` and `range` together: the first change says what both amount to, the other one nothing. */
function typeChanges(before: JsonObject, after: JsonObject): readonly Change[] {
  const [old, now] = [typeOf(before), typeOf(after)];
  let isTold = old === now;
  const changes: Change[] = [];
  for (const name of ["range", "instant"]) {
    const [left, right] = [before[name], after[name]];
    if (isSame(left, right)) continue;
    const said = isTold
      ? ({ label: name, text: valueChange(left, right), impact: "none" } as const)
      : ({ label: "type", text: `${old} → ${now}`, impact: "data" } as const);
    changes.push({ path: [name], ...said, ...sides(left, right) });
    isTold = true;
  }
  return changes;
}

function typeOf({ instant, range }: JsonObject): string {
  if (instant !== true) return "range";
  return range === true ? "both" : "instant";
}

function sides(before: Json | undefined, after: Json | undefined): Pick<Change, "before" | "after"> {
  return { ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) };
}
