import { type Calculation, calculationName, calculationRule } from "../../panels/calculations.ts";
import type { Json } from "../../schema/json.ts";
import type { Form } from "./rules.ts";
import { isList, valueWords } from "./words.ts";

/** A calculation that makes one value of many, or several, by their headings in Grafana. */
export const calculations: Form = { absent: "none", words: calculationWords };

function calculationWords(value: Json): string {
  if (isList(value)) return value.length > 0 ? value.map(calculationWords).join(", ") : "none";
  return typeof value === "string" && isCalculation(value) ? calculationName(value) : valueWords(value);
}

function isCalculation(text: string): text is Calculation {
  return calculationRule.words?.includes(text) ?? false;
}
