import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/live/**/*.test.ts"],
    globalSetup: ["test/live/global-setup.ts"],
    fileParallelism: false,
    testTimeout: 15_000,
    env: { TZ: "UTC", NO_COLOR: "1" },
  },
});
