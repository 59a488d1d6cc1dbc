import fc from "fast-check";
import { expect, test } from "vitest";
import { formatCatalogue } from "../../src/metrics/catalogue.ts";
import { readExposition } from "../../src/metrics/exposition.ts";
import type { MetricSpec } from "../../src/metrics/metric.ts";
import { readCatalogue } from "../../src/metrics/read-catalogue.ts";
import { evaluateModule } from "./evaluate.ts";

/** A family with what an exposition of it needs besides. */
interface Family {
  readonly name: string;
  readonly kind: MetricSpec["kind"];
  readonly help: string;
  readonly labels: readonly string[];
  readonly numbers: readonly number[];
  readonly value: string;
}

const text = fc.string({ unit: "grapheme", maxLength: 12 });
const nasty = fc.constantFrom(
  '"',
  "'",
  "\\",
  "\n",
  "*/",
  "${a}",
  "`",
  "\u2028",
  "</script>",
  "//",
  "{",
  "}",
  "#",
  "=",
);
const anyText = fc.array(fc.oneof(text, nasty), { maxLength: 5 }).map((parts) => parts.join(""));
const classicName = fc.stringMatching(/^[a-zA-Z_][a-zA-Z0-9_]{0,12}$/);
const name = fc
  .oneof({ weight: 3, arbitrary: classicName }, { weight: 1, arbitrary: anyText })
  .filter(isUsable);

const family: fc.Arbitrary<Family> = fc.record({
  name,
  kind: fc.constantFrom("counter", "gauge", "histogram", "summary", "info"),
  help: anyText,
  labels: fc.uniqueArray(
    name.filter((label) => !["job", "instance", "le", "quantile", "__proto__"].includes(label)),
    { maxLength: 4 },
  ),
  numbers: fc.uniqueArray(
    fc.double({ min: 0, max: 1, noNaN: true }).map((value) => value + 0),
    { maxLength: 5 },
  ),
  value: anyText,
});

// Suffixes that belong to another family would change what the exposition means; they have tests of their own.
const families = fc
  .uniqueArray(family, { maxLength: 6, minLength: 1, selector: ({ name: one }) => one })
  .map((all) =>
    all.map((one, index) => ({ ...one, name: `${one.name}_${index}${one.kind === "info" ? "_info" : "x"}` })),
  );

test("any families come through the text format, the module and its evaluation as they were", async () => {
  await fc.assert(
    fc.asyncProperty(families, fc.infiniteStream(fc.nat()), async (all, random) => {
      const module = formatCatalogue(readExposition(render(all, random)), {
        name: "exporter",
        maxHelp: 1000,
      });
      const { exporter = {} } = await evaluateModule(module);
      const metrics = Object.values(exporter);
      expect(metrics.map((metric) => metric.name)).toEqual(all.map((one) => one.name).sort());
      for (const one of all) {
        const metric = metrics.find((candidate) => candidate.name === one.name);
        expect({ ...metric, unit: undefined }).toEqual({ ...expected(one), unit: undefined });
      }
      const readBack = readCatalogue(module, "exporter.ts").families;
      expect(formatCatalogue(readBack, { name: "exporter", maxHelp: 1000 })).toBe(module);
    }),
    { numRuns: 150 },
  );
});

function expected({ name: metric, kind, labels, help, numbers }: Family): object {
  const sorted = [...numbers].sort((left, right) => left - right);
  const words = help.replace(/\s+/g, " ").trim();
  return {
    name: metric,
    kind,
    labels: [...[...labels].sort(), "job", "instance"],
    ...(kind === "histogram" && sorted.length > 0 && { buckets: sorted }),
    ...(kind === "summary" && sorted.length > 0 && { quantiles: sorted }),
    ...(words !== "" && { help: words }),
  };
}

function isUsable(one: string): boolean {
  return one !== "" && !/\p{Surrogate}|\0/u.test(one);
}

function render(all: readonly Family[], random: Iterator<number>): string {
  return (
    shuffle(all, random)
      .map((one) => renderFamily(one, random))
      .join("\n") + "\n"
  );
}

function renderFamily(one: Family, random: Iterator<number>): string {
  const head = [
    `# HELP ${quote(one.name)} ${escape(one.help)}`,
    `# TYPE ${quote(one.name)} ${one.kind === "info" ? "gauge" : one.kind}`,
  ];
  return [...shuffle(head, random), ...shuffle(samples(one, random), random)].join("\n");
}

function samples(one: Family, random: Iterator<number>): readonly string[] {
  const series = (suffix: string, extra: readonly string[] = []) => {
    const own = one.labels.map((label) => `${quote(label)}=${quote(one.value, true)}`);
    const pairs = shuffle([...own, ...extra], random);
    return `{${[quote(one.name + suffix, true), ...pairs].join(",")}} 1`;
  };
  if (one.kind === "histogram") {
    const buckets = [...one.numbers.map(String), "+Inf"].map((le) => series("_bucket", [`le="${le}"`]));
    return [...buckets, series("_sum"), series("_count")];
  }
  if (one.kind === "summary") {
    return [
      ...one.numbers.map((value) => series("", [`quantile="${value}"`])),
      series("_sum"),
      series("_count"),
    ];
  }
  return [series("")];
}

function quote(one: string, always = false): string {
  return !always && /^[a-zA-Z_][a-zA-Z0-9_]*$/.test(one) ? one : `"${escape(one).replaceAll('"', '\\"')}"`;
}

function escape(one: string): string {
  return one.replaceAll("\\", "\\\\").replaceAll("\n", "\\n");
}

function shuffle<Item>(items: readonly Item[], random: Iterator<number>): readonly Item[] {
  return items
    .map((item) => ({ item, at: Number(random.next().value) }))
    .sort((left, right) => left.at - right.at)
    .map(({ item }) => item);
}
