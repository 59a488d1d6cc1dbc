/** Reads files of tests, and documents that many of them use. */
import { readDocuments, type ReadSide } from "../../../src/diff/documents/documents.ts";
import type { DocumentFile } from "../../../src/diff/documents/file-values.ts";
import type { SideRef } from "../../../src/diff/model.ts";
import type { JsonObject } from "../../../src/schema/json.ts";

/** Where the sides of tests come from. */
export const ref: SideRef = { label: "here", from: "files" };

/** The side of some files; contents that are no text are written as JSON. */
export function read(...files: readonly (readonly [path: string, content: unknown])[]): Promise<ReadSide> {
  return readDocuments(files.map(toFile), ref);
}

/** A file; a content that is no text is written as JSON. */
export function toFile([path, content]: readonly [path: string, content: unknown]): DocumentFile {
  return { path, text: typeof content === "string" ? content : JSON.stringify(content) };
}

/** A classic dashboard. */
export const classic: JsonObject = {
  uid: "api",
  title: "API",
  schemaVersion: 42,
  panels: [{ id: 1, type: "text" }],
};
/** What a newer dashboard holds. */
export const v2Spec: JsonObject = {
  title: "API",
  elements: {},
  layout: { kind: "GridLayout", spec: { items: [] } },
};
/** A newer dashboard. */
export const v2: JsonObject = {
  apiVersion: "dashboard.grafana.app/v2",
  kind: "Dashboard",
  metadata: { name: "api" },
  spec: v2Spec,
};

/** The classic dashboard as a resource. */
export function resource(folderUid?: string): object {
  const { uid: name, ...spec } = classic;
  const annotations = folderUid === undefined ? {} : { annotations: { "grafana.app/folder": folderUid } };
  return {
    apiVersion: "dashboard.grafana.app/v1beta1",
    kind: "Dashboard",
    metadata: { name, resourceVersion: "12", ...annotations },
    spec,
  };
}

/** A folder as a resource. */
export function folderResource(uid: string, title: string, parent?: string): object {
  const annotations = parent === undefined ? {} : { annotations: { "grafana.app/folder": parent } };
  return {
    apiVersion: "folder.grafana.app/v1beta1",
    kind: "Folder",
    metadata: { name: uid, ...annotations },
    spec: { title },
  };
}
