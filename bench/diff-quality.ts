/** How many random edits of dashboards the comparison tells as what they are. */
import { judge, makeEdits, mutations, type Result } from "../test/diff/mutations/score.ts";
import { variants } from "../test/diff/mutations/variants.ts";
import { realDashboards } from "../test/diff/real-documents.ts";
import { richDashboard } from "../test/diff/rich-dashboard.ts";
import { twinDashboard } from "../test/diff/twin-dashboard.ts";

const count = 1000;
const seed = 20_261_122;

/** How many of the edits must be told on the right panel, and how many as exactly one change. */
const targets = { hits: 0.99, exact: 0.95 } as const;

/** Prints what was found of each kind of edit, and of the same edits in documents that other tools saved. */
export function reportQuality(): void {
  const documents = [...realDashboards(), richDashboard(), twinDashboard()];
  const edits = makeEdits(documents, { count, seed });
  console.log(
    `\n${edits.length} random edits of ${documents.length} dashboards${" ".repeat(8)}edits  right  exact`,
  );
  for (const [index, { name, save }] of variants.entries()) {
    const results = edits.map(save).map(judge);
    if (index === 0)
      for (const { kind } of mutations)
        reportKind(
          kind,
          results.filter((each) => each.kind === kind),
        );
    reportTotal(name, results);
  }
}

function reportKind(kind: string, results: readonly Result[]): void {
  console.log(columns(`  ${kind}`, results));
}

function columns(name: string, results: readonly Result[]): string {
  const numbers = [results, results.filter(({ isHit }) => isHit), results.filter(({ isExact }) => isExact)];
  return `${name.padEnd(46)}${numbers.map(({ length }) => String(length).padStart(7)).join("")}`;
}

function reportTotal(name: string, results: readonly Result[]): void {
  const share = (of: (result: Result) => boolean): number => results.filter(of).length / results.length;
  const hits = share(({ isHit }) => isHit);
  const exact = share(({ isExact }) => isExact);
  const verdict = hits >= targets.hits && exact >= targets.exact ? "ok" : "MISSED";
  console.log(columns(`all, ${name}`, results));
  console.log(
    `  right ${percent(hits)} (at least 99 %), exactly one change ${percent(exact)} (at least 95 %): ${verdict}`,
  );
  for (const { kind, before, facts } of results.filter(({ isExact }) => !isExact).slice(0, 5)) {
    const said = facts.map(({ panel, what }) => `${what} ${panel ?? ""}`.trim()).slice(0, 4);
    console.log(`    ${kind} in ${JSON.stringify(before["title"])}: ${said.join(", ") || "nothing"}`);
  }
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
