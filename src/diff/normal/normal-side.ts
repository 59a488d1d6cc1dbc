import type { JsonObject } from "../../schema/json.ts";
import type { SideDashboard } from "../documents/side.ts";
import { schemaOf, toClassic } from "../documents/v2.ts";
import type { DataSourceNames } from "./data-source-ref.ts";
import type { KnownPanels } from "./normal-panels.ts";
import { type Normalized, normalizeDashboard } from "./normalize.ts";

/** The normal form of a dashboard of a side, whatever schema it is written in. */
export function normalizeSide(
  { document, sources }: Pick<SideDashboard, "document" | "sources">,
  dataSources: DataSourceNames,
  known?: KnownPanels,
): Normalized {
  const given = document();
  return normalizeDashboard({
    document: withoutUid(toClassic(given)),
    schema: schemaOf(given),
    dataSources,
    sources,
    known,
  });
}

/** The uid is where a dashboard is, not what it says. */
function withoutUid({ uid: _uid, ...document }: JsonObject): JsonObject {
  return document;
}
