/** Both sides of a comparison of one project, built at the same time. */
import type { Problem } from "../../base/problem.ts";
import type { FoundProject } from "../find.ts";
import type { OutputSink } from "../child.ts";
import type { GitRange, Snapshot } from "../git/range.ts";
import type { Repository } from "../git/repository.ts";
import { openProject } from "../open-project.ts";
import { buildSide } from "./build-side.ts";
import { inFormOfFiles } from "./committed-side.ts";
import { type GitSideRequest, readGitSide, requireCommittedSide } from "./git-side.ts";
import type { BuildSettings, OpenSide } from "./open-side.ts";

/** What is compared. */
export interface SidesRequest {
  readonly repository: Repository;
  readonly range: GitRange;
  /** The project in the working tree. */
  readonly project: FoundProject;
  readonly build: BuildSettings;
  /** Whether the files that `dash build` wrote are compared, without building anything. @default false */
  readonly committed?: boolean;
  /** Where goes what the files of the working tree print; those of commits said it when they were new. */
  readonly stderr: OutputSink;
  /** Hears of each dashboard of both sides, for a progress line. */
  readonly onDashboard?: GitSideRequest["onDashboard"];
}

/** Two sides that can be compared, or what is wrong with the working tree. */
export type OpenedSides =
  | { readonly kind: "open"; readonly base: OpenSide; readonly head: OpenSide }
  | { readonly kind: "failed"; readonly problems: readonly Problem[] };

/** Opens both sides; they must be closed. When one fails, nothing of the other is left. */
export async function openSides(request: SidesRequest): Promise<OpenedSides> {
  const { base, head } = request.range;
  const opening = [openSnapshot(request, head), openSnapshot(request, base)] as const;
  const [openedHead, openedBase] = await Promise.allSettled(opening);
  if (openedHead.status === "fulfilled" && openedBase.status === "fulfilled") {
    const [later, earlier] = [openedHead.value, openedBase.value];
    if (later.kind === "built" && earlier.kind === "built") {
      return { kind: "open", ...(await inOneForm(earlier.side, later.side)) };
    }
  }
  let problems: readonly Problem[] = [];
  for (const opened of [openedHead, openedBase]) {
    if (opened.status === "rejected") continue;
    if (opened.value.kind === "built") opened.value.side.close();
    else problems = opened.value.problems;
  }
  // What is wrong in the working tree comes first: it can be mended.
  if (problems.length > 0) return { kind: "failed", problems };
  for (const opened of [openedHead, openedBase]) if (opened.status === "rejected") throw opened.reason;
  return { kind: "failed", problems };
}

type OpenedSnapshot = Awaited<ReturnType<typeof buildSide>>;

async function openSnapshot(request: SidesRequest, snapshot: Snapshot): Promise<OpenedSnapshot> {
  const { repository, project, build, onDashboard } = request;
  const { configFile } = project;
  const committed = request.committed === true ? await outputFolder(request) : undefined;
  if (snapshot.kind !== "working-tree") {
    const side = await readGitSide({ repository, snapshot, configFile, build, committed, onDashboard });
    return { kind: "built", side };
  }
  if (committed === undefined) return openWorkingTree(request, snapshot.label);
  const files = { tree: repository.topLevel, root: project.root, output: committed };
  return { kind: "built", side: await requireCommittedSide(files, { label: snapshot.label }) };
}

/** Where `dash build` writes to, as the configuration of the working tree says. */
async function outputFolder({ project: { root, configFile }, build, stderr }: SidesRequest): Promise<string> {
  const project = await openProject({ ...build, configFile, cwd: root, stderr });
  project.close();
  return project.config?.output ?? "provisioning";
}

async function openWorkingTree(request: SidesRequest, label: string): Promise<OpenedSnapshot> {
  const { root, configFile } = request.project;
  const stderr = onceOnly(request.stderr);
  const project = await openProject({ ...request.build, configFile, cwd: root, stderr });
  try {
    const build = await buildSide(project, { label }, { onDashboard: request.onDashboard });
    if (build.kind === "failed") project.close();
    // Files that are evaluated again, to learn lines, have printed everything already.
    stderr.mute();
    return build;
  } catch (error) {
    project.close();
    throw error;
  }
}

function onceOnly(sink: OutputSink): OutputSink & { mute(): void } {
  let muted = false;
  return {
    write: (text) => muted || sink.write(text),
    mute: () => void (muted = true),
  };
}

/** When only one side could be built, both are compared as files. */
async function inOneForm(
  base: OpenSide,
  head: OpenSide,
): Promise<{ readonly base: OpenSide; readonly head: OpenSide }> {
  const areFiles = [base, head].some(({ side }) => side.ref.from === "committed-files");
  const asFiles = async (opened: OpenSide): Promise<OpenSide> =>
    areFiles && opened.built !== undefined
      ? { ...opened, side: await inFormOfFiles(opened.side, opened.built) }
      : opened;
  return { base: await asFiles(base), head: await asFiles(head) };
}
