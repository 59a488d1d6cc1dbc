import { isSame, type Json, memberOf } from "../../schema/json.ts";
import { plural } from "../../base/text.ts";
import type { Form } from "./rules.ts";
import { quoteShort, textChange } from "./text-difference.ts";
import { isList, joinFacts, valueWords } from "./words.ts";

/** Links on values, by their titles. */
export const links: Form = {
  absent: "none",
  words: (value) => (isList(value) ? plural(value.length, "link") : valueWords(value)),
  say: (before = [], after = []) => {
    if (!isList(before) || !isList(after)) return undefined;
    const gone = [...before];
    const facts = after.flatMap((link) => {
      const place = gone.findIndex((other) => titleOf(other) === titleOf(link));
      const [other] = place < 0 ? [] : gone.splice(place, 1);
      if (other === undefined) return [`${titleOf(link)} added`];
      return isSame(other, link) ? [] : [`${titleOf(link)}: ${linkChange(other, link)}`];
    });
    return joinFacts([...facts, ...gone.map((link) => `${titleOf(link)} removed`)]) ?? "order changed";
  },
};

function titleOf(link: Json): string {
  const title = memberOf(link, "title") ?? memberOf(link, "url");
  return typeof title === "string" ? quoteShort(title) : "untitled";
}

function linkChange(before: Json, after: Json): string {
  const [left = "", right = ""] = [memberOf(before, "url"), memberOf(after, "url")];
  return typeof left === "string" && typeof right === "string" && left !== right
    ? `address ${textChange(left, right)}`
    : "settings changed";
}
