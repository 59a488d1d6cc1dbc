import { DashError } from "../../base/dash-error.ts";
import type { CommandIo } from "../io.ts";
import type { AnnotateOption } from "./options.ts";

/** The commit that a deploy annotation names: given, else as CI says (GitHub, GitLab), else git's. */
export async function findCommit(
  option: AnnotateOption,
  { env, run }: Pick<CommandIo, "env" | "run">,
): Promise<string> {
  if (option !== "found") return option.commit;
  const commit =
    env["GITHUB_SHA"] || env["CI_COMMIT_SHA"] || (await run("git", ["rev-parse", "HEAD"]))?.trim();
  if (commit !== undefined && commit !== "") return commit;
  throw new DashError("usage", {
    message:
      "`--annotate` finds no commit: neither `GITHUB_SHA` nor `CI_COMMIT_SHA` is set, and git knows none.",
    hint: "Name what is deployed: `--annotate v1.2.3`.",
  });
}
