import { captureCallSite, type CallSite } from "../base/call-site.ts";
import {
  checkOptionsOf,
  type Fault,
  flagRule,
  numberRule,
  type OptionRule,
  type RulesFor,
  textRule,
  textsRule,
  timeRule,
} from "../panels/option-rules.ts";
import { describeValue } from "../panels/value-types.ts";
import type { Expression } from "../queries/expression.ts";
import type { JsonObject } from "../schema/json.ts";
import { intervalSetting } from "../schema/time-settings.ts";

/** What every annotation can set. */
export interface AnnotationOptions {
  /** The name beside its switch above the dashboard. */
  readonly name: string;
  /** The colour of its marks: a Grafana colour name or a CSS colour. @default "blue" */
  readonly color?: string;
  /** Whether it is shown at first. @default true */
  readonly enabled?: boolean;
  /** Whether its switch is hidden. @default false */
  readonly hidden?: boolean;
  /** The keys of the only panels that show it. @default all panels */
  readonly panels?: readonly string[];
}

/** An immutable annotation: marks on the time axis of the dashboard's panels. */
export interface Annotation {
  readonly kind: "annotation";
  readonly name: string;
  /** The query whose non-zero samples are the marks; `undefined` for annotations stored in Grafana. */
  readonly expression: Expression | undefined;
  /** The logical name of the query's data source; `undefined` for the dashboard's own. */
  readonly dataSource: string | undefined;
  readonly panels: readonly string[] | undefined;
  /** The members of the annotation's document, without data source and filter. */
  readonly document: JsonObject;
  /** Where the annotation was written. */
  readonly site: CallSite;
}

/** What an annotation from Prometheus can set. */
export interface QueryAnnotationOptions extends AnnotationOptions {
  /** Every sample that is not zero is a mark, for example `changes(process_start_time_seconds[1m]) > 0`. */
  readonly query: Expression;
  /** The logical name of the data source. @default the dashboard's */
  readonly dataSource?: string;
  /** The headline of a mark, with labels as `{{job}}`. */
  readonly title?: string;
  /** The text of a mark, with labels as `{{job}}`. */
  readonly text?: string;
  /** The labels shown as tags. @default none */
  readonly tags?: readonly string[];
  /** The smallest step between samples, for example `60s`. @default the interval of the graph */
  readonly step?: string;
}

const annotationRules: RulesFor<AnnotationOptions> = {
  name: textRule,
  color: textRule,
  enabled: flagRule,
  hidden: flagRule,
  panels: textsRule,
};

const queryAnnotationRules: RulesFor<QueryAnnotationOptions> = {
  ...annotationRules,
  query: { opaque: true, check: checkExpression },
  dataSource: textRule,
  title: textRule,
  text: textRule,
  tags: textsRule,
  step: timeRule(intervalSetting),
};

function checkExpression(query: unknown): Fault | undefined {
  const { kind, type } = (query ?? {}) as Partial<Expression>;
  if (kind === "expression" && (type === "vector" || type === "scalar")) return undefined;
  return {
    fault: `must be an expression that can be drawn, not ${describeValue(query)}`,
    hint: "Write text as promql`…`.",
  };
}

/** Marks wherever a Prometheus query has a sample: restarts, deployments, alerts. */
export function queryAnnotation(options: QueryAnnotationOptions): Annotation {
  checkAnnotation(options, "queryAnnotation()", { members: queryAnnotationRules, required: ["query"] });
  return annotation(options, queryAnnotation, {
    expression: options.query,
    dataSource: options.dataSource,
    document: {
      expr: options.query.text,
      step: options.step,
      tagKeys: options.tags?.join(","),
      textFormat: options.text,
      titleFormat: options.title,
    },
  });
}

/** What an annotation from stored marks can set. */
export interface TagAnnotationOptions extends AnnotationOptions {
  /** The tags to look for. */
  readonly tags: readonly string[];
  /** Whether one of the tags is enough. @default false */
  readonly matchAny?: boolean;
  /** The largest number of marks. @default 100 */
  readonly limit?: number;
}

const tagAnnotationRules: RulesFor<TagAnnotationOptions> = {
  ...annotationRules,
  tags: textsRule,
  matchAny: flagRule,
  limit: numberRule,
};

/** Marks that people or pipelines stored in Grafana under some tags, for example deployments. */
export function tagAnnotation(options: TagAnnotationOptions): Annotation {
  checkAnnotation(options, "tagAnnotation()", { members: tagAnnotationRules, required: ["tags"] });
  return annotation(options, tagAnnotation, {
    expression: undefined,
    dataSource: undefined,
    document: {
      target: {
        limit: options.limit ?? 100,
        matchAny: options.matchAny ?? false,
        tags: [...options.tags],
        type: "tags",
      },
    },
  });
}

function checkAnnotation(options: AnnotationOptions, caller: string, rule: OptionRule): void {
  checkOptionsOf(options, rule, { what: "annotation", caller, nameOption: "name" });
}

function annotation(
  options: AnnotationOptions,
  caller: (options: never) => Annotation,
  parts: Pick<Annotation, "expression" | "dataSource" | "document">,
): Annotation {
  return {
    ...parts,
    kind: "annotation",
    name: options.name,
    panels: options.panels && [...options.panels],
    document: {
      ...parts.document,
      enable: options.enabled ?? true,
      hide: options.hidden ?? false,
      iconColor: options.color ?? "blue",
      name: options.name,
    },
    site: captureCallSite(caller),
  };
}
