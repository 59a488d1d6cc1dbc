/**
 * The way out of this room: `configure` gets the Foundation SDK's own builder for a finished panel. The SDK is loaded
 * here and only here, because it takes a tenth of a second; and its builders hand out their live insides, so that what
 * goes in is a copy and what comes out is plain JSON.
 */
import { createRequire } from "node:module";
import { DashError } from "../base/dash-error.ts";
import type { PanelDocument, TargetDocument } from "../schema/document.ts";
import type { JsonObject } from "../schema/json.ts";
import { refIdsOf } from "./ref-ids.ts";
import type { PanelConfiguration } from "./panel.ts";

/** As much of an SDK builder as is needed here; `internal` is protected in its type. */
interface SdkBuilder {
  internal: unknown;
  build(): unknown;
}

const require = createRequire(import.meta.url);

/** The document after the author's `configure` has changed it; its id and place stay as they are. */
export function applyConfiguration(
  document: PanelDocument,
  configuration: PanelConfiguration,
): PanelDocument {
  const title = document.title ?? "";
  const builder = newBuilder(configuration.module);
  builder.internal = plainCopy(document, title);
  const configured = plainCopy(
    builtBy(run(configuration, builder, title), builder, title),
    title,
  ) as PanelDocument;
  return {
    ...withoutPlacement(configured),
    ...(configured.targets === undefined ? {} : { targets: withRefIds(configured.targets) }),
    id: document.id,
    gridPos: document.gridPos,
  };
}

function newBuilder(module: string): SdkBuilder {
  const sdk = require(`@grafana/grafana-foundation-sdk/${module}`) as {
    readonly PanelBuilder: new () => SdkBuilder;
  };
  return new sdk.PanelBuilder();
}

/** The SDK's own messages name neither the panel nor a line of the author's file. */
function run(configuration: PanelConfiguration, builder: SdkBuilder, title: string): unknown {
  try {
    return configuration.apply(builder as never);
  } catch (cause) {
    throw configureError(title, `failed: ${messageOf(cause)}`, {
      hint: "Correct the call in `configure` that the message is about.",
      cause,
    });
  }
}

function builtBy(result: unknown, builder: SdkBuilder, title: string): unknown {
  if (result === undefined) return builder.build();
  if (isBuilder(result)) return result.build();
  throw configureError(title, "returned something that is no builder", {
    hint: "Return the builder, or nothing; it cannot be asynchronous.",
  });
}

function isBuilder(value: unknown): value is SdkBuilder {
  return typeof value === "object" && value !== null && "build" in value && typeof value.build === "function";
}

/** A copy that is JSON and nothing else: no `undefined`, and no function, as each of the SDK's queries carries one. */
function plainCopy(value: unknown, title: string): unknown {
  return JSON.parse(
    JSON.stringify(value, (key, member: unknown) => {
      if (typeof member !== "number" || Number.isFinite(member)) return member;
      throw configureError(title, `set \`${key}\` to \`${member}\``, { hint: "Give a finite number." });
    }),
  );
}

/** Links of the SDK are placed in the menu of dashboard controls, where those of a panel are never meant to be. */
function withoutPlacement(document: PanelDocument): PanelDocument {
  const { fieldConfig } = document;
  const links = document["links"];
  const fieldLinks = fieldConfig?.defaults["links"];
  return {
    ...document,
    ...(Array.isArray(links) ? { links: (links as readonly JsonObject[]).map(withoutMenu) } : {}),
    ...(fieldConfig !== undefined && Array.isArray(fieldLinks)
      ? {
          fieldConfig: {
            ...fieldConfig,
            defaults: {
              ...fieldConfig.defaults,
              links: (fieldLinks as readonly JsonObject[]).map(withoutMenu),
            },
          },
        }
      : {}),
  };
}

function withoutMenu(link: JsonObject): JsonObject {
  const { placement, ...rest } = link;
  return placement === "inControlsMenu" ? rest : link;
}

/** Queries that were added by the SDK have no letter of their own. */
function withRefIds(targets: readonly TargetDocument[]): readonly TargetDocument[] {
  const refIds = refIdsOf(targets);
  return targets.map((target, index) => ({ ...target, refId: refIds[index] ?? target.refId }));
}

/** Without its full stop, which the sentence around it brings. */
function messageOf(cause: unknown): string {
  return (cause instanceof Error ? cause.message : String(cause)).replace(/\.$/, "");
}

function configureError(
  title: string,
  fault: string,
  details: { readonly hint: string; readonly cause?: unknown },
): DashError {
  return new DashError("invalid-definition", {
    message: `\`configure\` of panel \`${title}\` ${fault}.`,
    ...details,
  });
}
