/** What happened to one dashboard, in as much detail as there is room for. */
import { plural } from "../../../base/text.ts";
import type { DashboardDiff } from "../../../diff/model.ts";
import { contentFacts, type Fact } from "../facts.ts";
import { dashboardParts, isShortFact, type Part } from "../parts.ts";
import {
  countOthers,
  countPanelsText,
  dashboardFile,
  dashboardImpacts,
  dashboardRef,
  dashboardSign,
  impactText,
  marks,
  sameText,
  shiftText,
  titleText,
} from "../words.ts";
import { code, fenced, htmlCode, htmlName, name, phrase } from "./escape.ts";
import { expressionLines } from "./expression.ts";
import { minimap } from "./minimap.ts";

/** How much is said of a dashboard: `expressions` has no layout, `facts` no expressions either, `line` is an item of a list. */
export type Detail = "full" | "expressions" | "facts" | "line";

/** How many facts without a line of their own stand behind the name of their part. */
const fewFacts = 3;

/** The Markdown of a dashboard. */
export function dashboardMarkdown(dashboard: DashboardDiff, detail: Detail, isOpen: boolean): string {
  if (detail === "line") return dashboardItem(dashboard);
  return [
    `<details${isOpen ? " open" : ""}>`,
    `<summary>${summaryHtml(dashboard)}</summary>`,
    "",
    ...blocksOf(dashboard, detail).flatMap((block) => [block, ""]),
    "</details>",
  ].join("\n");
}

function dashboardItem(dashboard: DashboardDiff): string {
  const { title, uid } = dashboardRef(dashboard);
  const texts = [countsText(dashboard), impactText(dashboardImpacts(dashboard))].filter(Boolean);
  const label = `${name(titleText(title, "dashboard"))} (${code(uid)})`;
  return `- ${code(marks[dashboardSign(dashboard)])} ${label} · ${texts.join(" · ")}`;
}

function summaryHtml(dashboard: DashboardDiff): string {
  const { title, uid } = dashboardRef(dashboard);
  const sign = marks[dashboardSign(dashboard)];
  const impact = impactText(dashboardImpacts(dashboard));
  return `${htmlCode(sign)} ${htmlName(titleText(title, "dashboard"))} (${htmlCode(uid)}) · ${impact}`;
}

/** What changed, by number. */
function countsText(dashboard: DashboardDiff): string {
  const others = countOthers(dashboard);
  const isWhole = dashboard.action === "added" || dashboard.action === "removed";
  return [
    countPanelsText(dashboard),
    ...(others > 0 && !isWhole ? [`${plural(others, "setting")} changed`] : []),
  ]
    .filter(Boolean)
    .join(", ");
}

function blocksOf(dashboard: DashboardDiff, detail: Detail): readonly string[] {
  const file = dashboardFile(dashboard);
  const head = [...(file === undefined ? [] : [code(file)]), countsText(dashboard)].filter(Boolean);
  // Where the panels of what is gone stood helps nobody.
  const map = detail === "full" && dashboard.action !== "removed" ? minimap(dashboard.layout) : [];
  const items = itemsOf(dashboard, detail !== "facts");
  const rest = [shiftText(dashboard), sameText(dashboard)].filter((text) => text !== undefined);
  return [
    ...(head.length === 0 ? [] : [head.join(" · ")]),
    ...(map.length === 0 ? [] : [fenced(map, "text")]),
    ...(items.length === 0 ? [] : [items.join("\n")]),
    ...(rest.length === 0 ? [] : [rest.map(phrase).join(" · ")]),
  ];
}

function itemsOf(dashboard: DashboardDiff, withExpressions: boolean): readonly string[] {
  if (dashboard.action === "added" || dashboard.action === "removed") {
    return contentFacts(dashboard).map((text) => `- ${phrase(text)}`);
  }
  const { parts, hidden } = dashboardParts(dashboard);
  return [
    ...parts.map((part) => partItem(part, withExpressions)),
    ...(hidden > 0 ? [`- … and ${plural(hidden, "more part")}`] : []),
  ];
}

/** A part behind its name where it is short, else as a list of its own. */
function partItem({ sign, name: title, facts, hidden }: Part, withExpressions: boolean): string {
  const head = `- ${code(marks[sign])} ${name(title)}`;
  if (hidden === 0 && facts.length <= fewFacts && facts.every(isShortFact)) {
    const texts = facts.map(({ text }) => phrase(text)).join(" · ");
    return texts === "" ? head : `${head} — ${texts}`;
  }
  return [
    head,
    ...facts.map((fact) => factItem(fact, withExpressions)),
    ...(hidden > 0 ? [`  - … and ${plural(hidden, "more change")}`] : []),
  ].join("\n");
}

function factItem({ text, tokens = [] }: Fact, withExpressions: boolean): string {
  const item = `  - ${phrase(text)}`;
  const lines = withExpressions && tokens.length > 0 ? expressionLines(tokens) : [];
  if (lines.length === 0) return item;
  const block = fenced(lines, "diff").split("\n");
  return [item, ...block.map((line) => `    ${line}`)].join("\n");
}
