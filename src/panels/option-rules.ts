import { DashError } from "../base/dash-error.ts";
import { suggest } from "../base/text.ts";
import type { TimeSetting } from "../schema/time-settings.ts";
import { isOfType, describeValue, type ValueType, typeNames } from "./value-types.ts";

/**
 * What an option may hold at run time. The compiler knows it too, but dashboards also run without type checking,
 * and Grafana ignores names and words that it does not know: the mistake would vanish.
 */
export interface OptionRule {
  /** What the value must be; several when it has several forms. @default anything */
  readonly is?: ValueType | readonly ValueType[];
  /** The words that a text, or each text in a list, may be. @default any text */
  readonly words?: readonly string[];
  /** The members of an object. @default any names */
  readonly members?: OptionRules;
  /** The members that an object must have. @default none */
  readonly required?: readonly string[];
  /** What the members of an object with free names hold. @default anything */
  readonly values?: OptionRule;
  /** What each element of a list is. @default what the option is */
  readonly items?: OptionRule;
  /** Whether a number must be whole. @default false */
  readonly whole?: boolean;
  /** The least number. @default none */
  readonly min?: number;
  /** The greatest number. @default none */
  readonly max?: number;
  /** Whether an infinite number means something. @default false */
  readonly infinite?: boolean;
  /** Whether another step checks the value. @default false */
  readonly opaque?: boolean;
  /** What else can be wrong with a value. */
  readonly check?: (value: unknown) => Fault | undefined;
}

/** What is wrong with a value. */
export interface Fault {
  /** What follows "Option `x` of panel `y`", without a full stop. */
  readonly fault: string;
  /** What to do about it. */
  readonly hint: string;
}

/** A rule for each option name. */
export type OptionRules = Readonly<Record<string, OptionRule>>;

/** The names of an options interface, or of all members of a union. */
type NamesOf<Options> = Options extends unknown ? keyof Options : never;

/** Rules for exactly the names of an options interface, so that none can be forgotten. */
export type RulesFor<Options> = { readonly [Name in NamesOf<Options>]-?: OptionRule };

/** The rule of an option that only the compiler checks, but for its numbers. */
export const anything: OptionRule = {};
/** The rule of a text. */
export const textRule: OptionRule = { is: "text" };
/** The rule of a number. */
export const numberRule: OptionRule = { is: "number" };
/** The rule of a switch. */
export const flagRule: OptionRule = { is: "flag" };
/** The rule of a list of texts. */
export const textsRule: OptionRule = { is: "list", items: textRule };

/** The rule of a text in one of Grafana's forms for times. */
export function timeRule({ isValid, hint }: TimeSetting): OptionRule {
  return {
    is: "text",
    check: (text) =>
      isValid(text as string) ? undefined : { fault: `cannot be \`${text as string}\``, hint },
  };
}

/** What options belong to, for messages: `panel` and its title. */
interface Owner {
  readonly what: string;
  readonly name: string | undefined;
}

/** What {@link checkOptionsOf} looks at. */
export interface CheckedOptions {
  readonly what: string;
  /** The function that got the options, for example `row()`. */
  readonly caller: string;
  /** The option that names what is made, which must be there. @default there is none */
  readonly nameOption?: "title" | "name";
}

/** Throws when an option's name, type, word or number would get lost on the way to Grafana. */
export function checkOptions(options: { readonly title: string }, rules: OptionRules): void {
  checkOptionsOf(options, { members: rules }, panelOptions);
}

const panelOptions: CheckedOptions = { what: "panel", caller: "A panel", nameOption: "title" };

/** Like {@link checkOptions}, for whatever has a title or a name; `rule` is that of all its options. */
export function checkOptionsOf(options: object, rule: OptionRule, checked: CheckedOptions): void {
  const name = nameOf(options, checked);
  const mistake = findMistake(options, rule);
  if (mistake !== undefined) throw mistakeError({ what: checked.what, name }, mistake);
}

/** The name of what the options make. Without one nothing could be told from anything else. */
function nameOf(options: unknown, { what, caller, nameOption }: CheckedOptions): string | undefined {
  const hint = nameOption === undefined ? "Write `{ … }`." : `Write \`{ ${nameOption}: "…", … }\`.`;
  if (typeof options !== "object" || options === null) {
    throw impossible(`${caller} needs an object with options, not ${describeValue(options)}.`, hint);
  }
  if (nameOption === undefined) return undefined;
  const name = (options as Readonly<Record<string, unknown>>)[nameOption];
  if (typeof name === "string") return name;
  throw impossible(
    name === undefined
      ? `${article(what)} has no \`${nameOption}\`.`
      : `The \`${nameOption}\` of ${article(what).toLowerCase()} must be a text, not ${describeValue(name)}.`,
    hint,
  );
}

