import { DashError } from "../base/dash-error.ts";
import { suggest } from "../base/text.ts";

/**
 * What an option may hold at run time. The compiler knows it too, but dashboards also run without type checking,
 * and Grafana ignores names and words that it does not know: the mistake would vanish.
 */
export interface OptionRule {
  /** The words that a text, or each text in a list, may be. @default any text */
  readonly words?: readonly string[];
  /** The members of an object. @default any names */
  readonly members?: OptionRules;
  /** What the members of an object with free names hold. @default anything */
  readonly values?: OptionRule;
  /** What each element of a list is. @default what the option is */
  readonly items?: OptionRule;
  /** Whether a number must be whole. @default false */
  readonly whole?: boolean;
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

/** Throws when an option's name, word or number would get lost on the way to Grafana. */
export function checkOptions(options: { readonly title: string }, rules: OptionRules): void {
  const mistake = findMistake(options, { members: rules });
  if (mistake !== undefined) throw mistakeError(options.title, mistake);
}

interface Mistake {
  readonly path: string;
  /** Absent when there is no such option at all. */
  readonly fault?: string;
  readonly hint: string;
}

function findMistake(value: unknown, rule: OptionRule): Mistake | undefined {
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

function numberMistake(value: number, rule: OptionRule): Mistake | undefined {
  if (rule.whole === true && !Number.isInteger(value)) return cannotBe(value, "Give a whole number.");
  if (Number.isFinite(value) || (rule.infinite === true && !Number.isNaN(value))) return undefined;
  return cannotBe(value, "Give a finite number, or leave the option out.");
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
    const mistake = findMistake(list[index], itemRule);
    if (mistake !== undefined) return within(`[${index}]`, mistake);
  }
  return undefined;
}

function memberMistake(members: object, rule: OptionRule): Mistake | undefined {
  // Every panel comes through here: `for in` makes no list of names and values.
  for (const name in members) {
    const memberRule = rule.members === undefined ? (rule.values ?? anything) : rule.members[name];
    if (memberRule === undefined) return { path: name, hint: suggest(name, Object.keys(rule.members ?? {})) };
    const mistake = findMistake((members as Readonly<Record<string, unknown>>)[name], memberRule);
    if (mistake !== undefined) return within(name, mistake);
  }
  return undefined;
}

function within(outer: string, { path, ...mistake }: Mistake): Mistake {
  return { path: path === "" || path.startsWith("[") ? outer + path : `${outer}.${path}`, ...mistake };
}

function mistakeError(title: string, { path, fault, hint }: Mistake): DashError {
  const message =
    fault === undefined
      ? `Panel \`${title}\` has no option \`${path}\`.`
      : `Option \`${path}\` of panel \`${title}\` ${fault}.`;
  return impossible(title, message, hint);
}

/** The error for a panel that cannot be made. */
export function impossible(title: string, message: string, hint: string): DashError {
  return new DashError("invalid-definition", { message, hint, at: { part: title } });
}
