import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { freePort, startChild } from "./child.ts";
import { makeFolder, startOrUndo } from "./cleanup.ts";
import { requireProgram } from "./tools.ts";
import { waitUntil } from "./wait.ts";

/** A scrape job: its name, the path it scrapes, and the `host:port` of its targets. */
export interface ScrapeJob {
  readonly name: string;
  /** @default "/metrics" */
  readonly path?: string;
  readonly targets: readonly string[];
}

/** A running Prometheus. */
export interface PrometheusServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts Prometheus with a temporary storage; it scrapes the jobs every second. */
export async function startPrometheus(jobs: readonly ScrapeJob[]): Promise<PrometheusServer> {
  return startOrUndo(async (cleanup) => {
    const folder = await makeFolder(cleanup, "prometheus");
    const address = `127.0.0.1:${await freePort()}`;
    const config = join(folder, "prometheus.yml");
    await writeFile(config, formatConfig(jobs));
    const child = startChild(requireProgram("prometheus"), [
      `--config.file=${config}`,
      `--storage.tsdb.path=${join(folder, "data")}`,
      `--web.listen-address=${address}`,
      "--log.level=warn",
    ]);
    cleanup.add(() => child.stop());
    const url = `http://${address}`;
    const ready = async (): Promise<true | undefined> => (await fetch(`${url}/-/ready`)).ok || undefined;
    await waitUntil("Prometheus is ready", ready, { timeout: 20_000, failure: child.failure });
    return { url, stop: () => cleanup.run() };
  });
}

// JSON is YAML, so the configuration needs no YAML writer.
function formatConfig(jobs: readonly ScrapeJob[]): string {
  return JSON.stringify({
    global: { scrape_interval: "1s", scrape_timeout: "1s" },
    scrape_configs: jobs.map(({ name, path = "/metrics", targets }) => ({
      job_name: name,
      metrics_path: path,
      static_configs: [{ targets }],
    })),
  });
}
