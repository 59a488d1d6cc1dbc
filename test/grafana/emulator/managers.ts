/** What the tools that keep objects do to other writers (12 and later). */
import type { Answer } from "./answer.ts";
import { message, refuse } from "./answer.ts";
import type { Call } from "./route.ts";
import { status } from "./status.ts";

interface Managed {
  readonly annotations: Readonly<Record<string, string>>;
}

const managerOf = ({ annotations }: Managed): string => annotations["grafana.app/managedBy"] ?? "";
const identityOf = ({ annotations }: Managed): string => annotations["grafana.app/managerId"] ?? "";

const keptByRepository = "this resource is managed by a repository";

/** Git Sync keeps others away from its objects. */
export function checkRepository(record: Managed): void {
  if (managerOf(record) === "repo") refuse(status(403, "Forbidden", keptByRepository));
}

/** The same through the classic API. */
export function checkRepositoryClassic({ world }: Call, record: Managed | undefined): void {
  if (!world.profile.unified || record === undefined || managerOf(record) !== "repo") return;
  refuse(message(403, keptByRepository));
}

/** Objects of files keep others away too, unless they allow edits; from 13 on a manager is not replaced by another. */
export function checkManager({ world }: Call, before: Managed, wanted: Managed): void {
  checkRepository(before);
  checkRepository(wanted);
  const manager = managerOf(before);
  const allowsEdits = before.annotations["grafana.app/managerAllowsEdits"] === "true";
  if (manager === "classic-file-provisioning" && !allowsEdits) {
    refuse(status(400, "BadRequest", "Cannot save provisioned dashboard"));
  }
  if (!world.profile.atLeast(13) || manager === "" || managerOf(wanted) === "") return;
  if (manager === managerOf(wanted) && identityOf(before) === identityOf(wanted)) return;
  const text = "Cannot change resource manager; remove the existing manager first, then add the new one";
  refuse(status(403, "Forbidden", text));
}

/** Nothing of others lies in the folders of a repository: 400 on 12, 403 later. */
export function repositoryFolderFault(
  { world, org }: Call,
  folderUid: string,
): { readonly code: number; readonly text: string } | undefined {
  const folder = org.folders.get(folderUid);
  if (!world.profile.unified || folder === undefined || managerOf(folder) !== "repo") return undefined;
  return {
    code: world.profile.atLeast(13) ? 403 : 400,
    text: `folder is managed by repo:${identityOf(folder)}, but the resource is not managed`,
  };
}

/** The refusal of {@link repositoryFolderFault} as a resource. */
export function repositoryFolderStatus(call: Call, folderUid: string): Answer | undefined {
  const fault = repositoryFolderFault(call, folderUid);
  if (fault === undefined) return undefined;
  return status(fault.code, fault.code === 403 ? "Forbidden" : "BadRequest", fault.text);
}
