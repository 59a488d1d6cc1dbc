import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import * as product from "../../src/index.ts";
import { projectFolder } from "./markdown.ts";

type PanelFunction = (options: Readonly<Record<string, unknown>>) => { readonly kind: string };

/** The rows of the guide's first table: a function, and the options that it names. */
const rows = [
  ...readFileSync(join(projectFolder, "docs/guide/panels.md"), "utf8")
    .split("\n## ", 1)[0]!
    .matchAll(/^\| `(\w+)` \| [^|]* \| ([^|]*) \|$/gm),
].map(([, name = "", options = ""]) => ({
  name,
  options: [...options.matchAll(/`(\w+)`/g)].map(([, option = ""]) => option),
}));

/** Calls the function with the least that each panel type needs. */
function call(name: string, options: Readonly<Record<string, unknown>>): { readonly kind: string } {
  const panel = (product as unknown as Readonly<Record<string, PanelFunction>>)[name];
  if (panel === undefined) throw new Error(`${name} is not exported.`);
  const withoutQueries = ["alertList", "dashboardList", "text"].includes(name);
  return panel({ title: "Panel", ...(withoutQueries ? {} : { queries: [] }), ...options });
}

describe("the guide to panels", () => {
  test("lists every panel function", () => {
    const others =
      /^(?:dashboard|row|labelValues|existingDashboard|promql|raw|query|defineConfig|\w*(?:Link|link|Variable|Annotation))$/;
    const exported = Object.keys(product).filter((name) => !others.test(name));
    expect(rows.map(({ name }) => name).sort()).toEqual(exported.sort());
  });

  test.each(rows)("names options that $name has", ({ name, options }) => {
    expect(options.length).toBeGreaterThan(0);
    for (const option of options) expect(call(name, { [option]: undefined }).kind).toBe("panel");
    expect(() => call(name, { nonsense: undefined })).toThrow("no option `nonsense`");
  });
});
