import type { CallSite } from "../base/call-site.ts";
import type { Dashboard } from "../dashboard/dashboard.ts";
import type { ExistingDashboard } from "../dashboard/document.ts";
import type { BundledDashboard } from "../schema/bundle.ts";
import { adoptDocument, type ForeignDocument } from "./adopt.ts";
import { canonicalBytes } from "./canonical.ts";
import { compileDefinition, type CompileSettings } from "./definition.ts";
import type { Finding } from "./finding.ts";
import { isMembers, textOf } from "./members.ts";
import { createValidator } from "./validate.ts";
import { type DashboardView, dashboardName, type PanelView } from "./view.ts";

/** A dashboard with its document as bytes; the text is made of them when somebody asks for it. */
export interface CompiledDocument extends BundledDashboard {
  readonly bytes: Uint8Array;
}

/** A compiled dashboard with what was found; `dashboard` is missing when the value is none. */
export interface CompiledDashboard {
  readonly dashboard: CompiledDocument | undefined;
  readonly findings: readonly Finding[];
  readonly site: CallSite | undefined;
  /** The panels and rows of a definition, for whoever asks where they stand; absent for documents from elsewhere. */
  readonly panels?: readonly PanelView[];
}

/** Compiles one value of a file: a definition, a Foundation SDK builder or a plain document. */
export type Compiler = (value: unknown) => CompiledDashboard;

/** Creates a compiler; use one for a whole run, because it remembers verdicts on queries. */
export function createCompiler(settings: CompileSettings): Compiler {
  const validate = createValidator();
  const finish = (view: DashboardView): CompiledDashboard => ({
    dashboard: bundled(view),
    findings: validate(view),
    site: view.site,
    ...(view.authored ? { panels: view.panels } : {}),
  });
  return (value) => {
    if (isDefinition(value)) return finish(compileDefinition(value, settings));
    const foreign = toForeignDocument(value);
    const adopted = adoptDocument(foreign, settings);
    if (adopted.view !== undefined) return finish(adopted.view);
    return { dashboard: undefined, findings: [adopted.finding], site: foreign.site };
  };
}

/**
 * The values that a file's default export stands for: lists are flattened, factories called, promises awaited.
 */
export async function valuesOf(exported: unknown): Promise<readonly unknown[]> {
  const value: unknown = await (typeof exported === "function" ? (exported as () => unknown)() : exported);
  if (!Array.isArray(value)) return [value];
  if (!value.some((entry) => Array.isArray(entry) || typeof entry === "function" || entry instanceof Promise))
    return value;
  return (await Promise.all(value.map(valuesOf))).flat();
}

function bundled({ document, folder }: DashboardView): CompiledDocument {
  const tags = document["tags"];
  const bytes = canonicalBytes(document);
  return {
    uid: document.uid,
    title: document.title === "" ? dashboardName(document) : document.title,
    folder,
    ...(Array.isArray(tags) ? { tags: tags.flatMap((tag) => textOf(tag) ?? []) } : {}),
    bytes,
    get json() {
      return bytes.toString("utf8");
    },
  };
}

function isDefinition(value: unknown): value is Dashboard {
  return isMembers(value) && value["kind"] === "dashboard" && "site" in value;
}

function toForeignDocument(value: unknown): ForeignDocument {
  if (isMembers(value) && value["kind"] === "document" && "source" in value) {
    const { source, folder, site } = value as unknown as ExistingDashboard;
    return { source, folder, site };
  }
  return { source: value, folder: [], site: undefined };
}
