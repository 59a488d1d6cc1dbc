import {
  checkOptionsOf,
  flagRule,
  type OptionRule,
  type RulesFor,
  textRule,
  textsRule,
} from "../panels/option-rules.ts";
import type { JsonObject } from "../schema/json.ts";

/** What every link above a dashboard can set. */
export interface LinkOptions {
  readonly title: string;
  /** Whether it opens a new tab. @default false */
  readonly newTab?: boolean;
  /** Whether the time range goes along. @default false */
  readonly keepTime?: boolean;
  /** Whether the values of the variables go along. @default false */
  readonly includeVariables?: boolean;
}

/** An immutable link above a dashboard. */
export interface DashboardLink {
  readonly kind: "link";
  readonly title: string;
  readonly document: JsonObject;
}

/** What a link to an address can set. */
export interface UrlLinkOptions extends LinkOptions {
  readonly url: string;
  /** The text that appears when the pointer rests on it. @default none */
  readonly tooltip?: string;
  /** @default "external link" */
  readonly icon?: "external link" | "dashboard" | "question" | "info" | "bolt" | "doc" | "cloud";
}

const linkRules: RulesFor<LinkOptions> = {
  title: textRule,
  newTab: flagRule,
  keepTime: flagRule,
  includeVariables: flagRule,
};

const urlLinkRules: RulesFor<UrlLinkOptions> = {
  ...linkRules,
  url: textRule,
  tooltip: textRule,
  icon: {
    is: "text",
    words: ["external link", "dashboard", "question", "info", "bolt", "doc", "cloud"],
  },
};

/** A link above the dashboard to an address. */
export function link(options: UrlLinkOptions): DashboardLink {
  checkLink(options, "link()", { members: urlLinkRules, required: ["url"] });
  return dashboardLink(options, {
    icon: options.icon ?? "external link",
    tags: [],
    tooltip: options.tooltip ?? "",
    type: "link",
    url: options.url,
  });
}

/** What a link to tagged dashboards can set. */
export interface TagLinkOptions extends LinkOptions {
  /** All dashboards that carry these tags are listed. */
  readonly tags: readonly string[];
  /** Whether the dashboards are folded into one drop-down. @default true */
  readonly dropdown?: boolean;
}

const tagLinkRules: RulesFor<TagLinkOptions> = { ...linkRules, tags: textsRule, dropdown: flagRule };

/** Links above the dashboard to all dashboards with some tags. */
export function tagLink(options: TagLinkOptions): DashboardLink {
  checkLink(options, "tagLink()", { members: tagLinkRules, required: ["tags"] });
  return dashboardLink(options, {
    asDropdown: options.dropdown ?? true,
    icon: "external link",
    tags: [...options.tags],
    tooltip: "",
    type: "dashboards",
    url: "",
  });
}

function checkLink(options: LinkOptions, caller: string, rule: OptionRule): void {
  checkOptionsOf(options, rule, { what: "link", caller, nameOption: "title" });
}

function dashboardLink(options: LinkOptions, document: JsonObject): DashboardLink {
  return {
    kind: "link",
    title: options.title,
    document: {
      asDropdown: false,
      ...document,
      includeVars: options.includeVariables ?? false,
      keepTime: options.keepTime ?? false,
      targetBlank: options.newTab ?? false,
      title: options.title,
    },
  };
}
