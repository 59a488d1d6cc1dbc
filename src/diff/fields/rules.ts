/**
 * What dash knows of the members of documents: a row for each path says what operators call it, how far a change of
 * it reaches, and how it is said. A row speaks for everything below its path, unless there are rows below it and both
 * sides have an object there.
 */
import { isObject, type Json } from "../../schema/json.ts";
import type { Impact } from "../model.ts";
import { isList, listChange, valueWords } from "./words.ts";
import { quoteShort, textChange } from "./text-difference.ts";

/** How values of one kind are said. */
export interface Form {
  /** A value in words. @default the value itself */
  readonly words?: (value: Json) => string;
  /** What it is called when nothing is said and Grafana's own value is not known. @default "default" */
  readonly absent?: string;
  /** How the values differ, with Grafana's own for absent ones; `undefined` for both in words with an arrow. */
  readonly say?: (before: Json | undefined, after: Json | undefined) => string | undefined;
}

/** What dash knows of a path. */
export interface Rule extends Form {
  /** What operators call it. */
  readonly label: string;
  /** How far a change of it reaches. */
  readonly impact: Impact;
}

/** Rules by path, with dots between the members. */
export type Rules = Readonly<Record<string, Rule>>;

/** Rules as a tree like the documents. */
export interface RuleTree {
  readonly rule?: Rule;
  /** Its place in the table, by which changes are put in order. */
  readonly order: number;
  readonly members: ReadonlyMap<string, RuleTree>;
}

/** The tree of a table. */
export function ruleTree(rules: Rules): RuleTree {
  const root = { order: 0, members: new Map<string, TreeDraft>() };
  Object.entries(rules).forEach(([path, rule], order) => {
    let tree: TreeDraft = root;
    for (const member of path.split(".")) {
      let child = tree.members.get(member);
      if (child === undefined) tree.members.set(member, (child = { order, members: new Map() }));
      tree = child;
    }
    tree.rule = rule;
    tree.order = order;
  });
  return root;
}

interface TreeDraft {
  rule?: Rule;
  order: number;
  members: Map<string, TreeDraft>;
}

/** The rules with a path before each of theirs. */
export function below(path: string, rules: Rules): Rules {
  return Object.fromEntries(Object.entries(rules).map(([rest, rule]) => [`${path}.${rest}`, rule]));
}

/** A row for how it looks. */
export function cosmetic(label: string, form: Form = {}): Rule {
  return { ...form, label, impact: "cosmetic" };
}

/** A row for how values are read and found. */
export function presentation(label: string, form: Form = {}): Rule {
  return { ...form, label, impact: "presentation" };
}

/** A row for what is asked. */
export function data(label: string, form: Form = {}): Rule {
  return { ...form, label, impact: "data" };
}

/** Yes or no, and no where nothing is said. */
export const flag: Form = { absent: "off" };
/** Yes or no, and yes where nothing is said. */
export const flagOn: Form = { absent: "on" };
/** A number or word that Grafana finds by itself where nothing is said. */
export const auto: Form = { absent: "auto" };
/** Something that is not there where nothing is said. */
export const none: Form = { absent: "none" };

/** A text of people, whose first difference is enough. */
export const text: Form = {
  words: (value) => (typeof value === "string" ? quoteShort(value) : valueWords(value)),
  absent: "none",
  say: (before = "", after = "") =>
    typeof before === "string" && typeof after === "string" ? textChange(before, after) : undefined,
};

/** A list of words, of which only the difference is said. */
export const list: Form = {
  words: (value) => (isList(value) && value.length === 0 ? "none" : valueWords(value)),
  absent: "none",
  say: listChange,
};

/** One of some values that have words of their own. */
export function oneOf(words: Readonly<Record<string, string>>, absent?: string): Form {
  const form = {
    words: (value: Json): string => {
      const key = isList(value) || isObject(value) ? "" : String(value);
      return Object.hasOwn(words, key) ? (words[key] ?? key) : valueWords(value);
    },
  };
  return absent === undefined ? form : { ...form, absent };
}