function article(what: string): string {
  return what === "annotation" ? `An ${what}` : `A ${what}`;
}

interface Mistake {
  readonly path: string;
  /** Absent when there is no such option at all. */
  readonly fault?: string;
  readonly hint: string;
}

function findMistake(value: unknown, rule: OptionRule): Mistake | undefined {
  if (value === undefined) return undefined;
  if (rule.is !== undefined && !isOfType(value, rule.is)) return typeMistake(value, rule.is);
  const fault = rule.check?.(value);
  if (fault !== undefined) return { path: "", ...fault };
  switch (typeof value) {
    case "number":
      return numberMistake(value, rule);
    case "string":
      return wordMistake(value, rule);
    case "object":
      if (value === null || rule.opaque === true) return undefined;
      return Array.isArray(value) ? listMistake(value, rule) : memberMistake(value, rule);
    default:
      return undefined;
  }
}

function typeMistake(value: unknown, types: ValueType | readonly ValueType[]): Mistake {
  const { name, hint } = typeNames(types);
  return { path: "", fault: `must be ${name}, not ${describeValue(value)}`, hint };
}

function numberMistake(value: number, rule: OptionRule): Mistake | undefined {
  if (rule.whole === true && !Number.isInteger(value))
    return cannotBe(value, `Give a whole number${limits(rule)}.`);
  if (!Number.isFinite(value) && (rule.infinite !== true || Number.isNaN(value))) {
    return cannotBe(value, "Give a finite number, or leave the option out.");
  }
  if ((rule.min !== undefined && value < rule.min) || (rule.max !== undefined && value > rule.max)) {
    return cannotBe(value, `Give a ${rule.whole === true ? "whole " : ""}number${limits(rule)}.`);
  }
  return undefined;
}

function limits({ min, max }: OptionRule): string {
  if (min === undefined) return max === undefined ? "" : ` of at most ${max}`;
  return max === undefined ? ` of at least ${min}` : ` from ${min} to ${max}`;
}

function wordMistake(value: string, rule: OptionRule): Mistake | undefined {
  if (rule.words === undefined || rule.words.includes(value)) return undefined;
  return cannotBe(value, suggest(value, rule.words));
}

function cannotBe(value: string | number, hint: string): Mistake {
  return { path: "", fault: `cannot be \`${value}\``, hint };
}

function listMistake(list: readonly unknown[], rule: OptionRule): Mistake | undefined {
  const itemRule = rule.items ?? rule;
  for (let index = 0; index < list.length; index++) {
    const item = list[index];
    const mistake = item === undefined ? missingItem : findMistake(item, itemRule);
    if (mistake !== undefined) return within(`[${index}]`, mistake);
  }
  return undefined;
}

const missingItem: Mistake = {
  path: "",
  fault: "is `undefined`",
  hint: "Look where the value comes from: a misspelled name, or an import in a circle.",
};

function memberMistake(members: object, rule: OptionRule): Mistake | undefined {
  // Every panel comes through here: `for in` makes no list of names and values.
  for (const name in members) {
    const memberRule = rule.members === undefined ? (rule.values ?? anything) : rule.members[name];
    // A function is what every object has by a name such as `constructor`.
    if (memberRule === undefined || typeof memberRule === "function") {
      return { path: name, hint: suggest(name, Object.keys(rule.members ?? {})) };
    }
    const mistake = findMistake((members as Readonly<Record<string, unknown>>)[name], memberRule);
    if (mistake !== undefined) return within(name, mistake);
  }
  const missing = rule.required?.find(
    (name) => (members as Readonly<Record<string, unknown>>)[name] === undefined,
  );
  return missing === undefined
    ? undefined
    : { path: missing, fault: "is missing", hint: `Write \`${missing}: …\`.` };
}

function within(outer: string, { path, ...mistake }: Mistake): Mistake {
  return { path: path === "" || path.startsWith("[") ? outer + path : `${outer}.${path}`, ...mistake };
}

function mistakeError({ what, name }: Owner, { path, fault, hint }: Mistake): DashError {
  const owner = name === undefined ? `the ${what}` : `${what} \`${name}\``;
  if (fault !== undefined) return impossible(`Option \`${path}\` of ${owner} ${fault}.`, hint);
  return impossible(`${owner.charAt(0).toUpperCase()}${owner.slice(1)} has no option \`${path}\`.`, hint);
}

/** The error for what cannot be made. */
export function impossible(message: string, hint: string): DashError {
  return new DashError("invalid-definition", { message, hint });
}
