import { findProject, type FoundProject } from "../../project/find.ts";
import { findRange, type GitRange, type RangeRequest } from "../../project/git/range.ts";
import { openRepository, type Repository } from "../../project/git/repository.ts";
import type { OpenSide } from "../../project/sides/open-side.ts";
import { openSides } from "../../project/sides/sides.ts";
import { createProgress } from "../build/progress.ts";
import { endWithProblems } from "../grafana/with-project.ts";
import type { CommandIo } from "../io.ts";

/** What `dash diff` compares when git has both sides. */
export interface GitSidesRequest extends RangeRequest {
  /** The configuration file. @default the nearest dash.config.ts, upwards */
  readonly configFile: string | undefined;
  /** The environment whose data sources are used. @default those of the configuration itself */
  readonly environment: string | undefined;
  /** Seconds that a file may take to load. @default 10 */
  readonly timeoutSeconds?: number | undefined;
  /** Whether the files that `dash build` wrote are compared, without building anything. */
  readonly committed: boolean;
  readonly json: boolean;
}

/** Both sides of a project with where they come from. */
export interface GitSides {
  readonly base: OpenSide;
  readonly head: OpenSide;
  readonly range: GitRange;
  readonly repository: Repository;
  readonly project: FoundProject;
}

/**
 * Runs a command on both sides of a project and closes them. What is wrong with the working tree is told, and ends
 * with 2.
 */
export async function withGitSides(
  request: GitSidesRequest,
  io: CommandIo,
  run: (sides: GitSides) => Promise<number>,
): Promise<number> {
  const { env, cwd, signal, stderr } = io;
  const { environment, timeoutSeconds, json } = request;
  const project = findProject(cwd, request.configFile);
  const repository = await openRepository({ cwd: project.root, env, signal });
  const range = await findRange(repository, request);
  const progress = createProgress(io);
  const opened = await openSides({
    repository,
    range,
    project,
    committed: request.committed,
    build: { env, signal, environment, ...(timeoutSeconds === undefined ? {} : { timeoutSeconds }) },
    stderr,
    onDashboard: progress.step,
  }).finally(progress.clear);
  if (opened.kind === "failed") {
    return endWithProblems(opened.problems, { root: project.root, json }, io);
  }
  const { base, head } = opened;
  try {
    return await run({ base, head, range, repository, project });
  } finally {
    base.close();
    head.close();
  }
}
