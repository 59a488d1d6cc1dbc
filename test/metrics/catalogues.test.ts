import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { cataloguePath, catalogueSources, renderCatalogue } from "../../scripts/catalogue-sources.ts";
import { clientGolang } from "../../src/instruments/catalogues/client-golang.ts";
import { dockerEngine } from "../../src/instruments/catalogues/docker-engine.ts";
import { micrometer } from "../../src/instruments/catalogues/micrometer.ts";
import { promClient } from "../../src/instruments/catalogues/prom-client.ts";
import { formatCatalogue } from "../../src/metrics/catalogue.ts";
import { readExposition } from "../../src/metrics/exposition.ts";
import type { Metric } from "../../src/metrics/metric.ts";

test.each(catalogueSources.map((source) => [source.file, source] as const))(
  "the catalogue %s is up to date",
  async (_file, source) => {
    const committed = await readFile(cataloguePath(source), "utf8");
    expect(committed === (await renderCatalogue(source)), "run scripts/catalogues.ts").toBe(true);
  },
);

test("the catalogues hold the libraries' metrics, and nothing of the recorded applications", () => {
  const counts = Object.entries({ clientGolang, dockerEngine, micrometer, promClient }).map(
    ([name, metrics]) => [name, Object.keys(metrics).length],
  );
  expect(Object.fromEntries(counts)).toEqual({
    clientGolang: 52,
    dockerEngine: 80,
    micrometer: 101,
    promClient: 31,
  });
  const all: readonly Metric[] = [clientGolang, dockerEngine, micrometer, promClient].flatMap((metrics) =>
    Object.values<Metric>(metrics),
  );
  expect(all.filter(({ name }) => /^(?:iotd|image_gallery|access)_/.test(name))).toEqual([]);
  expect(all.filter(({ labels }) => labels.includes("application") || labels.includes("hostname"))).toEqual(
    [],
  );
});

test("the catalogues know what the names hide", () => {
  expect(dockerEngine.engineDaemonEventsSubscribersTotal.kind).toBe("gauge");
  expect(dockerEngine.engineDaemonContainerActionsSeconds.buckets).toHaveLength(11);
  expect(promClient.nodejsActiveHandlesTotal.kind).toBe("gauge");
  expect(promClient.nodejsVersionInfo.kind).toBe("info");
  expect(micrometer.processCpuUsage.unit).toBe("percentunit");
  expect(micrometer.httpServerRequestsSeconds).toMatchObject({
    kind: "histogram",
    labels: ["error", "exception", "method", "outcome", "status", "uri", "job", "instance"],
  });
});

// Inside the project, so that the compiler finds its packages.
let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(import.meta.dirname, "../../node_modules/.generated-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test("generated modules type-check, also as isolated declarations", { timeout: 60_000 }, async () => {
  const from = "../../src/metrics/metrics.ts";
  const hostile = readExposition(
    '# TYPE "*/ `${x}`" counter\n# HELP "*/ `${x}`" */ ${x} "\\n\n{"*/ `${x}`","\\"\\n\'"="v"} 1\nconstructor 1\n__proto__ 1\n',
  );
  await writeFile(join(folder, "hostile.ts"), formatCatalogue(hostile, { name: "hostile", from }));
  const scrape = readExposition(await readFile("test/fixtures/metrics/node-exporter.prom"));
  await writeFile(join(folder, "node.ts"), formatCatalogue(scrape, { name: "node", from }));
  await writeFile(
    join(folder, "use.ts"),
    `import { node } from "./node.ts";
export const label: "cpu" | "mode" | "job" | "instance" | undefined = node.nodeCpuSecondsTotal.labels[0];
export const wrong: "gauge" = node.nodeCpuSecondsTotal.kind;
`,
  );
  await writeFile(
    join(folder, "tsconfig.json"),
    JSON.stringify({
      extends: "../../tsconfig.json",
      compilerOptions: { rootDir: "../..", isolatedDeclarations: true, types: [] },
      include: ["*.ts"],
    }),
  );
  // Exactly the one mistake is found: a counter is no gauge.
  expect(await compile(folder)).toEqual([expect.stringMatching(/use\.ts\(3,14\): error TS2322:/)]);
});

async function compile(project: string): Promise<readonly string[]> {
  const compiler = join(import.meta.dirname, "../../node_modules/typescript/bin/tsc");
  const run = promisify(execFile)(process.execPath, [compiler, "-p", project, "--pretty", "false"]);
  const output = await run.then(
    ({ stdout }) => stdout,
    (error: { readonly stdout: string }) => error.stdout,
  );
  return output.split("\n").filter((line) => line.includes(".generated-"));
}
