// Links this package's own commands into node_modules/.bin, which npm does for dependencies only, so that `npx dash`
// means this repository's program here, as it means the installed one in a user's project.
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = join(root, "node_modules", ".bin");
const { bin } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

mkdirSync(folder, { recursive: true });
for (const [name, file] of Object.entries(bin)) {
  const target = relative(folder, join(root, file));
  rmSync(join(folder, name), { force: true });
  if (process.platform === "win32") writeFileSync(join(folder, `${name}.cmd`), `@node "%~dp0\\${target}" %*\r\n`);
  else symlinkSync(target, join(folder, name));
}
