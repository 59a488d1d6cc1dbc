/** The files that `dash build` wrote, as they were committed: what is compared where a commit cannot be built. */
import { existsSync, realpathSync } from "node:fs";
import { resolve } from "node:path";
import { readDocuments } from "../../diff/documents/documents.ts";
import type { Side } from "../../diff/documents/side.ts";
import type { SideRef } from "../../diff/model.ts";
import { provision } from "../../provision/provision.ts";
import { isInside, readDocumentFiles } from "../document-files.ts";
import type { BuiltProject, OpenSide } from "./open-side.ts";

/** Where committed files are looked for. */
export interface CommittedFiles {
  /** The top folder of the checked-out files, which is never left. */
  readonly tree: string;
  /** The folder of the project in it. */
  readonly root: string;
  /** The output folder, as the configuration names it. */
  readonly output: string;
}

/** Reads the committed files of a project; `undefined` where there are none with dashboards. */
export async function readCommittedSide(
  { tree, root, output }: CommittedFiles,
  ref: Omit<SideRef, "from">,
): Promise<OpenSide | undefined> {
  const folder = resolve(root, output);
  if (!existsSync(folder) || !isInside(realpathSync(folder), tree)) return undefined;
  const { files, problems } = readDocumentFiles(folder, { within: tree });
  const inProject = files.map(({ path, text }) => ({ path: `${output}/${path}`, text }));
  const { side } = await readDocuments(inProject, { ...ref, from: "committed-files" });
  if (side.dashboards.length === 0) return undefined;
  return {
    side,
    problems,
    locate: async () => new Map(),
    close: () => undefined,
  };
}

/**
 * A built side in the form that reading its files would give. Files say less than definitions: the titles of nested
 * folders are one title there, and what is not said must not look like a change.
 */
export async function inFormOfFiles(side: Side, { bundle, config }: BuiltProject): Promise<Side> {
  const { files } = provision("provisioning", bundle, config);
  const texts = files.map(({ path, content }) => ({
    path,
    text: typeof content === "string" ? content : new TextDecoder().decode(content.bytes),
  }));
  const { side: read } = await readDocuments(texts, side.ref);
  const defined = new Map(side.dashboards.map((dashboard) => [dashboard.uid, dashboard]));
  const dashboards = read.dashboards.map((dashboard) => {
    const { file, sources } = defined.get(dashboard.uid) ?? dashboard;
    return {
      ...dashboard,
      ...(file === undefined ? {} : { file }),
      ...(sources === undefined ? {} : { sources }),
    };
  });
  return { ...side, dashboards, objects: read.objects };
}
