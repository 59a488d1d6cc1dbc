import type { JsonObject } from "../../schema/json.ts";
import type { NormalDashboard } from "../normal/normal-form.ts";
import { panelDocument } from "../normal/panel-document.ts";

/** A dashboard in its normal form as one object, as Grafana would write it; panels of closed rows stand beside them. */
export function dashboardDocument({
  settings,
  variables,
  annotations,
  links,
  panels,
}: NormalDashboard): JsonObject {
  return {
    ...settings,
    templating: { list: variables },
    annotations: { list: annotations },
    links,
    panels: panels.map((panel) => ({
      ...panelDocument(panel),
      ...(panel.id === undefined ? {} : { id: panel.id }),
      gridPos: { ...panel.position },
    })),
  };
}
