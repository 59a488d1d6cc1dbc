import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/live/**"],
    typecheck: { enabled: false },
    maxWorkers: "100%",
    globalSetup: ["test/setup/build.ts"],
    env: { TZ: "UTC", NO_COLOR: "1" },
  },
});
