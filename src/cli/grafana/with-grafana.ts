import type { Grafana } from "../../grafana/model.ts";
import type { CommandIo } from "../io.ts";
import { type LinkRequest, openLink } from "./link.ts";
import { withProject } from "./with-project.ts";

/** How a Grafana is reached. */
export type GrafanaUse = Pick<LinkRequest, "connection" | "concurrency"> & { readonly json: boolean };

/** Runs a command that needs no project, unless an environment of its configuration is chosen, on a connected Grafana. */
export function withGrafana(
  use: GrafanaUse,
  io: CommandIo,
  run: (grafana: Grafana) => Promise<number>,
): Promise<number> {
  if (use.connection.environment === undefined) return connected(use, io, run);
  return withProject(use, io, ({ project, config }) =>
    connected({ ...use, project: { root: project.root, config } }, io, run),
  );
}

async function connected(
  request: LinkRequest,
  io: CommandIo,
  run: (grafana: Grafana) => Promise<number>,
): Promise<number> {
  const link = openLink(request, io);
  try {
    return await run(await link.connect());
  } finally {
    link.close();
  }
}
