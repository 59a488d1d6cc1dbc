import { basename } from "node:path";
import { DashError } from "../../base/dash-error.ts";
import { plural } from "../../base/text.ts";
import { checkExportName, formatCatalogue } from "../../metrics/catalogue.ts";
import { toIdentifier } from "../../metrics/catalogue-keys.ts";
import { readExposition } from "../../metrics/exposition.ts";
import type { MetricFamily } from "../../metrics/family.ts";
import { mergeFamilies, type MergedFamilies } from "../../metrics/merge-families.ts";
import { isCatalogue, readCatalogue, type Catalogue } from "../../metrics/read-catalogue.ts";
import type { CommandIo } from "../io.ts";
import type { CommandValues } from "../table.ts";
import { readExisting, writeAtomically } from "../output/single-file.ts";
import { readSource } from "./metrics-source.ts";

/** The arguments of `dash metrics`. */
export interface MetricsArguments {
  /** An http or https address, a file, or `-` for standard input. */
  readonly source: string;
  /** The module to write, relative to the working folder. @default standard output */
  readonly out?: string;
  /** The name of the exported constant. @default the one in `out`, else the name of `out` in camel case, else `metrics` */
  readonly name?: string;
  /** A start that the metric names share and that the keys drop. @default nothing is dropped */
  readonly prefix?: string;
  /** Whether metrics and labels that the source does not show now are dropped from `out`. @default false */
  readonly prune?: boolean;
  /** Whether to compare only: exit code 1 when `out` would change. @default false */
  readonly check?: boolean;
  /** Headers of the request, as `Name: value`. */
  readonly header?: readonly string[];
}

/** Runs `dash metrics`: a typed catalogue of what an exporter exposes. Answers with the exit code. */
export async function runMetrics(io: CommandIo, args: MetricsArguments): Promise<number> {
  if (args.name !== undefined) checkExportName(args.name);
  const { out } = args;
  if (out === undefined && (args.check === true || args.prune === true)) throw outMissing(args);
  const source = await readSource(io, args);
  const families = readExposition(source.body, source);
  if (out === undefined) {
    io.stdout.write(formatCatalogue(families, { name: args.name ?? "metrics", prefix: args.prefix }));
    return 0;
  }
  return update(io, { ...args, out }, families);
}

/** {@link runMetrics} with the values of the command line. */
export function runMetricsCommand(io: CommandIo, values: CommandValues): Promise<number> {
  const { source, out, name, prefix, prune, check, header } = values;
  return runMetrics(io, {
    source: String(source),
    ...(typeof out === "string" && { out }),
    ...(typeof name === "string" && { name }),
    ...(typeof prefix === "string" && { prefix }),
    prune: prune === true,
    check: check === true,
    header: Array.isArray(header) ? header.map(String) : [],
  });
}

async function update(
  io: CommandIo,
  args: MetricsArguments & { readonly out: string },
  families: readonly MetricFamily[],
): Promise<number> {
  const existing = await readExisting(io.cwd, args.out);
  const previous = existing === undefined ? undefined : readPrevious(existing, args.out);
  const merged = mergeFamilies(previous?.families ?? [], families, { prune: args.prune ?? false });
  const name =
    args.name ?? previous?.name ?? toIdentifier(basename(args.out).replace(/\..*$/, ""), "metrics");
  const text = formatCatalogue(merged.families, { name, prefix: args.prefix, previous: previous?.keys });
  const next = readCatalogue(text, args.out);
  const summary = summarize(merged, countChanged(previous, next), args);
  if (previous !== undefined && (existing === text || facts(previous) === facts(next))) {
    io.stderr.write(`${args.out}: unchanged: ${summary}\n`);
    return 0;
  }
  if (args.check === true) {
    io.stderr.write(`${args.out}: stale: ${summary}\n`);
    return 1;
  }
  await writeAtomically(io.cwd, args.out, text);
  io.stderr.write(`${args.out}: written: ${summary}\n`);
  return 0;
}

function readPrevious(existing: string, out: string): Catalogue {
  if (isCatalogue(existing)) return readCatalogue(existing, out);
  throw new DashError("unwritable-output", {
    message: `\`${out}\` exists and was not written by \`dash metrics\`.`,
    hint: "Choose another file with --out, or delete this one.",
    at: { file: out },
  });
}

// A formatter with other settings may have been over the file: what counts is what it says.
function facts({ name, keys, families }: Catalogue): string {
  return JSON.stringify([name, [...keys], families]);
}

function countChanged(previous: Catalogue | undefined, next: Catalogue): number {
  const known = new Map(previous?.families.map((family) => [family.name, JSON.stringify(family)]));
  return next.families.filter((family) => {
    const before = known.get(family.name);
    return before !== undefined && before !== JSON.stringify(family);
  }).length;
}

function summarize(merged: MergedFamilies, changed: number, args: MetricsArguments): string {
  const { added, gone, families } = merged;
  const goneText = args.prune === true ? "gone" : "not exposed now and kept, --prune drops them";
  const changes = [
    ...(added.length > 0 ? [`${added.length} new`] : []),
    ...(changed > 0 ? [`${changed} changed`] : []),
    ...(gone.length > 0 ? [`${gone.length} ${goneText}`] : []),
  ];
  return plural(families.length, "metric") + (changes.length > 0 ? ` (${changes.join(", ")})` : "");
}

function outMissing(args: MetricsArguments): DashError {
  const flag = args.check === true ? "--check" : "--prune";
  return new DashError("usage", {
    message: `${flag} is about a file, but none is given.`,
    hint: `Write \`npx dash metrics SOURCE --out FILE ${flag}\`.`,
  });
}
