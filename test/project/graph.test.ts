import { expect, test } from "vitest";
import { affectedEntries } from "../../src/project/graph.ts";

const inputs = new Map([
  ["dashboards/a.ts", ["dashboards/a.ts", "lib/units.ts", "lib/theme/index.ts"]],
  ["dashboards/b.ts", ["dashboards/b.ts", "../shared/team.mts"]],
]);

const cases: readonly { readonly changed: string; readonly expected: readonly string[] }[] = [
  { changed: "dashboards/a.ts", expected: ["dashboards/a.ts"] },
  { changed: "../shared/team.mts", expected: ["dashboards/b.ts"] },
  { changed: "lib/units.tsx", expected: ["dashboards/a.ts"] },
  { changed: "lib/units.d.ts", expected: ["dashboards/a.ts"] },
  { changed: "lib/units/index.ts", expected: ["dashboards/a.ts"] },
  { changed: "lib/theme.ts", expected: ["dashboards/a.ts"] },
  { changed: "lib/other.ts", expected: [] },
  { changed: "tsconfig.base.json", expected: ["dashboards/a.ts", "dashboards/b.ts"] },
  { changed: "lib/package.json", expected: ["dashboards/a.ts", "dashboards/b.ts"] },
];

test.each(cases)("finds the entries that a change of $changed may affect", ({ changed, expected }) => {
  expect([...affectedEntries([changed], inputs, new Set())]).toEqual(expected);
});

test("counts an entry that could not be loaded as affected by every change", () => {
  const incomplete = new Set(["dashboards/b.ts"]);
  expect([...affectedEntries(["lib/other.ts"], inputs, incomplete)]).toEqual(["dashboards/b.ts"]);
});
