import type { Problem } from "../../base/problem.ts";
import type { ProjectConfig } from "../../config/read-config.ts";
import type { DefinitionSources, Side } from "../../diff/documents/side.ts";
import type { Bundle } from "../../schema/bundle.ts";
import type { Project, ProjectRequest } from "../open-project.ts";

/** How the projects of both sides are built. */
export type BuildSettings = Pick<ProjectRequest, "env" | "signal" | "environment" | "timeoutSeconds">;

/** A side with what it was read from, which must be closed. */
export interface OpenSide {
  readonly side: Side;
  /** Warnings about the definitions, and about files that were left out. */
  readonly problems: readonly Problem[];
  /** The project that it was built from; absent where files were read. */
  readonly built?: BuiltProject;
  /**
   * Evaluates the files of some dashboards once more, to learn where these and their panels are defined; by uid. Nothing is
   * known of dashboards that are no definitions.
   */
  locate(uids: Iterable<string>): Promise<ReadonlyMap<string, DefinitionSources>>;
  /** Ends what runs, and removes temporary files. Safe to repeat. */
  close(): void;
}

/** What a side was built from. */
export interface BuiltProject {
  readonly project: Project;
  readonly config: ProjectConfig;
  readonly bundle: Bundle;
}
