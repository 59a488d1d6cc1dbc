import type { DataSourceHealth } from "../grafana/model.ts";
import type { Action, ActionKind } from "./plan.ts";

/** What became of one action. */
export interface ObjectOutcome {
  readonly object: Action["object"];
  readonly uid: string;
  readonly title: string;
  /** What was planned; `unchanged` also when the object turned out to be as wanted already. */
  readonly kind: ActionKind;
  /** `left`: nothing was to be done, or a conflict. `untried`: the push ended before, or what it needs failed. */
  readonly state: "done" | "left" | "failed" | "untried";
  /** Why it failed or was left, in the server's words where it has some. */
  readonly message?: string;
  /** What to do. */
  readonly hint?: string;
}

/** What a push did. */
export interface Outcome {
  /** The name of this push, as version messages carry it. */
  readonly push: string;
  readonly objects: readonly ObjectOutcome[];
  /** What the data sources said afterwards, by uid. */
  readonly health: Readonly<Record<string, DataSourceHealth>>;
  /** Whether everything was read back and found as wanted; absent when it was not asked for. */
  readonly confirmed?: boolean;
  readonly interrupted: boolean;
}
