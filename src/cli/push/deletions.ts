import { DashError } from "../../base/dash-error.ts";
import { plural } from "../../base/text.ts";
import type { Action } from "../../push/plan.ts";
import { formatDeletions } from "../../report/plan-text.ts";
import { choosePalette } from "../../report/palette.ts";
import type { CommandIo } from "../io.ts";
import { confirm } from "./confirm.ts";
import type { PushOptions } from "./options.ts";

/** Fails when a plan deletes more than it may. */
export function limitDeletions(
  actions: readonly Action[],
  { maxDeletes }: Pick<PushOptions, "maxDeletes">,
): void {
  const { length } = deletionsOf(actions);
  if (length <= maxDeletes) return;
  throw new DashError("too-many-deletions", {
    message: `The plan deletes ${plural(length, "object")}, which is more than the ${maxDeletes} that are allowed. Nothing was written.`,
    hint: `Look at the list with \`--dry-run\`; when it is right, give \`--max-deletes ${length}\`.`,
  });
}

/** Whether the deletions of a plan may be done: said on the command line, or answered on a terminal. */
export async function mayDelete(
  actions: readonly Action[],
  { yes, json }: Pick<PushOptions, "yes" | "json">,
  io: CommandIo,
): Promise<boolean> {
  const deletions = deletionsOf(actions);
  if (deletions.length === 0 || yes) return true;
  const objects = plural(deletions.length, "object");
  if (!io.isStdinTTY) {
    throw new DashError("usage", {
      message: `The plan deletes ${objects}, and there is nobody to ask. Nothing was written.`,
      hint: "Look at the list with `--dry-run`; when it is right, give `--yes`.",
    });
  }
  // As text, the whole plan was printed before.
  if (json) io.stderr.write(formatDeletions(deletions, choosePalette(io.isTTY, io.env)));
  return confirm(`Delete ${deletions.length === 1 ? "this object" : `these ${objects}`} from Grafana?`, io);
}

function deletionsOf(actions: readonly Action[]): readonly Action[] {
  return actions.filter(({ kind }) => kind === "delete");
}
