import { buildSide } from "../../project/sides/build-side.ts";
import type { BuiltProject, OpenSide } from "../../project/sides/open-side.ts";
import { createProgress } from "../build/progress.ts";
import { endWithProblems, type ProjectUse, withProject } from "../grafana/with-project.ts";
import type { CommandIo } from "../io.ts";

/** Builds the project as one side and runs something on it; what is wrong with it is told, and ends with 2. */
export function withBuiltProject(
  use: ProjectUse,
  io: CommandIo,
  run: (side: OpenSide, built: BuiltProject) => Promise<number>,
): Promise<number> {
  return withProject(use, io, async ({ project }) => {
    const progress = createProgress(io);
    const build = await buildSide(project, { label: "working tree" }, { onDashboard: progress.step }).finally(
      progress.clear,
    );
    if (build.kind === "failed") {
      return endWithProblems(build.problems, { root: project.root, json: use.json }, io);
    }
    const { side } = build;
    return side.built === undefined ? 0 : run(side, side.built);
  });
}
