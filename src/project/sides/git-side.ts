import { existsSync } from "node:fs";
import { join } from "node:path";
import { DashError } from "../../base/dash-error.ts";
import { formatPlace } from "../../base/place.ts";
import { hasErrors, type Problem, sortProblems } from "../../base/problem.ts";
import type { SideRef } from "../../diff/model.ts";
import { configIn } from "../find.ts";
import { checkOut } from "../git/check-out.ts";
import type { Snapshot } from "../git/range.ts";
import type { Repository } from "../git/repository.ts";
import { openProject } from "../open-project.ts";
import { buildSide, type SideBuildOptions } from "./build-side.ts";
import { type CommittedFiles, readCommittedSide } from "./committed-side.ts";
import { findLockDifference, linkDependencies, type TreePair } from "./dependencies.ts";
import type { BuildSettings, OpenSide } from "./open-side.ts";
import { createTemporaryFolder } from "./temporary-folder.ts";

/** Which state of which project is read. */
export interface GitSideRequest {
  readonly repository: Repository;
  readonly snapshot: Exclude<Snapshot, { readonly kind: "working-tree" }>;
  /** The configuration file, relative to the folder of the project. */
  readonly configFile: string;
  readonly build: BuildSettings;
  /** The output folder whose committed files are read, without building anything. @default what the code says */
  readonly committed?: string | undefined;
  readonly onDashboard?: SideBuildOptions["onDashboard"];
}

/**
 * Reads a side from a commit or the index: what it builds, else the files that were committed with it. Nothing of it
 * touches the repository.
 */
export async function readGitSide(request: GitSideRequest): Promise<OpenSide> {
  const { repository, snapshot } = request;
  const folder = createTemporaryFolder();
  try {
    const tree = await checkOut(repository, snapshot, folder.path);
    const opened = await readTree(request, tree);
    const close = (): void => {
      opened.close();
      folder.close();
    };
    return { ...opened, close };
  } catch (error) {
    folder.close();
    throw error;
  }
}

/** A checked-out project. */
interface CheckedOut {
  readonly request: GitSideRequest;
  readonly trees: TreePair;
  readonly root: string;
  readonly configFile: string;
  readonly ref: Omit<SideRef, "from">;
}

async function readTree(request: GitSideRequest, tree: string): Promise<OpenSide> {
  const { repository, snapshot } = request;
  const root = join(tree, repository.prefix);
  const ref = {
    label: snapshot.label,
    ...(snapshot.kind === "commit" ? { commit: snapshot.commit } : {}),
  };
  if (request.committed !== undefined) {
    return requireCommittedSide({ tree, root, output: request.committed }, ref);
  }
  const given = existsSync(join(root, request.configFile)) ? request.configFile : undefined;
  const configFile = given ?? configIn(root);
  if (configFile === undefined) return emptySide(ref);
  const trees = { working: repository.topLevel, tree, prefix: repository.prefix };
  return readProject({ request, trees, root, configFile, ref });
}

function emptySide(ref: Omit<SideRef, "from">, note = "has no dash project yet"): OpenSide {
  const notes = [`\`${ref.label}\` ${note}.`];
  return {
    side: { ref: { ...ref, from: "definitions" }, dashboards: [], objects: [], notes },
    problems: [],
    locate: async () => new Map(),
    close: () => undefined,
  };
}

/** The committed files of a project; an empty side, and a note, where there are none. */
export async function requireCommittedSide(
  files: CommittedFiles,
  ref: Omit<SideRef, "from">,
): Promise<OpenSide> {
  const side = await readCommittedSide(files, ref);
  return side ?? emptySide(ref, `has no dashboards in \`${files.output}/\``);
}

async function readProject(checkedOut: CheckedOut): Promise<OpenSide> {
  const { trees, root, ref } = checkedOut;
  const lock = findLockDifference(trees);
  // Other packages give other dashboards: without the right ones, only what needs none can be built.
  if (lock === undefined) linkDependencies(trees);
  const attempt = await tryBuild(checkedOut);
  if (attempt.kind === "built") return attempt.side;
  const { output = "provisioning" } = attempt;
  const reason = lock !== undefined && attempt.lacksPackages ? `its \`${lock}\` differs` : attempt.reason;
  const committed = await readCommittedSide({ tree: trees.tree, root, output }, ref);
  if (committed !== undefined) {
    return withNote(
      committed,
      `\`${ref.label}\` cannot be built (${reason}), so its committed files in \`${output}/\` are compared.`,
    );
  }
  if (lock !== undefined && attempt.lacksPackages) return buildWithTodaysPackages(checkedOut, lock);
  throw notReadable(ref.label, reason, output);
}

async function buildWithTodaysPackages(checkedOut: CheckedOut, lock: string): Promise<OpenSide> {
  const { trees, ref } = checkedOut;
  linkDependencies(trees);
  const attempt = await tryBuild(checkedOut);
  if (attempt.kind === "failed") throw notReadable(ref.label, attempt.reason, attempt.output);
  return withNote(
    attempt.side,
    `\`${ref.label}\` is built with the packages that are installed now, although its \`${lock}\` differs.`,
  );
}

function notReadable(label: string, reason: string, output = "provisioning"): DashError {
  return new DashError("invalid-dashboards", {
    message: `\`${label}\` cannot be built (${reason}), and it has no committed files in \`${output}/\`.`,
    hint: "Compare with a commit that can be built, or commit what `npx dash build` writes.",
  });
}

type Attempt =
  | { readonly kind: "built"; readonly side: OpenSide }
  | {
      readonly kind: "failed";
      readonly reason: string;
      /** Whether imports of packages were not found. */
      readonly lacksPackages: boolean;
      /** The output folder, where the configuration could be read. */
      readonly output: string | undefined;
    };

/** What files of a commit print was said when they were new. */
const silent = { write: (): boolean => true };

async function tryBuild({ request, root, configFile, ref }: CheckedOut): Promise<Attempt> {
  const { build: settings, onDashboard } = request;
  let output: string | undefined;
  let close = (): void => undefined;
  try {
    const project = await openProject({ ...settings, configFile, cwd: root, stderr: silent });
    close = () => project.close();
    output = project.config?.output;
    const build = await buildSide(project, ref, { mayBeEmpty: true, onDashboard });
    if (build.kind === "built") return build;
    close();
    return { kind: "failed", output, ...firstReason(build.problems) };
  } catch (error) {
    close();
    if (settings.signal.aborted || !(error instanceof DashError)) throw error;
    return { kind: "failed", output, reason: withoutDot(error.message), lacksPackages: false };
  }
}

const packageRules: readonly string[] = ["load-unresolved", "load-package", "load-missing-export"];

function firstReason(
  problems: readonly Problem[],
): Pick<Extract<Attempt, { kind: "failed" }>, "reason" | "lacksPackages"> {
  const errors = sortProblems(problems.filter((problem) => hasErrors([problem])));
  const lacksPackages = errors.some(({ rule }) => packageRules.includes(rule));
  const [first] = errors;
  if (first === undefined) return { reason: "it does not say why", lacksPackages };
  const { part: _, ...position } = first.at;
  const place = formatPlace(position);
  return { reason: [withoutDot(first.message), place].filter(Boolean).join(", "), lacksPackages };
}

function withoutDot(sentence: string): string {
  return sentence.replace(/\.$/, "");
}

function withNote(opened: OpenSide, note: string): OpenSide {
  return { ...opened, side: { ...opened.side, notes: [note, ...opened.side.notes] } };
}
