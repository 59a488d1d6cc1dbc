import { join } from "node:path";
import { plural } from "../../base/text.ts";
import type { Pulled, PulledDashboard } from "../../push/pull.ts";
import { choosePalette } from "../../report/palette.ts";
import { toVisible } from "../../report/visible.ts";
import { printJson } from "../grafana/print-json.ts";
import type { CommandIo } from "../io.ts";
import { readExisting, writeAtomically } from "../output/single-file.ts";

/** Dashboards that were saved. */
export interface SavedDashboards extends Pick<Pulled, "missing" | "notes"> {
  /** As the user named it. */
  readonly folder: string;
  readonly dashboards: readonly SavedDashboard[];
}

/** A dashboard that was saved. */
export interface SavedDashboard extends Omit<PulledDashboard, "json"> {
  readonly file: string;
  /** `unchanged` when the file held the same already. */
  readonly state: "written" | "unchanged";
}

/** Saves each dashboard in a file of its own. */
export async function savePulled(pulled: Pulled, folder: string, io: CommandIo): Promise<SavedDashboards> {
  const dashboards: SavedDashboard[] = [];
  for (const { json, ...dashboard } of pulled.dashboards) {
    const file = join(folder, `${fileNameOf(dashboard.uid)}.json`).replaceAll("\\", "/");
    const isSame = (await readExisting(io.cwd, file)) === json;
    if (!isSame) await writeAtomically(io.cwd, file, json);
    dashboards.push({ ...dashboard, file, state: isSame ? "unchanged" : "written" });
  }
  return { folder, dashboards, missing: pulled.missing, notes: pulled.notes };
}

/** A file name for any uid: what a server says must not lead out of the folder. */
export function fileNameOf(uid: string): string {
  const safe = uid.replace(/[^A-Za-z0-9_-]/gu, (character) =>
    [...Buffer.from(character)].map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join(""),
  );
  return safe.slice(0, 200);
}

/** Prints what was saved, and what is not there. */
export function printPulled(
  saved: SavedDashboards,
  { url, json }: { readonly url: string; readonly json: boolean },
  io: CommandIo,
): void {
  if (json) return printJson(io, saved);
  const { dashboards, missing, notes, folder } = saved;
  const { red } = choosePalette(io.isTTY, io.env);
  for (const note of notes) io.stderr.write(`note: ${toVisible(note)}\n`);
  for (const uid of missing) {
    io.stderr.write(`${red("error:")} There is no dashboard \`${toVisible(uid)}\` at \`${url}\`.\n`);
  }
  const written = dashboards.filter(({ state }) => state === "written");
  for (const { file } of written) io.stdout.write(`written  ${file}\n`);
  const unchanged = dashboards.length - written.length;
  io.stdout.write(
    `${plural(dashboards.length, "dashboard")} -> ${folder} (${written.length} written, ${unchanged} unchanged)\n`,
  );
}
