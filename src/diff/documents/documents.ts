import { compareText } from "../../base/text.ts";
import { isObject, type JsonObject } from "../../schema/json.ts";
import type { SideRef } from "../model.ts";
import type { Side, SideDashboard } from "./side.ts";

/** Reads a side of the files of a folder. */
export function readDocuments(
  files: readonly { readonly path: string; readonly text: string }[],
  ref: SideRef,
): Side {
  const dashboards = files.flatMap(readDashboard);
  dashboards.sort((left, right) => compareText(left.uid, right.uid));
  return { ref, dashboards, objects: [], notes: [] };
}

function readDashboard({
  path,
  text,
}: {
  readonly path: string;
  readonly text: string;
}): readonly SideDashboard[] {
  if (!path.endsWith(".json")) return [];
  const document: unknown = JSON.parse(text);
  if (!isObject(document) || !Array.isArray(document["panels"])) return [];
  const { uid, title } = document as JsonObject;
  return [{ uid: String(uid), title: String(title), folder: [], file: path, text, document: () => document }];
}
