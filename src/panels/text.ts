import type { PanelBuilder as TextBuilder } from "@grafana/grafana-foundation-sdk/text";
import { captureCallSite } from "../base/call-site.ts";
import { noFieldConfig } from "./field-config.ts";
import { makePanel } from "./make-panel.ts";
import { checkOptions, flagRule, type RulesFor, textRule } from "./option-rules.ts";
import type { Panel } from "./panel.ts";
import { type Configurable, type PanelOptions, panelRules } from "./panel-options.ts";

/** The languages that Grafana colours. */
const codeLanguages = [
  "plaintext",
  "json",
  "yaml",
  "xml",
  "typescript",
  "sql",
  "go",
  "markdown",
  "html",
] as const;

/** The options of {@link text}. */
export interface TextOptions extends PanelOptions, Configurable<TextBuilder> {
  /** The text itself; variables such as `$job` are filled in. */
  readonly content: string;
  /** How the text is read. HTML is sanitised by Grafana unless its administrator allows all of it. @default "markdown" */
  readonly mode?: "markdown" | "html" | "code";
  /** The language of code. @default "plaintext" */
  readonly language?: (typeof codeLanguages)[number];
  /** Whether lines of code are numbered. @default false */
  readonly lineNumbers?: boolean;
}

const rules: RulesFor<TextOptions> = {
  ...panelRules,
  content: textRule,
  mode: { is: "text", words: ["markdown", "html", "code"] },
  language: { is: "text", words: codeLanguages },
  lineNumbers: flagRule,
};

/** A text: an explanation, a list of links, a run book. */
export function text(options: TextOptions): Panel {
  checkOptions(options, rules);
  return makePanel(options, {
    type: "text",
    module: "text",
    queries: [],
    fieldConfig: noFieldConfig,
    options: {
      code: {
        language: options.language ?? "plaintext",
        showLineNumbers: options.lineNumbers ?? false,
        showMiniMap: false,
      },
      content: options.content,
      mode: options.mode ?? "markdown",
    },
    site: captureCallSite(text),
  });
}
