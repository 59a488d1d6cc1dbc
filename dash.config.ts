import { defineConfig } from "grafana-dash";

export default defineConfig({
  project: "dash",
  dataSources: {
    prometheus: { url: "http://prometheus:9090", scrapeInterval: "10s" },
  },
});
