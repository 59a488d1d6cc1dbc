import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { provisionConfigMaps } from "../../src/provision/configmap.ts";
import { provisionGrafana } from "../../src/provision/grafana.ts";
import { provisionKubernetes } from "../../src/provision/kubernetes.ts";
import { smallBundle } from "./small-bundle.ts";

const formats = [
  { name: "grafana", provision: provisionGrafana },
  { name: "kubernetes", provision: provisionKubernetes },
  { name: "configmap", provision: provisionConfigMaps },
] as const;

describe.each(formats)("the format $name", ({ name, provision }) => {
  const folder = join(import.meta.dirname, "../fixtures/provision", name);

  test("writes the expected folder", async () => {
    const { files, problems } = provision(smallBundle);
    for (const { path, content } of files) await expect(content).toMatchFileSnapshot(join(folder, path));
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    const expected = entries.map((entry) => join(entry.parentPath, entry.name)).sort();
    expect(files.map(({ path }) => join(folder, path)).sort()).toEqual(expected);
    expect(
      problems.map(({ rule, severity, message }) => `${severity} ${rule}: ${message}`),
    ).toMatchSnapshot();
  });

  test("does not depend on the order of the bundle", () => {
    const reversed = {
      dashboards: smallBundle.dashboards.toReversed(),
      dataSources: smallBundle.dataSources.toReversed(),
      folders: smallBundle.folders,
    };
    expect(provision(reversed)).toEqual(provision(smallBundle));
  });

  test("writes nothing for an empty bundle", () => {
    expect(provision({ dashboards: [], dataSources: [], folders: [] })).toEqual({ files: [], problems: [] });
  });
});
