// The yardstick of `npm run bench`: the same dashboards, built with the Foundation SDK by a bare script that
// validates nothing and writes plain files. Usage: node bare-sdk.mjs COUNT FOLDER
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DashboardBuilder, RowBuilder } from "@grafana/grafana-foundation-sdk/dashboard";
import { DataqueryBuilder } from "@grafana/grafana-foundation-sdk/prometheus";
import { PanelBuilder } from "@grafana/grafana-foundation-sdk/timeseries";

const [count, folder] = [Number(process.argv[2]), process.argv[3]];
const datasource = { type: "prometheus", uid: "prometheus" };
mkdirSync(folder, { recursive: true });

const target = (refId, expr, legend) =>
  new DataqueryBuilder().refId(refId).expr(expr).legendFormat(legend).datasource(datasource);

for (let index = 0; index < count; index++) {
  const job = `service-${index}`;
  const dashboard = new DashboardBuilder(`Service ${index}`).uid(job).tags(["bench"]).refresh("30s");
  for (let row = 0; row < 4; row++) {
    dashboard.withRow(new RowBuilder(`Row ${row}`));
    for (let column = 0; column < 5; column++) {
      const route = `/route-${row}-${column}`;
      dashboard.withPanel(
        new PanelBuilder()
          .title(`Route ${row}.${column}`)
          .description("How many requests each route answers, and how fast.")
          .unit("reqps")
          .span(8)
          .datasource(datasource)
          .withTarget(
            target(
              "A",
              `sum by (code) (rate(http_requests_total{job="${job}",route="${route}"}[$__rate_interval]))`,
              "{{code}}",
            ),
          )
          .withTarget(
            target(
              "B",
              `sum by (instance) (rate(http_requests_total{job="${job}",route="${route}",code=~"5.."}[$__rate_interval]))`,
              "{{instance}}",
            ),
          )
          .withTarget(
            target(
              "C",
              `max_over_time(http_requests_in_flight{job="${job}", route="${route}"}[5m]) > ${index}`,
              "{{instance}}",
            ),
          ),
      );
    }
  }
  writeFileSync(join(folder, `${job}.json`), JSON.stringify(dashboard.build(), null, 2));
}
