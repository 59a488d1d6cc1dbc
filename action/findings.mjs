import { existsSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

/** @import { Place } from "../src/base/place.ts" */
/** @import { Break, Change, DashboardDiff, DiffReport, EntryDiff, Impact, PanelDiff } from "../src/diff/model.ts" */
/** @import { Settings } from "./settings.mjs" */

/**
 * Something that a source line is marked with.
 *
 * @typedef {object} Finding
 * @property {Impact} impact How far the change reaches.
 * @property {string} title What changed: the dashboard, or the dashboard and the panel.
 * @property {string} message What happened to it, in words.
 * @property {string} [file] Relative to the root of the repository; absent where it is no file of the second side.
 * @property {number} [line] From 1.
 * @property {number} [column] From 1.
 */

/** @type {Readonly<Record<Impact, number>>} */
const ranks = { destroys: 5, "breaks-links": 4, data: 3, presentation: 2, cosmetic: 1, none: 0 };

/** How many words of a change a mark shows before it counts the rest. */
const shownFacts = 6;

/**
 * How many dashboards and other objects differ.
 *
 * @param {DiffReport} report
 */
export function countChanged({ dashboards, objects }) {
  return dashboards.filter(({ action }) => action !== "none").length + objects.length;
}

/**
 * What to mark, worst first.
 *
 * @param {DiffReport} report
 * @param {Settings} settings
 * @returns {readonly Finding[]}
 */
export function findingsOf(report, settings) {
  const locate = createLocator(settings);
  const changes = report.dashboards.flatMap(changesOf);
  return [...report.breaks.map(breakFinding), ...changes]
    .map(({ at, ...finding }) => ({ ...finding, ...locate(at) }))
    .sort((one, other) => ranks[other.impact] - ranks[one.impact]);
}

/** @typedef {Pick<Finding, "impact" | "title" | "message"> & { readonly at: Place | undefined }} Placed */

/**
 * @param {Break} found
 * @returns {Placed}
 */
function breakFinding({ impact, message, object, at }) {
  return { impact, title: `${object.title}: ${impact}`, message, at };
}

/**
 * The changes of a dashboard that break nothing: those are told as breaks.
 *
 * @param {DashboardDiff} dashboard
 * @returns {readonly Placed[]}
 */
function changesOf(dashboard) {
  const { title = "", file } = dashboard.after ?? dashboard.before ?? {};
  const at = dashboard.at ?? (file === undefined ? undefined : { file });
  const own = ownFacts(dashboard);
  const action = dashboard.action === "changed" ? [] : [dashboard.action];
  const panels = dashboard.panels.filter(isMarked).map((panel) => panelFinding(panel, title, at));
  if (!isMarked(dashboard) || own.length + action.length === 0) return panels;
  const message = sentence(`Dashboard \`${title}\``, [...action, ...own]);
  return [{ impact: dashboard.impact, title, message, at }, ...panels];
}

/** @param {{ readonly impact: Impact }} changed */
function isMarked({ impact }) {
  return ranks[impact] > ranks.none && ranks[impact] < ranks["breaks-links"];
}

/**
 * @param {PanelDiff} panel
 * @param {string} dashboard
 * @param {Place | undefined} fallback
 * @returns {Placed}
 */
function panelFinding(panel, dashboard, fallback) {
  const title = (panel.after ?? panel.before)?.title ?? "";
  const kinds = panel.kinds.filter((kind) => !["edited", "shifted", "renumbered"].includes(kind));
  const message = sentence(`Panel \`${title}\``, [...kinds, ...panelFacts(panel)]);
  return { impact: panel.impact, title: `${dashboard} › ${title}`, message, at: panel.at ?? fallback };
}

/**
 * @param {PanelDiff} panel
 * @returns {readonly string[]}
 */
function panelFacts(panel) {
  const queries = panel.queries.flatMap(({ refId, verdict, facts, changes }) => {
    const words = [...facts, ...changes.map(changeWords)];
    const name = `query ${refId.after ?? refId.before ?? ""}`;
    return words.length === 0 ? [`${name} ${verdict}`] : words.map((each) => `${name}: ${each}`);
  });
  const entries = [...panel.overrides, ...panel.transformations, ...panel.links].flatMap(entryWords);
  return [...queries, ...[...panel.fields, ...panel.unknown].map(changeWords), ...entries];
}

/**
 * @param {DashboardDiff} dashboard
 * @returns {readonly string[]}
 */
function ownFacts({ settings, variables, annotations, links, unknown }) {
  const entries = [...variables, ...annotations, ...links].flatMap(entryWords);
  return [...[...settings, ...unknown].map(changeWords), ...entries];
}

/** @param {Change} change */
function changeWords({ label, text }) {
  return `${label} ${text}`;
}

/**
 * @param {EntryDiff} entry
 * @returns {readonly string[]}
 */
function entryWords({ name, kinds, changes }) {
  if (changes.length === 0) return [`${name} ${kinds.join(", ")}`];
  return changes.map((change) => `${name}: ${changeWords(change)}`);
}

/**
 * @param {string} subject
 * @param {readonly string[]} facts
 */
function sentence(subject, facts) {
  const rest = facts.length - shownFacts;
  const shown = [...facts.slice(0, shownFacts), ...(rest > 0 ? [`${rest} more`] : [])];
  return shown.length === 0 ? `${subject} changed.` : `${subject}: ${shown.join("; ")}.`;
}

/**
 * Places in a report are relative to the project, those of marks to the root of the repository.
 *
 * @param {Settings} settings
 * @returns {(at: Place | undefined) => Pick<Finding, "file" | "line" | "column">}
 */
function createLocator({ directory, config }) {
  const project = config === "" ? directory : dirname(resolve(directory, config));
  const repository = repositoryOf(project) ?? process.cwd();
  return (at) => {
    if (at?.file === undefined) return {};
    const path = resolve(project, at.file);
    const file = relative(repository, path).replaceAll("\\", "/");
    // A removed file is no longer there to be marked.
    if (file.startsWith("../") || !existsSync(path)) return {};
    return {
      file,
      ...(at.line === undefined ? {} : { line: at.line }),
      ...(at.column === undefined ? {} : { column: at.column }),
    };
  };
}

/**
 * The folder upwards that holds `.git`, a folder or (in work trees) a file.
 *
 * @param {string} folder
 * @returns {string | undefined}
 */
function repositoryOf(folder) {
  if (existsSync(join(folder, ".git"))) return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : repositoryOf(parent);
}
