import type { JsonObject } from "../schema/json.ts";
import { type JsonDraft, put } from "./json-draft.ts";
import { flagRule, type OptionRule, type RulesFor, textRule } from "./option-rules.ts";

/** A link in the corner of a panel. */
export interface PanelLink {
  /** The text of the link. */
  readonly title: string;
  /** The address; variables such as `${__url_time_range}` and `$job` are filled in. */
  readonly url: string;
  /** Whether it opens a new tab. @default false */
  readonly newTab?: boolean;
}

/** A link on the values of a panel; its address may use `${__field.labels.job}` and `${__value.raw}`. */
export interface DataLink extends PanelLink {
  /** Whether one click on the value follows it, without a menu (newer Grafana versions). @default false */
  readonly oneClick?: boolean;
}

const linkRules: RulesFor<PanelLink> = { title: textRule, url: textRule, newTab: flagRule };
const dataLinkRules: RulesFor<DataLink> = { ...linkRules, oneClick: flagRule };

/** The rule for links of a panel. */
export const panelLinksRule: OptionRule = {
  is: "list",
  items: { is: "object", required: ["title", "url"], members: linkRules },
};
/** The rule for links of values. */
export const dataLinksRule: OptionRule = {
  is: "list",
  items: { is: "object", required: ["title", "url"], members: dataLinkRules },
};

/**
 * The links as Grafana stores them. Unlike the Foundation SDK's they have no `placement`, which would move them into
 * the menu of dashboard controls.
 */
export function linkDocuments(links: readonly DataLink[]): readonly JsonObject[] {
  return links.map((link) => {
    const draft: JsonDraft = {};
    put(draft, "oneClick", link.oneClick);
    put(draft, "targetBlank", link.newTab);
    draft["title"] = link.title;
    draft["url"] = link.url;
    return draft;
  });
}
