import { DashError } from "../../base/dash-error.ts";
import { readConnectionOptions } from "../grafana/connection-options.ts";
import { textOption, textsOption } from "../grafana/option-values.ts";
import { withGrafana } from "../grafana/with-link.ts";
import type { CommandIo } from "../io.ts";
import { printPulled, savePulled } from "../pull/pulled-files.ts";
import { readConcurrency } from "../push/options.ts";
import type { CommandValues } from "../table.ts";

/** Runs `dash pull`: saves dashboards as they are in Grafana. Answers with the exit code. */
export async function runPull(io: CommandIo, values: CommandValues): Promise<number> {
  const uids = readUids(values);
  const connection = readConnectionOptions(values);
  const concurrency = readConcurrency(values);
  const json = values["json"] === true;
  return withGrafana({ connection, concurrency, json }, io, async (grafana) => {
    const { pullDashboards } = await import("../../push/pull.ts");
    const pulled = await pullDashboards(grafana, uids, { concurrency, signal: io.signal });
    const saved = await savePulled(pulled, textOption(values, "out") ?? "pulled", io);
    printPulled(saved, { url: grafana.facts.url, json }, io);
    if (pulled.missing.length === 0) return 0;
    return pulled.dashboards.length > 0 ? 4 : 3;
  });
}

function readUids(values: CommandValues): readonly string[] | "all" {
  const uids = textsOption(values, "uids");
  const all = values["all"] === true;
  if (all !== uids.length > 0) return all ? "all" : uids;
  throw new DashError("usage", {
    message: all ? "`--all` and uids are given." : "It is not said which dashboards are to be pulled.",
    hint: "Name their uids, as in `npx dash pull overview`, or give `--all`.",
  });
}
