import { colorSchemes } from "../../panels/color.ts";
import { type Json, memberOf } from "../../schema/json.ts";
import type { Form } from "./rules.ts";
import { stringWords, valueWords } from "./words.ts";

/** The schemes by Grafana's ids, as dash calls them. */
const schemeNames: ReadonlyMap<string, string> = new Map(
  Object.entries(colorSchemes).map(([name, id]) => [id, name]),
);

/** How values get their colour. */
export const color: Form = { words: colorWords };

function colorWords(value: Json): string {
  const mode = memberOf(value, "mode");
  if (typeof mode !== "string") return valueWords(value);
  const fixed = memberOf(value, "fixedColor");
  const one = typeof fixed === "string" ? stringWords(fixed) : undefined;
  if (mode === "fixed") return one === undefined ? "fixed" : `fixed ${one}`;
  if (mode === "shades") return one === undefined ? "shades" : `shades of ${one}`;
  const name = schemeNames.get(mode) ?? stringWords(mode);
  const by = memberOf(value, "seriesBy");
  return typeof by === "string" && by !== "last" ? `${name} by ${stringWords(by)}` : name;
}
