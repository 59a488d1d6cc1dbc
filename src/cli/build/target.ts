import { relative, resolve } from "node:path";
import type { ProjectConfig } from "../../config/read-config.ts";
import type { BuildOptions } from "./options.ts";

/** Where a build writes to. */
export interface OutputTarget {
  readonly folder: string;
  /** The folder as messages call it. */
  readonly label: string;
}

/** The output folder: as the command line says (from the working folder), else as the configuration does (from the root). */
export function outputTarget(
  { format, out }: Pick<BuildOptions, "format" | "out">,
  config: Pick<ProjectConfig, "output">,
  { root, cwd }: { readonly root: string; readonly cwd: string },
): OutputTarget {
  // Another format in the same folder would remove the files of the first: to the manifest, both are dash's.
  const standard = format === "provisioning" ? config.output : format;
  const folder = out === undefined ? resolve(root, standard) : resolve(cwd, out);
  return { folder, label: (relative(cwd, folder) || ".").replaceAll("\\", "/") };
}
