import { readFile } from "node:fs/promises";

/** The recorded scrape that stands for each job. */
const scrapes: Readonly<Record<string, string>> = {
  "image-gallery": "client-golang.prom",
  "iotd-api": "micrometer.prom",
  "access-log": "prom-client.prom",
  docker: "docker-engine.prom",
};

/** Names that only other versions of a library have; the queries join them to the recorded ones with `or`. */
const otherVersions = new Set(["http_server_requests_active_seconds_active_count"]);

/** The selectors of the expressions that find no series in the recorded scrape of one of their jobs. */
export async function selectorsWithoutSeries(expressions: readonly string[]): Promise<readonly string[]> {
  const lines = new Map<string, readonly string[]>();
  for (const [job, file] of Object.entries(scrapes)) {
    const text = await readFile(new URL(`../fixtures/metrics/${file}`, import.meta.url), "utf8");
    lines.set(job, text.split("\n"));
  }
  return selectorsOf(expressions).flatMap(({ text, name, matchers }) => {
    const ofJob = matchers.filter(({ label }) => label === "job");
    const jobs = [...lines.keys()].filter((job) => ofJob.every((matcher) => accepts(matcher, job)));
    const found = jobs.filter((job) => (lines.get(job) ?? []).some((line) => isSeries(line, name, matchers)));
    return jobs.length > 0 && found.length === jobs.length ? [] : [text];
  });
}

interface LabelMatcher {
  readonly label: string;
  readonly operator: string;
  readonly value: string;
}

interface ParsedSelector {
  readonly text: string;
  readonly name: string;
  readonly matchers: readonly LabelMatcher[];
}

function selectorsOf(expressions: readonly string[]): readonly ParsedSelector[] {
  const texts = new Set(expressions.flatMap((expression) => expression.match(/\b[a-z]\w*\{[^}]*\}/g) ?? []));
  return (
    [...texts]
      .map((text) => ({ text, name: text.slice(0, text.indexOf("{")), matchers: matchersOf(text) }))
      // Prometheus itself writes `up`.
      .filter(({ name }) => name !== "up" && !otherVersions.has(name))
  );
}

function matchersOf(text: string): readonly LabelMatcher[] {
  return [...text.matchAll(/(\w+)(=~|!~|!=|=)"([^"]*)"/g)].map(
    ([, label = "", operator = "", value = ""]) => ({
      label,
      operator,
      value,
    }),
  );
}

function isSeries(line: string, name: string, matchers: readonly LabelMatcher[]): boolean {
  const sample = /^(\w+)(?:\{(.*)\})? \S+$/.exec(line);
  if (sample?.[1] !== name) return false;
  const labels = Object.fromEntries(
    matchersOf(sample[2] ?? "").map(({ label, value }) => [label, value] as const),
  );
  const ownMatchers = matchers.filter(({ label }) => label !== "job");
  return ownMatchers.every((matcher) => accepts(matcher, labels[matcher.label] ?? ""));
}

function accepts({ operator, value }: LabelMatcher, actual: string): boolean {
  const isEqual = operator.endsWith("~") ? new RegExp(`^(?:${value})$`).test(actual) : actual === value;
  return operator.startsWith("!") ? !isEqual : isEqual;
}
