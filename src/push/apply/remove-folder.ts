import { plural } from "../../base/text.ts";
import type { FolderContents, Grafana, StoredFolder, WriteResult } from "../../grafana/model.ts";
import type { Pacing } from "./write-verified.ts";

/** Counts come from a search index, which may still know what was deleted a moment ago (Grafana 12 and later). */
const pauses = [500, 1000, 2000];

/** Deletes a folder if nothing lies in it at any depth: Grafana would delete that as well. */
export async function removeEmptyFolder(
  grafana: Grafana,
  folder: StoredFolder,
  pacing: Pacing,
): Promise<WriteResult> {
  let contents = await grafana.folders.contents(folder.uid);
  for (const pause of pauses) {
    if (contents.others > 0 || contents.dashboards + contents.folders === 0) break;
    if (pacing.signal?.aborted === true) break;
    await pacing.sleep(pause);
    contents = await grafana.folders.contents(folder.uid);
  }
  const held = describeContents(contents);
  if (held === "") return grafana.folders.remove(folder);
  return {
    kind: "refused",
    status: 409,
    message: `The folder is not empty: it holds ${held}.`,
    hint: "Delete or move what it holds, then push again; or keep the folder.",
  };
}

function describeContents({ folders, dashboards, others }: FolderContents): string {
  return [
    dashboards === 0 ? "" : plural(dashboards, "dashboard"),
    folders === 0 ? "" : plural(folders, "folder"),
    others === 0 ? "" : plural(others, "other object"),
  ]
    .filter(Boolean)
    .join(", ");
}
