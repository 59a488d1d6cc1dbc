/** The comparison with a running Grafana: the code against it, or what both made of a common base. */
import { diffThreeSides } from "../../diff/drift/drift.ts";
import type { Side, SideObject } from "../../diff/documents/side.ts";
import { referencedNames } from "../../config/references.ts";
import type { DiffReport, ObjectRef } from "../../diff/model.ts";
import { isObject, type JsonObject } from "../../schema/json.ts";
import { readLiveSide } from "../../push/live-side.ts";
import type { BuiltProject } from "../../project/sides/open-side.ts";
import { openLink } from "../grafana/link.ts";
import { closing } from "../grafana/with-link.ts";
import type { CommandIo } from "../io.ts";
import { compareSides } from "./compare.ts";
import type { DiffOptions } from "./options.ts";
import { requireMatches, selectSide } from "./select.ts";

/** How many calls run at the same time. */
const concurrency = 8;

/** What the code has. */
export interface CodeSides {
  readonly head: Side;
  /** What both the code and Grafana came from; without it the code itself is compared. */
  readonly base?: Side;
  /** The project of the second side. */
  readonly built: BuiltProject;
}

/** Reads Grafana and compares. */
export async function compareLive(
  { head, base, built }: CodeSides,
  options: DiffOptions,
  io: CommandIo,
): Promise<DiffReport> {
  const { project, config } = built;
  const request = {
    connection: options.connection,
    concurrency,
    project: { root: project.root, config },
  };
  return closing(openLink(request, io), async (link) => {
    const grafana = await link.connect();
    const code = [head, ...(base === undefined ? [] : [base])].map((side) =>
      grafana.facts.nestedFolders ? side : withFlatFolders(side),
    );
    const live = await readLiveSide(grafana, {
      sides: code,
      project: config.named ? config.project : undefined,
      label: options.connection.environment ?? grafana.facts.url,
      concurrency,
      signal: io.signal,
    });
    return compareWith(live, code, options);
  });
}

function compareWith(live: Side, [head = live, base]: readonly Side[], options: DiffOptions): DiffReport {
  const known = withoutSecrets(head);
  const seen = withReferences(live, known);
  if (base === undefined) return compareSides(known, seen, options);
  const { only } = options;
  requireMatches(only, [base, head, live]);
  const whole = { base: withoutSecrets(base), head: known, live: seen };
  const selected = {
    base: selectSide(whole.base, only),
    head: selectSide(whole.head, only),
    live: selectSide(whole.live, only),
  };
  return diffThreeSides(selected, whole);
}

/** Where folders cannot lie in folders, a push makes one folder of a path, and those on the way hold nothing. */
function withFlatFolders(side: Side): Side {
  const paths = new Set(side.dashboards.map(({ folder }) => folder.join(" / ")));
  const objects = side.objects.flatMap((object): readonly SideObject[] => {
    const { path } = object.value;
    if (object.ref.kind !== "folder" || !Array.isArray(path)) return [object];
    const title = path.join(" / ");
    if (!paths.has(title)) return [];
    return [{ ref: { ...object.ref, title }, value: { title, path: [title] } }];
  });
  return { ...side, objects };
}

/** Grafana never tells secrets, nor which organisation a data source is in. */
function withoutSecrets(side: Side): Side {
  return mapDataSources(side, ({ secureJsonData: _secrets, orgId: _org, ...value }) => value);
}

/** Grafana has the values of environment variables, the code their names: they count as the same. */
function withReferences(live: Side, code: Side): Side {
  const written = new Map(code.objects.map(({ ref, value }) => [`${ref.kind} ${ref.uid}`, value]));
  return mapDataSources(live, (value, { kind, uid }) => assumed(value, written.get(`${kind} ${uid}`)));
}

function mapDataSources(side: Side, map: (value: JsonObject, ref: ObjectRef) => JsonObject): Side {
  return {
    ...side,
    objects: side.objects.map((object) =>
      object.ref.kind === "data-source" ? { ...object, value: map(object.value, object.ref) } : object,
    ),
  };
}

function assumed(live: JsonObject, code: JsonObject | undefined): JsonObject {
  if (code === undefined) return live;
  return Object.fromEntries(
    Object.entries(live).map(([name, value]) => {
      const written = code[name];
      if (isObject(value) && isObject(written)) return [name, assumed(value, written)];
      const isReference = typeof written === "string" && referencedNames(written).length > 0;
      return [name, isReference && typeof value === "string" ? written : value];
    }),
  );
}
