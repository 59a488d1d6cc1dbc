import type { ProjectConfig } from "../../config/read-config.ts";
import type { Grafana } from "../../grafana/model.ts";
import type { CommandIo } from "../io.ts";
import { type Link, type LinkRequest, openLink } from "./link.ts";
import { withProject } from "./with-project.ts";

/** How a Grafana is reached. */
export type LinkUse = Pick<LinkRequest, "connection" | "concurrency"> & { readonly json: boolean };

/**
 * Runs a command that needs no project on the way to a Grafana, and closes it; the configuration is read only when an
 * environment of it is chosen.
 */
export async function withLink(
  use: LinkUse,
  io: CommandIo,
  run: (link: Link, config: ProjectConfig | undefined) => Promise<number>,
): Promise<number> {
  if (use.connection.environment === undefined) {
    return closing(openLink(use, io), (link) => run(link, undefined));
  }
  return withProject(use, io, ({ project, config }) =>
    closing(openLink({ ...use, project: { root: project.root, config } }, io), (link) => run(link, config)),
  );
}

/** {@link withLink} for a command that needs nothing but a connected Grafana. */
export function withGrafana(
  use: LinkUse,
  io: CommandIo,
  run: (grafana: Grafana) => Promise<number>,
): Promise<number> {
  return withLink(use, io, async (link) => run(await link.connect()));
}

/** Runs something on a link, and closes it. */
export async function closing<Result>(link: Link, run: (link: Link) => Promise<Result>): Promise<Result> {
  try {
    return await run(link);
  } finally {
    link.close();
  }
}
