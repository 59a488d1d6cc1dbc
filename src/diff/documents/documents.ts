/**
 * From files to one side of a comparison. What a file is, is told by what it says. A thousand dashboards are read for
 * every comparison and most of them are the same on both sides, so that those in the usual form are not even parsed.
 */
import type { Problem } from "../../base/problem.ts";
import type { Json, JsonObject } from "../../schema/json.ts";
import type { SideRef } from "../model.ts";
import { type DocumentFile, readValues } from "./file-values.ts";
import {
  type FolderFacts,
  type FolderHint,
  folderTitles,
  type KnownFolder,
  type PlacedProvider,
} from "./folder-places.ts";
import { parseDocument, tooDeep } from "./json-text.ts";
import { objectAt, textAt } from "./leftovers.ts";
import { type Outline, readOutline } from "./outline.ts";
import { type Found, recognize } from "./recognition.ts";
import type { Side, SideDashboard, SideObject } from "./side.ts";
import { withoutTwins } from "./twins.ts";

/** A side with what is wrong with its files. */
export interface ReadSide {
  /** With the messages of all problems as notes. */
  readonly side: Side;
  /** Errors for files that cannot be read, warnings for objects that are there twice, an info for files of another kind. */
  readonly problems: readonly Problem[];
}

/** The objects of some files. Files that are clearly something else are passed over in silence. */
export async function readDocuments(files: readonly DocumentFile[], ref: SideRef): Promise<ReadSide> {
  const collection: Collection = {
    dashboards: [],
    folders: new Map(),
    providers: [],
    objects: [],
    problems: [],
    unknown: [],
  };
  for (const file of files)
    await collectFile(collection, {
      path: file.path,
      text: file.text,
      file: file.path,
      outline: outlineOf(file),
      hint: undefined,
      depth: 0,
    });
  const { dashboards, objects, problems } = withoutTwins(placedDashboards(collection), collection.objects);
  const all = [...collection.problems, ...problems, ...unknownProblem(collection.unknown)];
  return {
    side: { ref, dashboards, objects, notes: all.map(({ message }) => message) },
    problems: all,
  };
}

/** The objects of one file that somebody named: that there are none is an error. */
export async function readDocumentFile(file: DocumentFile, ref: SideRef): Promise<ReadSide> {
  const { side, problems } = await readDocuments([file], ref);
  const isEmpty = side.dashboards.length === 0 && side.objects.length === 0;
  if (!isEmpty || problems.some(({ severity }) => severity === "error")) return { side, problems };
  const problem: Problem = {
    rule: "document-kind",
    severity: "error",
    message: `\`${file.path}\` holds no dashboard and no other object of Grafana that dash knows.`,
    hint: "Name a dashboard, a resource, a ConfigMap or a file of Grafana's provisioning, in JSON or YAML.",
    at: { file: file.path },
  };
  return { side: { ...side, notes: [problem.message] }, problems: [problem] };
}

/** What has been found so far. */
interface Collection extends FolderFacts {
  readonly dashboards: FoundDashboard[];
  readonly folders: Map<string, KnownFolder>;
  readonly providers: PlacedProvider[];
  readonly objects: SideObject[];
  readonly problems: Problem[];
  /** Files that hold something that dash does not know. */
  readonly unknown: string[];
}

/** A dashboard whose folder is not known before all files are read. */
interface FoundDashboard {
  readonly uid: string;
  readonly title: string;
  readonly file: string;
  readonly text: string;
  readonly hint: FolderHint | undefined;
}

/** A file, or a text within a file. */
interface Source extends DocumentFile {
  /** The file that holds it. */
  readonly file: string;
  readonly outline: Outline | undefined;
  readonly hint: FolderHint | undefined;
  /** In how many others it lies. */
  readonly depth: number;
}

const outlines = new WeakMap<DocumentFile, Outline>();

/** Files that are the same on both sides are often the same object, and are looked at once. */
function outlineOf(file: DocumentFile): Outline | undefined {
  const outline = outlines.get(file) ?? readOutline(file.text);
  if (outline !== undefined) outlines.set(file, outline);
  return outline;
}

async function collectFile(collection: Collection, source: Source): Promise<void> {
  const { file, text, outline, hint } = source;
  if (outline !== undefined) {
    collection.dashboards.push({ ...outline, file, text, hint });
    return;
  }
  const read = await readValues(source);
  if ("fault" in read) {
    collection.problems.push(faultProblem(file, read.fault));
    return;
  }
  for (const value of read.values) {
    const found = recognize(value);
    if (found === undefined && read.syntax === "json") collection.unknown.push(file);
    for (const each of found ?? []) await collect(collection, each, { source, value, syntax: read.syntax });
  }
}

/** What was read of a source. */
interface Origin {
  readonly source: Source;
  readonly value: Json;
  readonly syntax: "json" | "yaml";
}

async function collect(
  collection: Collection,
  found: Found,
  { source, value, syntax }: Origin,
): Promise<void> {
  const { file } = source;
  switch (found.kind) {
    case "dashboard": {
      // A file that is the dashboard and nothing else is its own text.
      const isWhole = found.document === value && syntax === "json";
      const text = isWhole ? source.text : JSON.stringify(found.document);
      const hint = found.folder ?? source.hint;
      collection.dashboards.push({ ...namesOf(found.document), file, text, hint });
      return;
    }
    case "folder":
      collection.folders.set(found.uid, { title: found.title, parent: found.parent });
      collection.objects.push(found.object);
      return;
    case "provider":
      collection.providers.push({ ...found.provider, file });
      return;
    case "object":
      collection.objects.push(found.object);
      return;
    case "text":
      if (source.depth > 2) return;
      await collectFile(collection, {
        path: found.name,
        file,
        text: found.text,
        outline: readOutline(found.text),
        hint: found.folder,
        depth: source.depth + 1,
      });
  }
}

function namesOf(document: JsonObject): { readonly uid: string; readonly title: string } {
  const title = textAt(document, "title") || textAt(objectAt(document, "spec"), "title");
  return { uid: textAt(document, "uid") || textAt(document["metadata"], "name"), title };
}

function placedDashboards(collection: Collection): readonly SideDashboard[] {
  return collection.dashboards.map(({ hint, text, file, ...names }) => ({
    ...names,
    folder: folderTitles({ file, hint }, collection),
    file,
    text,
    document: () => parseDocument(text, file),
  }));
}

function faultProblem(file: string, fault: string): Problem {
  const problem = {
    severity: "error",
    message: `\`${file}\` ${fault}.`,
    hint: "Correct the file, or leave it out.",
    at: { file },
  } as const;
  return fault === tooDeep ? { rule: "document-depth", ...problem } : { rule: "document-syntax", ...problem };
}

/** How many files are named; more of them say no more. */
const namedFiles = 5;

function unknownProblem(files: readonly string[]): readonly Problem[] {
  const [first] = files;
  if (first === undefined) return [];
  const names = files.slice(0, namedFiles).map((file) => `\`${file}\``);
  const more = files.length > namedFiles ? ` and ${files.length - namedFiles} more` : "";
  const message =
    files.length === 1
      ? `${names.join("")} holds nothing of Grafana that dash knows, so it is not compared.`
      : `${files.length} files hold nothing of Grafana that dash knows, so they are not compared: ${names.join(", ")}${more}.`;
  return [{ rule: "document-kind", severity: "info", message, at: { file: first } }];
}
