import type { Action } from "../plan.ts";
import type { Environment, Hide } from "../desired/references.ts";

/** What planning one object needs besides the object. */
export interface ObjectContext {
  /** The project key, see `grafana/stamp.ts`. */
  readonly project: string;
  readonly env: Environment;
  /** Hides the values of variables in texts that are shown. @default nothing is hidden */
  readonly hide?: Hide | undefined;
  /** Whether forcible conflicts become updates. */
  readonly force: boolean;
  /** Whether secrets are sent even when Grafana has some. */
  readonly updateSecrets: boolean;
  /** The titles of folders by their uid, for people; a folder without one is named by its uid. */
  readonly folderTitles?: ReadonlyMap<string, string> | undefined;
}

/** What was planned for one object, with what people should know besides. */
export interface Planned<Kind extends Action = Action> {
  readonly action: Kind;
  readonly notes: readonly string[];
}

/** A folder in a line. */
export function folderName(uid: string, { folderTitles }: Pick<ObjectContext, "folderTitles">): string {
  return uid === "" ? "Grafana's root" : `\`${folderTitles?.get(uid) ?? uid}\``;
}
