import type { CallSite } from "../base/call-site.ts";
import { hashNumber } from "../base/hash.ts";
import { slug } from "../base/text.ts";
import type { Query } from "../queries/expression.ts";
import type { FieldConfigDocument } from "../schema/document.ts";
import type { JsonObject } from "../schema/json.ts";
import { type JsonDraft, put } from "./json-draft.ts";
import { linkDocuments } from "./links.ts";
import type { Panel } from "./panel.ts";
import type { Configurable, DataOptions, PanelOptions } from "./panel-options.ts";
import { columnsOf, gridRowsOf } from "./size.ts";
import { type Transformation, transformationDocuments } from "./transformations.ts";

/** What a panel type makes of its own options. */
export interface PanelParts {
  /** The panel plugin's id. */
  readonly type: string;
  /** The SDK's subpath that exports the builder for `configure`. */
  readonly module: string;
  readonly queries: readonly Query[];
  readonly fieldConfig: FieldConfigDocument;
  /** The plugin's options. */
  readonly options: JsonObject;
  /** The transformations, when they are others than the author's. */
  readonly transformations?: readonly Transformation[] | undefined;
  /** Where the author called the panel function. */
  readonly site: CallSite;
}

/** The options that panels of all types share; those of panels without queries lack some. */
type CommonOptions = PanelOptions & Partial<Omit<DataOptions, keyof PanelOptions>> & Configurable<never>;

/** A panel of its common options and the parts of its type. */
export function makePanel(options: CommonOptions, parts: PanelParts): Panel {
  return {
    kind: "panel",
    type: parts.type,
    key: options.key ?? keyOf(options.title),
    title: options.title,
    description: options.description,
    width: columnsOf(options.width),
    height: gridRowsOf(options.height),
    position: options.position === undefined ? undefined : { ...options.position },
    dataSource: options.dataSource,
    queries: parts.queries,
    fieldConfig: parts.fieldConfig,
    options: parts.options,
    extra: extraMembers(options, parts.transformations ?? options.transformations),
    configure:
      options.configure === undefined ? undefined : { module: parts.module, apply: options.configure },
    site: parts.site,
  };
}

/** A title without Latin letters still is a title: its hash tells it from others. */
function keyOf(title: string): string {
  return slug(title) || `panel-${hashNumber(title)}`;
}

function extraMembers(
  options: CommonOptions,
  transformations: readonly Transformation[] | undefined,
): JsonObject {
  const extra: JsonDraft = {};
  put(extra, "hideTimeOverride", options.hideTimeOverride);
  put(extra, "interval", options.interval);
  if (options.links !== undefined) extra["links"] = linkDocuments(options.links);
  put(extra, "maxDataPoints", options.maxDataPoints);
  if (options.repeat !== undefined) putRepeat(extra, options.repeat);
  put(extra, "timeFrom", options.timeFrom);
  put(extra, "timeShift", options.timeShift);
  if (transformations !== undefined) extra["transformations"] = transformationDocuments(transformations);
  put(extra, "transparent", options.transparent);
  return extra;
}

function putRepeat(extra: JsonDraft, repeat: NonNullable<PanelOptions["repeat"]>): void {
  const { variable, direction, maxPerRow } = typeof repeat === "string" ? { variable: repeat } : repeat;
  put(extra, "maxPerRow", maxPerRow);
  extra["repeat"] = variable;
  extra["repeatDirection"] = direction === "vertical" ? "v" : "h";
}
