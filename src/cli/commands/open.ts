import { DashError } from "../../base/dash-error.ts";
import { openInBrowser } from "../grafana/browser.ts";
import { readConnectionOptions } from "../grafana/connection-options.ts";
import { printJson } from "../grafana/print-json.ts";
import { withGrafana } from "../grafana/with-link.ts";
import type { CommandIo } from "../io.ts";
import type { CommandValues } from "../table.ts";

/** Runs `dash open`: prints the address of a dashboard. Answers with the exit code. */
export async function runOpen(io: CommandIo, values: CommandValues): Promise<number> {
  const connection = readConnectionOptions(values);
  const json = values["json"] === true;
  const uid = String(values["uid"]);
  return withGrafana({ connection, concurrency: 1, json }, io, async (grafana) => {
    const { found, exact } = await grafana.dashboards.find([uid]);
    const isThere = found.has(uid) || (!exact && (await grafana.dashboards.read(uid)) !== undefined);
    if (!isThere) {
      throw new DashError("not-found", {
        message: `There is no dashboard \`${uid}\` at \`${grafana.facts.url}\`.`,
        hint: "Check the uid, or push it: `npx dash push`.",
      });
    }
    const url = grafana.dashboardUrl(uid);
    if (json) printJson(io, { uid, url });
    else io.stdout.write(`${url}\n`);
    if (values["browser"] === true) await openInBrowser(url, io);
    return 0;
  });
}
