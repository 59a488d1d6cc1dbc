import { hasErrors } from "../../base/problem.ts";
import { choosePalette } from "../../report/palette.ts";
import { formatStatus } from "../../report/status-text.ts";
import { compileWhole } from "../build/compile-whole.ts";
import { printProblems } from "../build/report.ts";
import { readConnectionOptions } from "../grafana/connection-options.ts";
import { openLink } from "../grafana/link.ts";
import { printJson } from "../grafana/print-json.ts";
import { closing } from "../grafana/with-link.ts";
import { endWithProblems, withProject } from "../grafana/with-project.ts";
import type { CommandIo } from "../io.ts";
import { requireName } from "../push/from-code.ts";
import { readConcurrency, readSelection } from "../push/options.ts";
import type { CommandValues } from "../table.ts";

/** Runs `dash status`. Answers with the exit code: 1 when anything is not as the code says. */
export async function runStatus(io: CommandIo, values: CommandValues): Promise<number> {
  const connection = readConnectionOptions(values);
  const concurrency = readConcurrency(values);
  const selection = readSelection(values);
  const json = values["json"] === true;
  return withProject({ connection, json }, io, async ({ project, config }) => {
    const { root } = project;
    requireName(config, project.configFile);
    const request = { connection, concurrency, project: { root, config } };
    return closing(openLink(request, io), async (link) => {
      const [{ bundle, files, problems }, grafana, { hasDrift, readStatus }] = await Promise.all([
        compileWhole(project, config, io),
        link.connect(),
        import("../../push/status.ts"),
      ]);
      if (hasErrors(problems)) return endWithProblems(problems, { root, json }, io);
      const environment = config.environment?.name;
      const objects = await readStatus(grafana, {
        bundle,
        files,
        project: config.project,
        environment,
        env: link.env,
        hide: link.hide,
        selection,
        concurrency,
        signal: io.signal,
      });
      const { facts } = grafana;
      if (json) printJson(io, { problems, server: { url: facts.url, version: facts.version }, objects });
      else {
        printProblems(io, problems, root);
        io.stdout.write(formatStatus(objects, { facts, environment }, choosePalette(io.isTTY, io.env)));
      }
      return hasDrift(objects) ? 1 : 0;
    });
  });
}
