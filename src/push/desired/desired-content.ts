/** What is sent of a dashboard's document, made from its text as late as possible and at the least cost. */
import { digest } from "../../base/hash.ts";
import type { GrafanaFacts } from "../../grafana/model.ts";
import type { BundledDashboard } from "../../schema/bundle.ts";
import { isSame, type Json, type JsonObject } from "../../schema/json.ts";
import { cleanDocument } from "../compare/clean-document.ts";
import { contentHash, contentHashOfDigest } from "../compare/content-hash.ts";
import type { DesiredDashboard } from "./desired.ts";
import { serverRefresh } from "./refresh.ts";

/** The document with its hash, both made when they are asked for; the document anew each time, so that none is held. */
export function desiredContent(
  dashboard: BundledDashboard,
  facts: GrafanaFacts,
  folderUid: string,
): Pick<DesiredDashboard, "document" | "hash" | "isRefreshRaised"> {
  let hash: string | undefined;
  let isAsWritten: boolean | undefined;
  const content = (): Content => {
    const made = makeContent(dashboard, facts);
    ({ isAsWritten } = made);
    return made;
  };
  const makeHash = (): string => {
    isAsWritten ??= content().isAsWritten;
    // Of most documents the text that is hashed, or even its digest, is at hand.
    if (isAsWritten) return contentHashOfDigest(folderUid, digestOf(dashboard));
    return contentHash({ uid: dashboard.uid, folderUid, document: content().document });
  };
  return {
    document: () => content().document,
    hash: () => (hash ??= makeHash()),
    isRefreshRaised: () => isRefreshRaised(dashboard.json, facts),
  };
}

interface Content {
  readonly document: JsonObject;
  /** Whether it is what the text says, but for the uid. */
  readonly isAsWritten: boolean;
}

/** What the server would change by itself is changed before. */
function makeContent({ json, uid }: BundledDashboard, facts: GrafanaFacts): Content {
  const { uid: writtenUid, ...written } = JSON.parse(json) as JsonObject;
  const clean = cleanDocument(written);
  const { refresh } = clean;
  const kept = typeof refresh === "string" ? serverRefresh(refresh, facts) : refresh;
  const document = kept === refresh ? clean : { ...clean, refresh: kept };
  return { document, isAsWritten: writtenUid === uid && isSame(written, document) };
}

function digestOf({ json, encoded }: BundledDashboard): string {
  return encoded?.digest ?? digest(json, 64);
}

// In canonical text the members of the document itself are the only lines that begin like this.
const refreshStart = '\n  "refresh": ';

function isRefreshRaised(json: string, facts: GrafanaFacts): boolean {
  const start = json.indexOf(refreshStart);
  if (start < 0) return false;
  const from = start + refreshStart.length;
  const refresh: Json = JSON.parse(json.slice(from, json.indexOf("\n", from)).replace(/,$/, ""));
  return typeof refresh === "string" && serverRefresh(refresh, facts) !== refresh;
}
