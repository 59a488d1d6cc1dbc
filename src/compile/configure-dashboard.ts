import { createRequire } from "node:module";
import type * as Sdk from "@grafana/grafana-foundation-sdk/dashboard";
import { DashError } from "../base/dash-error.ts";
import type { ConfigureDashboard } from "../dashboard/dashboard.ts";
import type { DashboardDocument } from "../schema/document.ts";

const require = createRequire(import.meta.url);

/**
 * Runs the author's last step on the Foundation SDK's builder, seeded with the finished document. The SDK is
 * loaded only here and only when somebody configures something: it takes a tenth of a second.
 */
export function configureDashboard(
  document: DashboardDocument,
  configure: ConfigureDashboard | undefined,
): DashboardDocument {
  if (configure === undefined) return document;
  const { DashboardBuilder } = require("@grafana/grafana-foundation-sdk/dashboard") as typeof Sdk;
  const builder = new DashboardBuilder(document.title);
  // `internal` is where every builder of the SDK keeps its result; it is protected in the types only.
  Object.assign(builder, { internal: structuredClone(document) });
  const configured: unknown = configure(builder) ?? builder;
  if (!isBuilder(configured)) {
    throw new DashError("invalid-definition", {
      message: `\`configure\` of dashboard \`${document.title}\` returned something that is no builder.`,
      hint: "Return the builder, or nothing; it cannot be asynchronous.",
    });
  }
  // The SDK's objects carry functions and undefined members; the round trip leaves plain JSON.
  return { ...(JSON.parse(JSON.stringify(configured.build())) as DashboardDocument), uid: document.uid };
}

function isBuilder(value: unknown): value is { build(): unknown } {
  return typeof value === "object" && value !== null && "build" in value && typeof value.build === "function";
}
