import { captureCallSite, type CallSite } from "../base/call-site.ts";
import { checkOptionsOf, type RulesFor } from "../panels/option-rules.ts";
import { folderPath, folderRule } from "./dashboard.ts";

/** A builder of the Foundation SDK: whatever has a `build()`. */
export interface DocumentBuilder {
  build(): unknown;
}

/** What can be set on a document that was not written with `dashboard()`. */
export interface DocumentOptions {
  /** The folder, by title; nested folders as `Platform/Databases`. @default General, Grafana's root */
  readonly folder?: string | readonly string[];
}

/** An immutable wrapper around a document from elsewhere, which says what the document itself cannot. */
export interface ExistingDashboard {
  readonly kind: "document";
  readonly source: DocumentBuilder | object;
  readonly folder: readonly string[];
  /** Where the wrapper was written. */
  readonly site: CallSite;
}

const documentRules: RulesFor<DocumentOptions> = { folder: folderRule };

/**
 * A Foundation SDK builder or a plain dashboard document with a folder. Without a folder, a file may export the
 * builder or the document as it is.
 *
 * @example export default existingDashboard(exportedJson, { folder: "Databases" });
 */
export function existingDashboard(
  source: DocumentBuilder | object,
  options: DocumentOptions = {},
): ExistingDashboard {
  checkOptionsOf(options, { members: documentRules }, { what: "dashboard", caller: "existingDashboard()" });
  return {
    kind: "document",
    source,
    folder: folderPath(options.folder),
    site: captureCallSite(existingDashboard),
  };
}
