/** What uids, refresh intervals and folders must be like, for every way in. */
import { parentsOf, foldersBelow, type OrgState } from "./state.ts";
import { hasNestedFolders, type World } from "./world.ts";

/** Why a uid is refused; `undefined` when it is right. */
export function uidFault(uid: string): string | undefined {
  if (!/^[a-zA-Z0-9\-_]*$/.test(uid)) return "uid contains illegal characters";
  return uid.length > 40 ? "uid too long, max 40 characters" : undefined;
}

const unitMs: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
  M: 2_592_000_000,
  y: 31_536_000_000,
};

/** The length of a duration as Grafana's Go side reads it; `undefined` when it cannot. */
export function durationMs(text: string): number | undefined {
  if (!/^(\d+(\.\d+)?(ns|us|ms|s|m|h))+$/.test(text) && !/^\d+[dwMy]$/.test(text)) return undefined;
  let total = 0;
  for (const [, count, unit = ""] of text.matchAll(/(\d+(?:\.\d+)?)([a-zA-Z]+)/g)) {
    total += Number(count) * (unitMs[unit] ?? 0);
  }
  return total;
}

/** Whether a refresh is one that the server does not allow: too short, or no duration. */
export function isRefreshTooLow(world: World, refresh: unknown): boolean {
  if (typeof refresh !== "string" || refresh === "") return false;
  if (refresh === "auto" && world.profile.atLeast(11)) return false;
  const length = durationMs(refresh);
  return length === undefined || length < (durationMs(world.minRefreshInterval) ?? 0);
}

/** A place in the tree of folders. */
export interface FolderPlace {
  /** Empty for a folder that is yet to be made. */
  readonly uid: string;
  readonly parentUid: string;
}

/** Whether a folder would lie too deep, or in itself. */
export function placeFault(
  world: World,
  org: OrgState,
  { uid, parentUid }: FolderPlace,
): "depth" | "circular" | undefined {
  if (parentUid === "") return undefined;
  const above = [...parentsOf(org, parentUid).map((folder) => folder.uid), parentUid];
  if (uid !== "" && above.includes(uid)) return "circular";
  const below = uid === "" ? 0 : heightBelow(org, uid);
  return above.length + 1 + below > world.profile.maxFolderDepth ? "depth" : undefined;
}

/** How many levels of folders lie under a folder. */
function heightBelow(org: OrgState, uid: string): number {
  const depth = parentsOf(org, uid).length;
  return Math.max(0, ...foldersBelow(org, uid).map((folder) => parentsOf(org, folder.uid).length - depth));
}

/** The uids that no folder can have. */
export function isReservedFolderUid(world: World, uid: string): boolean {
  return uid === "general" || (world.profile.unified && uid === "sharedwithme");
}

/** The parent that a request names, where folders can have one. */
export function nestedParent(world: World, parentUid: string): string {
  return hasNestedFolders(world) ? parentUid : "";
}
