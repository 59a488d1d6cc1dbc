/**
 * How signals turn instruments into queries: as few as possible. Instruments whose expressions differ by the job
 * only share one query, `job=~"a|b"`; equal expressions are asked once.
 */
import { DashError } from "../base/dash-error.ts";
import { quoteList, slug } from "../base/text.ts";
import type { Instrument } from "../instruments/instrument.ts";
import type { Vector } from "../queries/expression.ts";
import type { Matcher, MatcherValue } from "../queries/matcher.ts";

/** One instrument or several. */
export type OneOrMore<Item> = Item | readonly Item[];

/** What a signal asks of an instrument for the targets of a job. */
export type ExpressionOf<Kind extends Instrument> = (instrument: Kind, job: MatcherValue) => Vector;

/** The expressions for all instruments, merged where only the job differs, in the order of the instruments. */
export function mergeExpressions<Kind extends Instrument>(
  instruments: readonly Kind[],
  expressionOf: ExpressionOf<Kind>,
): readonly Vector[] {
  const groups = new Map<string, { readonly instrument: Kind; readonly jobs: MatcherValue[] }>();
  for (const instrument of instruments) {
    // With the same job in place, equal texts ask for the same of different jobs.
    const shape = expressionOf(instrument, "").text;
    const group = groups.get(shape);
    if (group === undefined) groups.set(shape, { instrument, jobs: [instrument.job] });
    else group.jobs.push(instrument.job);
  }
  return [...groups.values()].flatMap(({ instrument, jobs }) =>
    mergeJobs(jobs).map((job) => expressionOf(instrument, job)),
  );
}

/** Names become one alternative; variables and other matchers stay alone, each once. */
function mergeJobs(jobs: readonly MatcherValue[]): readonly MatcherValue[] {
  const names = new Set<string>();
  const matchers = new Map<string, Matcher>();
  for (const job of jobs) {
    if (typeof job === "string") names.add(job);
    else if ("kind" in job) matchers.set(job.operator + job.value, job);
    else job.forEach((name) => names.add(name));
  }
  const [first, ...more] = names;
  const named = first === undefined ? [] : [more.length === 0 ? first : [first, ...more]];
  return [...named, ...matchers.values()];
}

/** Whether the instruments are about one job by name, so that a legend need not tell it. */
export function isSingleJob(instruments: OneOrMore<Instrument>): boolean {
  const [first, ...more] = toList(instruments);
  return typeof first?.job === "string" && more.length === 0;
}

/** The jobs as a part of a panel's key: `image-gallery-iotd-api`. */
export function jobsKey(instruments: readonly Instrument[]): string {
  const words = instruments.flatMap(({ job }) => {
    if (typeof job === "string") return [job];
    return "kind" in job ? [job.value] : job;
  });
  return [...new Set(words.map(slug))].filter(Boolean).join("-");
}

/** What a signal asks for, and its name for messages. */
export interface Needs {
  readonly name: string;
  readonly needs: readonly string[];
}

/**
 * The instruments as a list. Throws for an empty one, and for an instrument that does not feed the signal: the
 * compiler says so too, but dashboards also run without having been compiled.
 */
export function listInstruments<Kind extends Instrument>(
  signal: Needs,
  instruments: OneOrMore<Kind>,
): readonly Kind[] {
  const list = toList(instruments);
  if (list.length === 0) {
    throw new DashError("invalid-definition", {
      message: `\`${signal.name}()\` got no instrument, so that its panel would stay empty.`,
      hint: `Give it one at least: \`${signal.name}(micrometer({ job: "…" }))\`.`,
    });
  }
  for (const instrument of list) checkFeeds(signal, instrument);
  return list;
}

function checkFeeds({ name, needs }: Needs, instrument: Instrument): void {
  const given: unknown = instrument;
  if (typeof given !== "object" || given === null || !("feeds" in given)) {
    throw new DashError("invalid-definition", {
      message: `\`${name}()\` got \`${String(given)}\`, which is no instrument.`,
      hint: `Give it an instrument, for example \`${name}(promClient({ job: "…" }))\`.`,
    });
  }
  const missing = needs.filter((need) => !Object.hasOwn(instrument.feeds, need));
  if (missing.length === 0) return;
  throw new DashError("invalid-definition", {
    message: `The instrument \`${instrument.name}\` cannot feed \`${name}()\`: it has no ${quoteList(missing)}.`,
    hint: "Leave it out, or tell it the application's metrics when it has options for them.",
  });
}

function toList<Kind>(instruments: OneOrMore<Kind>): readonly Kind[] {
  return isList(instruments) ? instruments : [instruments];
}

function isList<Kind>(instruments: OneOrMore<Kind>): instruments is readonly Kind[] {
  return Array.isArray(instruments);
}
