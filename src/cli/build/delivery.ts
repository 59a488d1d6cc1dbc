import type { OutputFile } from "../../provision/output-file.ts";
import type { CommandIo } from "../io.ts";
import { defaultManifestName } from "../output/manifest.ts";
import type { Output, OutputDifference, OutputResult } from "../output/output.ts";
import type { BuildOptions } from "./options.ts";
import type { OutputTarget } from "./target.ts";

/** Brings the files of builds to the output folder. */
export interface Delivery {
  readonly target: OutputTarget;
  /** What writing would change. */
  check(files: readonly OutputFile[]): Promise<readonly OutputDifference[]>;
  /** Makes the folder hold these files; when watching, those that the last build wrote alike are not looked at again. */
  write(
    files: readonly OutputFile[],
  ): Promise<{ readonly paths: readonly string[]; readonly result: OutputResult }>;
}

/** Makes the delivery to a folder. */
export function createDelivery(
  target: OutputTarget,
  { watch }: Pick<BuildOptions, "watch">,
  io: CommandIo,
): Delivery {
  let contents: ReadonlyMap<string, OutputFile["content"]> = new Map();
  let known: ReadonlyMap<string, string> = new Map();
  const collect = async (files: readonly OutputFile[]): Promise<Output> => {
    const { createOutput } = await import("../output/output.ts");
    const output = createOutput({ root: target.folder, label: target.label, known });
    for (const { path, content } of files) {
      if (known.has(path) && contents.get(path) === content) output.keep(path);
      else output.add(path, content);
    }
    return output;
  };
  return {
    target,
    check: async (files) => (await collect(files)).check(),
    async write(files) {
      const output = await collect(files);
      const result = await output.commit(io.signal);
      if (watch) {
        contents = new Map(files.map(({ path, content }) => [path, content]));
        known = output.digests();
      }
      return { paths: [...files.map(({ path }) => path), defaultManifestName], result };
    },
  };
}
