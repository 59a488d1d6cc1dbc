/** What is compared: all objects of one side, as documents. Where they come from is the caller's business. */
import type { Place } from "../../base/place.ts";
import type { JsonObject } from "../../schema/json.ts";
import type { ObjectRef, SideRef } from "../model.ts";

/** Where the definition of a dashboard and those of its panels stand, where it was made by dash. */
export interface DefinitionSources {
  readonly at?: Place;
  /** By the numeric id of the panel or row. */
  readonly panels: ReadonlyMap<number, { readonly key: string; readonly at?: Place }>;
}

/** A dashboard of one side. */
export interface SideDashboard {
  /** Empty where the document has none. */
  readonly uid: string;
  readonly title: string;
  /** The titles of the folders that hold it, outermost first; empty for Grafana's root. */
  readonly folder: readonly string[];
  /** The file that it comes from, relative to the root of the side. */
  readonly file?: string;
  /** The text of the document; equal texts are equal dashboards, so that most are never parsed. */
  readonly text: string;
  /** The document, parsed when it is asked for: classic, or a v2 resource with its `apiVersion`. */
  readonly document: () => JsonObject;
  readonly sources?: DefinitionSources;
}

/** A folder, a data source or an alert rule of one side. */
export interface SideObject {
  readonly ref: ObjectRef;
  /** Without what the server or a file format adds. */
  readonly value: JsonObject;
}

/** One side of a comparison. */
export interface Side {
  readonly ref: SideRef;
  readonly dashboards: readonly SideDashboard[];
  readonly objects: readonly SideObject[];
  /** What people should know of how it was read, in full sentences. */
  readonly notes: readonly string[];
}
