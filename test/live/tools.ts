import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { env, getuid } from "node:process";

/** The Debian packages that hold the programs which the live test starts. */
const packages = [
  { program: "prometheus", name: "prometheus" },
  { program: "dockerd", name: "docker.io" },
  { program: "containerd", name: "containerd" },
  { program: "runc", name: "runc" },
  { program: "busybox", name: "busybox-static" },
] as const;

/** A program that the live test starts. */
type Program = (typeof packages)[number]["program"];

/** The absolute path of a program, or nothing when it is not installed. */
function findProgram(program: Program): string | undefined {
  // A user's PATH often lacks the sbin folders, where Debian puts dockerd and runc.
  const folders = [...(env["PATH"] ?? "").split(delimiter), "/usr/local/sbin", "/usr/sbin", "/sbin"];
  return folders.map((folder) => join(folder, program)).find(isExecutable);
}

/** The absolute path of a program that must be there. */
export function requireProgram(program: Program): string {
  const path = findProgram(program);
  if (path === undefined) throw new Error(`\`${program}\` is not installed.`);
  return path;
}

/** Why the live test cannot run here, as a sentence with what to install; nothing when it can. */
export function reasonNotToRun(): string | undefined {
  const missing = packages.filter(({ program }) => findProgram(program) === undefined);
  if (missing.length > 0) {
    const programs = missing.map(({ program }) => `\`${program}\``).join(", ");
    return `${programs} not found; install with: apt-get install -y prometheus docker.io busybox-static`;
  }
  return getuid?.() === 0 ? undefined : "the Docker engine needs root; run with: sudo -E npm run test:live";
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
