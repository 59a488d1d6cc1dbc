import type { CallSite } from "../base/call-site.ts";
import type { Severity } from "../base/problem.ts";

/**
 * What a rule found, before the place of the call is known: stacks are mapped to source files only for the
 * few findings that there are, by the process that holds the source map.
 */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly hint?: string | undefined;
  /** The part of the dashboard, as people name it: `overview / Error rate / query A`. */
  readonly part: string;
  /** The characters of a query that are meant. */
  readonly span?: { readonly text: string; readonly from: number; readonly to: number };
  /** Where the part was written; unknown for plain JSON. */
  readonly site: CallSite | undefined;
}
