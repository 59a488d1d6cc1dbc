import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/grafana/push-scenarios.real.ts"],
    fileParallelism: false,
    testTimeout: 60_000,
    env: { TZ: "UTC", NO_COLOR: "1" },
  },
});
