import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createCompiler } from "../../src/compile/compile.ts";
import { createDataSourceTable } from "../../src/compile/data-sources.ts";
import { dashboard } from "../../src/dashboard/dashboard.ts";
import { row } from "../../src/dashboard/row.ts";
import { text } from "../../src/panels/text.ts";
import type { PanelWidth } from "../../src/panels/size.ts";
import type { DashboardDocument } from "../../src/schema/document.ts";
import { projectFolder } from "./markdown.ts";

const guide = readFileSync(join(projectFolder, "docs/guide/authoring.md"), "utf8");
const compile = createCompiler({ dataSources: createDataSourceTable([], ""), defaults: {} });

/** The panels of a row, without the row. */
function compiled(widths: readonly (PanelWidth | undefined)[]): DashboardDocument["panels"] {
  const panels = widths.map((width, index) =>
    text({ title: `Panel ${index}`, content: "", ...(width === undefined ? {} : { width }) }),
  );
  const { dashboard: bundled } = compile(dashboard({ uid: "d", title: "D", rows: [row("Row", panels)] }));
  return (JSON.parse(bundled?.json ?? "") as DashboardDocument).panels.slice(1);
}

describe("the guide to dashboards", () => {
  test("shows the id that the key `error-rate` gives", () => {
    const { dashboard: bundled } = compile(
      dashboard({ uid: "d", title: "D", panels: [text({ title: "Error rate", content: "" })] }),
    );
    const [panel] = (JSON.parse(bundled?.json ?? "") as DashboardDocument).panels;
    expect(guide).toContain(`viewPanel=${panel?.id}`);
  });

  test.each([
    { given: [undefined, undefined], widths: [12, 12] },
    { given: [undefined, undefined, undefined], widths: [8, 8, 8] },
    { given: [undefined, undefined, undefined, undefined], widths: [6, 6, 6, 6] },
    { given: Array.from({ length: 5 }, () => undefined), widths: [8, 8, 8, 8, 8] },
    { given: ["quarter", undefined] as const, widths: [6, 18] },
    { given: ["half", "half", undefined] as const, widths: [12, 12, 24] },
  ])("is right about how wide the panels $given are", ({ given, widths }) => {
    expect(compiled(given).map(({ gridPos }) => gridPos.w)).toEqual(widths);
  });
});
