/** The values of a file, whatever it is written in. */
import type { Json } from "../../schema/json.ts";
import { readJson, withoutMark } from "./json-text.ts";

/** A file that may hold dashboards or other objects. */
export interface DocumentFile {
  /** Relative to the root of the side, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

/** What is in a file, or why it cannot be read. */
export type FileValues =
  | { readonly values: readonly Json[]; readonly syntax: "json" | "yaml" }
  | { readonly fault: string };

const nothing: FileValues = { values: [], syntax: "yaml" };

/** The values of a file; none when it is clearly no document. The parser of YAML is loaded only when it is needed. */
export async function readValues({ path, text }: DocumentFile): Promise<FileValues> {
  const isNamedYaml = /\.ya?ml$/i.test(path);
  // A file without an extension is a pipe or a temporary file, which people name on the command line.
  const isNamedDocument = isNamedYaml || /\.json$/i.test(path) || !/\.[^/]*$/.test(path);
  if (/^\s*[{[]/.test(withoutMark(text)) || /\.json$/i.test(path)) {
    const read = readJson(text);
    if ("value" in read) return { values: [read.value], syntax: "json" };
    if (!isNamedYaml) return isNamedDocument ? read : nothing;
  }
  if (!isNamedDocument || !mayHoldObjects(text)) return nothing;
  const { readYaml } = await import("./yaml-text.ts");
  const read = readYaml(text);
  return "values" in read ? { ...read, syntax: "yaml" } : read;
}

/** Members at the beginning of a line that a YAML document of Grafana has at least one of. */
const tellingNames =
  /^(?:- )?["']?(?:dashboard|datasources|elements|groups|items|panels|providers|schemaVersion)["']?\s*:/m;

const kindLine = /^(?:- )?["']?kind["']?\s*:\s*["']?(\w*)/gm;
const kinds = /^(?:ConfigMap|Dashboard|Folder|PrometheusRule|\w*List)$/;

/** Whether it is worth parsing: charts and manifests of other programs are many, large and often templates. */
function mayHoldObjects(text: string): boolean {
  if (/^\s*[{[]/.test(text)) return true;
  const found = [...text.matchAll(kindLine)].map(([, kind]) => kind ?? "");
  return found.length > 0 ? found.some((kind) => kinds.test(kind)) : tellingNames.test(text);
}
