/**
 * Dashboards as Grafana has them, as text that is the same for the same content: for files that are kept and compared.
 */
import { compareText } from "../base/text.ts";
import { canonicalJson } from "../compile/canonical.ts";
import type { Grafana } from "../grafana/model.ts";
import { cleanDocument } from "./compare/clean-document.ts";
import { mapPool } from "./pool.ts";

/** One dashboard as it was read. */
export interface PulledDashboard {
  readonly uid: string;
  readonly title: string;
  /** Empty for the root. */
  readonly folderUid: string;
  /** The canonical text of the classic document: with its uid, without `id`, `version` and dash's tag. */
  readonly json: string;
}

/** What was pulled. */
export interface Pulled {
  /** Sorted by uid. */
  readonly dashboards: readonly PulledDashboard[];
  /** The uids of which Grafana has no dashboard, sorted. */
  readonly missing: readonly string[];
  /** What people should know besides, for example that a dashboard was converted. */
  readonly notes: readonly string[];
}

/** How dashboards are pulled. */
export interface PullOptions {
  /** How many are read at the same time. @default 8 */
  readonly concurrency?: number;
  readonly signal?: AbortSignal | undefined;
}

/** Reads dashboards: those of the uids, or every one that the caller may see. Writes nothing. */
export async function pullDashboards(
  grafana: Grafana,
  uids: readonly string[] | "all",
  options: PullOptions = {},
): Promise<Pulled> {
  const listed = uids === "all" ? (await grafana.dashboards.all()).map(({ uid }) => uid) : uids;
  const wanted = [...new Set(listed)].sort(compareText);
  const pool = { concurrency: options.concurrency ?? 8, signal: options.signal };
  const read = await mapPool(wanted, pool, (uid) => pullDashboard(grafana, uid));
  const found = read.flatMap((dashboard) => dashboard ?? []);
  const known = new Set(found.map(({ uid }) => uid));
  return {
    dashboards: found.map(({ uid, title, folderUid, json }) => ({ uid, title, folderUid, json })),
    missing: wanted.filter((uid) => !known.has(uid)),
    notes: found.filter(({ isConverted }) => isConverted).map(({ title }) => conversionNote(title)),
  };
}

async function pullDashboard(
  grafana: Grafana,
  uid: string,
): Promise<(PulledDashboard & { readonly isConverted: boolean }) | undefined> {
  const stored = await grafana.dashboards.read(uid);
  if (stored === undefined) return undefined;
  const { title, folderUid, document, format } = stored;
  const json = canonicalJson({ ...cleanDocument(document), uid });
  return { uid, title, folderUid, json, isConverted: format === "v2" };
}

function conversionNote(title: string): string {
  return `\`${title}\` is stored in Grafana's newer schema (v2): what was pulled is Grafana's conversion, which may lack tabs, conditions and variables of rows.`;
}
