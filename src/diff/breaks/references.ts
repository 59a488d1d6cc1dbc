/**
 * Who refers to what, all over one side: links to dashboards, their panels and variables, alert rules on panels. Read
 * from the texts of the documents, because links stand anywhere: in data links, Markdown panels, descriptions.
 */
import { isObject, memberOf } from "../../schema/json.ts";
import type { ObjectRef } from "../model.ts";
import type { Side, SideDashboard, SideObject } from "../documents/side.ts";

/** A reference to a dashboard, or to a part of it. */
export interface Reference {
  /** Who refers. */
  readonly from: ObjectRef;
  /** The uid of the dashboard that is meant. */
  readonly uid: string;
  /** The numeric id of the panel that is meant. */
  readonly panel?: number;
  /** The names of the variables that the address sets. */
  readonly variables: readonly string[];
  /** How the reference is written, for example `viewPanel=7`. */
  readonly spelling: string;
  /** Whether the other side lacks it: whoever wrote it knew what is there now. */
  readonly isNew: boolean;
}

/** An address, up to where it ends in JSON, HTML or Markdown; Go writes `&` as `\u0026`. */
const addressEnd = String.raw`(?:\\u0026|[^\s"'<>\\()])*`;
const dashboardAddress = new RegExp(String.raw`/d(?:-solo)?/([\w-]{1,40})(${addressEnd})`, "g");
/** Links within a dashboard leave its address out. */
const ownAddress = new RegExp(String.raw`["(]\?((?:\\u0026|[\w.:$\{\}%=&-])*)`, "g");
const panelParameter = /(?:viewPanel|editPanel|panelId)=(?:panel-)?(\d+)/;
const variableParameter = /[?&]var-([A-Za-z_]\w*)=/g;

/** All references that the second side holds. */
export function referencesOf(before: Side, after: Side): readonly Reference[] {
  const old = new Set(readReferences(before).map(keyOf));
  return readReferences(after).map((found) => ({ ...found, isNew: !old.has(keyOf(found)) }));
}

type Found = Omit<Reference, "isNew">;

function keyOf({ from, uid, spelling }: Found): string {
  return [from.kind, from.uid, uid, spelling].join("\n");
}

function readReferences({ dashboards, objects }: Side): readonly Found[] {
  return [...dashboards.flatMap(linksOf), ...objects.flatMap(alertReferences)];
}

function linksOf(dashboard: SideDashboard): readonly Found[] {
  const { uid, title, text } = dashboard;
  const from: ObjectRef = { kind: "dashboard", uid, title };
  const foreign =
    text.includes("/d/") || text.includes("/d-solo/")
      ? [...text.matchAll(dashboardAddress)].map(([, target = "", rest = ""]) =>
          reference(from, target, rest),
        )
      : [];
  const own =
    text.includes('"?') || text.includes("(?")
      ? [...text.matchAll(ownAddress)].map(([, rest = ""]) => reference(from, uid, `?${rest}`))
      : [];
  return [...foreign, ...own.filter(({ panel, variables }) => panel !== undefined || variables.length > 0)];
}

function reference(from: ObjectRef, uid: string, rest: string): Found {
  const query = rest.replaceAll("\\u0026", "&");
  const panel = panelParameter.exec(query);
  const variables = [...query.matchAll(variableParameter)].map(([, name = ""]) => name);
  return {
    from,
    uid,
    variables,
    spelling: panel?.[0] ?? `/d/${uid}`,
    ...(panel === null ? {} : { panel: Number(panel[1]) }),
  };
}

/** Grafana links alert rules to panels by two annotations. */
function alertReferences({ ref, value }: SideObject): readonly Found[] {
  if (ref.kind !== "alert-rule") return [];
  const annotations = memberOf(value, "annotations");
  const uid = memberOf(annotations, "__dashboardUid__") ?? memberOf(value, "dashboardUid");
  const panel = Number(memberOf(annotations, "__panelId__") ?? memberOf(value, "panelId") ?? Number.NaN);
  if (typeof uid !== "string" || !isObject(value)) return [];
  return [
    {
      from: ref,
      uid,
      variables: [],
      spelling: Number.isNaN(panel) ? `__dashboardUid__ ${uid}` : `__panelId__ ${panel}`,
      ...(Number.isNaN(panel) ? {} : { panel }),
    },
  ];
}
