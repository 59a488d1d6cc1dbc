/** From the calls that the child captured to the places where dashboards and panels are defined. */
import type { Place } from "../base/place.ts";
import type { DefinitionSources } from "../diff/documents/side.ts";
import type { CompiledMessage, CompileWorkerSettings } from "./compile-worker.ts";
import { isJsonEntry } from "./json-entry.ts";
import type { Loader } from "./loader.ts";

/** What is known of the calls that made a dashboard; nothing of a document, or when it was not asked for. */
export function sourcesOf(
  { panels, stack }: Pick<CompiledMessage, "panels" | "stack">,
  { placeOf }: Pick<Loader, "placeOf">,
): DefinitionSources | undefined {
  if (panels === undefined) return undefined;
  const placed = (captured: string): { readonly at?: Place } => {
    const at = captured === "" ? undefined : placeOf(captured);
    return at === undefined ? {} : { at };
  };
  const entries = panels.map((panel) => [panel.id, { key: panel.key, ...placed(panel.stack) }] as const);
  return { ...placed(stack), panels: new Map(entries) };
}

/** Evaluates files once more, with captured calls, to learn where their definitions stand; by uid. */
export async function locateSources(
  loader: Loader,
  settings: CompileWorkerSettings,
  files: readonly string[],
): Promise<ReadonlyMap<string, DefinitionSources>> {
  const found = new Map<string, DefinitionSources>();
  // Plain JSON has no calls.
  const modules = files.filter((file) => !isJsonEntry(file));
  if (modules.length === 0) return found;
  const capturing = { ...settings, captureCallSites: true, panelKeys: true };
  await loader.load(modules, capturing, (sent) => {
    for (const message of sent as readonly CompiledMessage[]) {
      const sources = sourcesOf(message, loader);
      if (message.dashboard !== undefined && sources !== undefined) found.set(message.dashboard.uid, sources);
    }
  });
  return found;
}
