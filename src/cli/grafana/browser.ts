import { DashError } from "../../base/dash-error.ts";
import type { CommandIo } from "../io.ts";

/** Opens an address in the browser of the user. No shell sees it: it holds what a server says. */
export async function openInBrowser(
  url: string,
  { run, platform }: Pick<CommandIo, "run" | "platform">,
): Promise<void> {
  const [program, ...args] = opener(platform);
  if ((await run(program, [...args, url])) !== undefined) return;
  throw new DashError("usage", {
    message: `The browser cannot be opened: \`${program}\` is missing or failed.`,
    hint: "Open the address that was printed.",
  });
}

function opener(platform: string): readonly [program: string, ...args: readonly string[]] {
  if (platform === "darwin") return ["open"];
  if (platform === "win32") return ["rundll32", "url.dll,FileProtocolHandler"];
  return ["xdg-open"];
}
