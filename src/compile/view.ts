import type { CallSite } from "../base/call-site.ts";
import type { DashboardDocument, PanelDocument } from "../schema/document.ts";
import type { Finding } from "./finding.ts";

/** A PromQL text of a document, with what is known of its origin. */
export interface QueryView {
  /** What to call it: `query A`, `annotation Restarts`. */
  readonly name: string;
  readonly text: string;
  /** `built` texts come from typed expressions and need no parse; `raw` ones are checked once for each shape. */
  readonly origin: "built" | "raw";
  /** Equal for two raw texts whose verdict is the same; `undefined` when only the text itself tells. */
  readonly shape: string | undefined;
  readonly site: CallSite | undefined;
}

/** A panel or row of a document with its queries. */
export interface PanelView {
  readonly document: PanelDocument;
  /** The key that its id is made of; absent for documents that were not written with `dashboard()`. */
  readonly key?: string;
  readonly queries: readonly QueryView[];
  readonly site: CallSite | undefined;
}

/** A variable of a document. */
export interface VariableView {
  readonly name: string;
  /** Its document in `templating.list`. */
  readonly document: Readonly<Record<string, unknown>>;
  readonly site: CallSite | undefined;
}

/**
 * A finished document with what validation needs besides: where each part was written, and which queries are
 * right by construction. Definitions, SDK builders and plain JSON all end here, and one set of rules serves them.
 */
export interface DashboardView {
  /**
   * Whether it was written with `dashboard()`. Documents from elsewhere are taken as they are where Grafana
   * copes: what is an error in new code is a warning there.
   */
  readonly authored: boolean;
  readonly document: DashboardDocument;
  /** Folder titles from the root down. */
  readonly folder: readonly string[];
  readonly panels: readonly PanelView[];
  readonly variables: readonly VariableView[];
  /** Queries outside panels. */
  readonly annotations: readonly QueryView[];
  readonly site: CallSite | undefined;
  /** What was found while the document was made. */
  readonly findings: readonly Finding[];
}

/** The name of a dashboard in messages. */
export function dashboardName(document: { readonly title?: unknown; readonly uid?: unknown }): string {
  return nonEmpty(document.title) ?? nonEmpty(document.uid) ?? "untitled dashboard";
}

/** The name of a panel in messages. */
export function panelName(document: {
  readonly title?: unknown;
  readonly type: string;
  readonly id?: unknown;
}): string {
  return nonEmpty(document.title) ?? `untitled ${document.type}`;
}

/** The part of a dashboard as people name it. */
export function partOf(...names: readonly string[]): string {
  return names.join(" / ");
}

function nonEmpty(value: unknown): string | undefined {
  return typeof value === "string" && value.trim() !== "" ? value : undefined;
}
