/** The sides of a project, compared, with where the code makes each difference. */
import { diffSides } from "../../diff/diff.ts";
import type { Side, SideDashboard } from "../../diff/documents/side.ts";
import type { DiffReport } from "../../diff/model.ts";
import type { OpenSide } from "../../project/sides/open-side.ts";
import type { DiffOptions } from "./options.ts";
import { requireMatches, selectSide } from "./select.ts";

/** Compares two sides, as far as they are selected. */
export function compareSides(base: Side, head: Side, { only }: Pick<DiffOptions, "only">): DiffReport {
  requireMatches(only, [base, head]);
  return diffSides(selectSide(base, only), selectSide(head, only), { before: base, after: head });
}

/**
 * The side with the lines of the definitions that changed. That costs a second evaluation of their files, so it is done
 * for forms that show lines.
 */
export async function withLines(head: OpenSide, base: Side, options: DiffOptions): Promise<Side> {
  if (options.format === "text" && options.outputs.every(({ format }) => format === "text")) return head.side;
  const texts = new Map(base.dashboards.map(({ uid, text }) => [uid, text]));
  const changed = head.side.dashboards.filter(({ uid, text }) => texts.get(uid) !== text);
  const located = await head.locate(changed.map(({ uid }) => uid));
  return { ...head.side, dashboards: head.side.dashboards.map((each) => withSources(each, located)) };
}

function withSources(
  dashboard: SideDashboard,
  located: Awaited<ReturnType<OpenSide["locate"]>>,
): SideDashboard {
  const sources = located.get(dashboard.uid);
  if (sources === undefined) return dashboard;
  const { uid, title, folder, file } = dashboard;
  return {
    uid,
    title,
    folder,
    ...(file === undefined ? {} : { file }),
    // Made when it is asked for, as before.
    get text() {
      return dashboard.text;
    },
    document: dashboard.document,
    sources,
  };
}
