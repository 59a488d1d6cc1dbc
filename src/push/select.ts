/** What a push deals with. */
export interface Selection {
  /** Uids or titles, with `*` for any text and `?` for one character; empty for all. */
  readonly names: readonly string[];
  /** The titles of a folder from the outermost on; what lies in it at any depth. */
  readonly folder?: readonly string[] | undefined;
  readonly only?: "dashboards" | "datasources" | undefined;
}
