/** A report as a list of single facts, as a reviewer would count them. */
import type {
  Change,
  DashboardDiff,
  EntryDiff,
  PanelDiff,
  PanelKind,
  QueryDiff,
} from "../../../src/diff/model.ts";

/** One thing that happened. */
export interface Fact {
  /** The id of the panel; the old one where it was removed. */
  readonly panel?: number;
  /** The title of the panel. */
  readonly title?: string;
  /** For example `panel moved`, `field unit`, `query range`, `variable added`. */
  readonly what: string;
  /** In words. */
  readonly text: string;
}

/** What happened to a dashboard; shifted and renumbered panels are no facts. */
export function factsOf(diff: DashboardDiff | undefined): readonly Fact[] {
  if (diff === undefined) return [];
  return [
    ...(["added", "removed"].includes(diff.action) ? [{ what: `dashboard ${diff.action}`, text: "" }] : []),
    ...diff.settings.map((change) => changeFact("setting", change)),
    ...diff.unknown.map((change) => changeFact("unknown", change)),
    ...diff.variables.flatMap((entry) => entryFacts("variable", entry)),
    ...diff.annotations.flatMap((entry) => entryFacts("annotation", entry)),
    ...diff.links.flatMap((entry) => entryFacts("dashboard link", entry)),
    ...diff.panels.flatMap(panelFacts),
  ];
}

/** What vanishes and appears with another kind of panel is a part of that. */
const ofAnotherKind = /^of [^·]+ → of [^·]+$/;

/** Told by changes of their own, or no fact at all. */
const silent: ReadonlySet<PanelKind> = new Set(["edited", "shifted", "renumbered"]);

function panelFacts(diff: PanelDiff): readonly Fact[] {
  const ref = diff.after ?? diff.before;
  const noun = ref?.type === "row" ? "row" : "panel";
  const fields = diff.fields.filter(
    ({ path, text, impact }) =>
      path[0] !== "title" && path[0] !== "type" && impact !== "none" && !ofAnotherKind.test(text),
  );
  const facts: readonly Fact[] = [
    ...diff.kinds
      .filter((kind) => !silent.has(kind))
      .map((kind) => ({ what: `${noun} ${kind}`, text: ref?.title ?? "" })),
    ...diff.queries.flatMap(queryFacts),
    ...fields.map((change) => changeFact("field", change)),
    ...diff.unknown.map((change) => changeFact("unknown", change)),
    ...diff.overrides.flatMap((entry) => entryFacts("override", entry)),
    ...diff.transformations.flatMap((entry) => entryFacts("transformation", entry)),
    ...diff.links.flatMap((entry) => entryFacts("panel link", entry)),
  ];
  const { id, title = "" } = ref ?? {};
  return facts.map((fact) => ({ ...(id === undefined ? {} : { panel: id }), title, ...fact }));
}

function queryFacts({ verdict, facts, changes, refId }: QueryDiff): readonly Fact[] {
  if (verdict !== "changed") return [{ what: `query ${verdict}`, text: refId.after ?? refId.before ?? "" }];
  return [
    ...facts.map((text) => ({ what: "query expression", text })),
    ...changes.map((change) => changeFact("query", change)),
  ];
}

/** What tells elements of lists apart, so that it says what `renamed` says. */
const identities: readonly (string | number)[] = ["matcher", "name", "title"];

function entryFacts(noun: string, { kinds, changes, name }: EntryDiff): readonly Fact[] {
  const own = kinds.filter((kind) => kind !== "changed");
  return [
    ...own.map((kind) => ({ what: `${noun} ${kind}`, text: name })),
    ...changes
      .filter(({ path }) => !kinds.includes("renamed") || !identities.includes(path[0] ?? ""))
      .map(({ label, text }) => ({ what: `${noun} changed`, text: `${name}: ${label} ${text}` })),
  ];
}

function changeFact(noun: string, { label, text }: Change): Fact {
  return { what: `${noun} ${label}`, text };
}
