import { describeValue } from "../panels/value-types.ts";
import { isMembers, type Members, textOf } from "./members.ts";

/** A document taken out of whatever held it, or why there is none. */
export type Unwrapped =
  | { readonly document: Members; readonly fromBuilder: boolean; readonly problem?: undefined }
  | { readonly document?: undefined; readonly problem: { readonly message: string; readonly hint: string } };

/**
 * Takes the classic document out of a Foundation SDK builder, a Grafana resource (`apiVersion`, `spec`) or an
 * answer of Grafana's API (`dashboard`, `meta`).
 */
export function unwrapDocument(source: unknown): Unwrapped {
  if (source === undefined) return refuseNothing();
  if (!isMembers(source)) return refuse(`The file exports ${describeValue(source)}, which is no dashboard.`);
  const part = partKinds.has(source["kind"]) ? describeValue(source) : undefined;
  if (part !== undefined) return refuse(`The file exports ${part}, not a dashboard.`);
  const fromBuilder = typeof source["build"] === "function";
  const plain = toPlainJson(fromBuilder ? (source as { build(): unknown } & Members).build() : source);
  if (plain.failure !== undefined) return refuse(`The document cannot be written as JSON: ${plain.failure}.`);
  if (plain.bad !== undefined) {
    return refuse(`The document has a number that JSON cannot hold (NaN or Infinity) at \`${plain.bad}\`.`);
  }
  const document = plain.value;
  if (!isMembers(document)) return refuse("The builder's `build()` gives no object.");
  if (isResource(document)) return unwrapResource(document, fromBuilder);
  if (isMembers(document["dashboard"])) return { document: document["dashboard"], fromBuilder };
  if (isMembers(document["elements"]) && isMembers(document["layout"])) return refuseV2();
  if (document["title"] === undefined && document["panels"] === undefined) {
    return refuse("The object is no dashboard: it has neither `title` nor `panels`.");
  }
  const { panels } = document;
  if (panels !== undefined && panels !== null && !Array.isArray(panels)) {
    return refuse(`The \`panels\` of the document must be a list, not ${describeValue(panels)}.`);
  }
  return { document, fromBuilder };
}

/** What {@link dashboard} takes: people export it by mistake. */
const partKinds: ReadonlySet<unknown> = new Set([
  "annotation",
  "expression",
  "link",
  "panel",
  "query",
  "row",
  "variable",
]);

function isResource(document: Members): boolean {
  return typeof document["apiVersion"] === "string" && isMembers(document["spec"]);
}

function unwrapResource(resource: Members, fromBuilder: boolean): Unwrapped {
  const version = textOf(resource["apiVersion"]) ?? "";
  if (resource["kind"] !== "Dashboard") {
    return refuse(`The resource is a \`${String(resource["kind"])}\`, not a Dashboard.`);
  }
  if (/\/v2/.test(version)) return refuseV2();
  const metadata = isMembers(resource["metadata"]) ? resource["metadata"] : {};
  const spec = resource["spec"] as Members;
  return { document: { ...spec, uid: spec["uid"] ?? metadata["name"] }, fromBuilder };
}

function refuse(message: string): Unwrapped {
  return {
    problem: {
      message,
      hint: "Export a `dashboard({ … })`, a Foundation SDK dashboard builder or a dashboard's JSON, or a list of them.",
    },
  };
}

function refuseNothing(): Unwrapped {
  return {
    problem: {
      message: "There is no default export, or it is `undefined`.",
      hint: "Write `export default dashboard({ … })`; a function must return its dashboard, and a list may hold dashboards only.",
    },
  };
}

function refuseV2(): Unwrapped {
  return {
    problem: {
      message: "The document has Grafana's v2 schema, which file provisioning cannot read before Grafana 13.",
      hint: "Use the classic builder, or export the dashboard as classic JSON.",
    },
  };
}

interface PlainJson {
  readonly value: unknown;
  /** The path of a number that JSON would turn into `null` in silence. */
  readonly bad?: string;
  /** Why there is no JSON at all: a circle, or a big integer. */
  readonly failure?: string;
}

/**
 * The SDK's objects are live, shared between builders, and carry a function; the round trip through text leaves
 * plain JSON of our own.
 */
function toPlainJson(value: unknown): PlainJson {
  let bad: string | undefined;
  try {
    const text = JSON.stringify(value, (name, member: unknown) => {
      if (typeof member === "number" && !Number.isFinite(member)) bad ??= name;
      return member;
    });
    return {
      value: text === undefined ? undefined : JSON.parse(text),
      ...(bad === undefined ? {} : { bad }),
    };
  } catch (error) {
    const [reason = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
    return { value: undefined, failure: reason.replace(/\.$/, "") };
  }
}
