import type { Problem } from "../base/problem.ts";
import type { Bundle } from "./bundle.ts";
import type { Child } from "./child.ts";
import { describeError } from "./failure-problems.ts";
import type { ModuleInspection } from "./messages.ts";
import { packageNameOf, type OwnPackage } from "./own-package.ts";
import type { PackageReplacement } from "./packages.ts";
import { placeOfImport, type SourceReader } from "./source-files.ts";

/** What the packages of a bundle export, found out by importing each of them alone. */
export async function inspectPackages(
  bundle: Bundle,
  child: Child,
  timeoutSeconds: number,
): Promise<readonly ModuleInspection[]> {
  const targets = bundle.graph.externals
    .map(({ target }) => target)
    .filter((target) => target.startsWith("file:"));
  const modules = [...new Set(targets)];
  let inspected: readonly ModuleInspection[] = [];
  await child.run(
    { kind: "inspect", modules },
    (event) => {
      if (event.kind === "inspected") inspected = event.modules;
    },
    timeoutSeconds,
  );
  return inspected;
}

/** The replacements with which a bundle of these packages can be linked. */
export function replacementsOf(
  inspected: readonly ModuleInspection[],
): ReadonlyMap<string, PackageReplacement> {
  return new Map(
    inspected.map((module) => [module.url, { names: "names" in module ? module.names : undefined }]),
  );
}

/** The packages that cannot be imported, each at the first file that imports it. */
export function packageProblems(
  inspected: readonly ModuleInspection[],
  bundle: Bundle,
  own: OwnPackage,
  reader: SourceReader,
): readonly Problem[] {
  return inspected.flatMap((module): Problem[] => {
    if ("names" in module) return [];
    const name = packageNameOf(module.url, own);
    const user = bundle.graph.externals.find(({ target }) => target === module.url);
    const at = user === undefined ? {} : placeOfImport(reader, user.file, name);
    const message = `The package \`${name}\` cannot be imported: ${describeError(module.thrown)}`;
    return [{ rule: "load-package", severity: "error", message, at }];
  });
}
