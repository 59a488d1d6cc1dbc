import { readdirSync, readFileSync, statSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { applyDashboardDiff } from "../../src/diff/apply.ts";
import { diffSides } from "../../src/diff/diff.ts";
import { readDocuments } from "../../src/diff/documents/documents.ts";
import type { DocumentFile } from "../../src/diff/documents/file-values.ts";
import type { Side, SideDashboard } from "../../src/diff/documents/side.ts";
import type { DiffReport } from "../../src/diff/model.ts";
import type { NormalDashboard } from "../../src/diff/normal/normal-form.ts";
import { normalizeSide } from "../../src/diff/normal/normal-side.ts";
import { formatDiffText } from "../../src/report/diff/text.ts";
import { plainPalette } from "../../src/report/palette.ts";
import { isSame } from "../../src/schema/json.ts";
import { compactJson } from "./compact-json.ts";

const root = "test/fixtures/diff";
const cases = readdirSync(root).filter((name) => statSync(`${root}/${name}`).isDirectory());

/** A side is a file `before.json`, or all files of a folder `before`. */
function filesOf(name: string, side: "before" | "after"): readonly DocumentFile[] {
  const path = `${root}/${name}/${side}`;
  if (readdirSync(`${root}/${name}`).includes(`${side}.json`)) {
    return [{ path: "shop.json", text: readFileSync(`${path}.json`, "utf8") }];
  }
  return readdirSync(path, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.(?:json|ya?ml)$/.test(file))
    .sort()
    .map((file) => ({ path: file, text: readFileSync(`${path}/${file}`, "utf8") }));
}

async function sideOf(name: string, side: "before" | "after"): Promise<Side> {
  const read = await readDocuments(filesOf(name, side), { label: side, from: "files" });
  return read.side;
}

describe.each(cases)("%s", (name) => {
  test("is told as it was reviewed", async () => {
    const report = diffSides(await sideOf(name, "before"), await sideOf(name, "after"));
    const text = formatDiffText(report, { palette: plainPalette, columns: 160 });
    await expect(text).toMatchFileSnapshot(`../fixtures/diff/${name}/expected.txt`);
    await expect(compactJson(report)).toMatchFileSnapshot(`../fixtures/diff/${name}/expected.json`);
  });

  test("is a report that makes the second side of the first", async () => {
    const [before, after] = [await sideOf(name, "before"), await sideOf(name, "after")];
    const wrong = pairsOf(diffSides(before, after), before, after).filter(({ one, other, diff }) => {
      const hidden = JSON.stringify(diff).includes("(secret");
      return !hidden && !isSame(applyDashboardDiff(one, diff), other);
    });
    expect(wrong).toEqual([]);
  });
});

interface NormalPair {
  readonly one: NormalDashboard;
  readonly other: NormalDashboard;
  readonly diff: DiffReport["dashboards"][number];
}

function pairsOf({ dashboards }: DiffReport, before: Side, after: Side): readonly NormalPair[] {
  const names = new Map(
    [...before.objects, ...after.objects].flatMap(({ ref: { kind, title, uid } }) =>
      kind === "data-source" ? [[title, uid] as const] : [],
    ),
  );
  return dashboards.flatMap((diff) => {
    const find = (side: Side, ref: (typeof diff)["before"]): SideDashboard | undefined =>
      side.dashboards.find(({ uid, file }) => uid === ref?.uid && file === ref.file);
    const [one, other] = [find(before, diff.before), find(after, diff.after)];
    if (one === undefined || other === undefined) return [];
    return [{ one: normalizeSide(one, names).dashboard, other: normalizeSide(other, names).dashboard, diff }];
  });
}
