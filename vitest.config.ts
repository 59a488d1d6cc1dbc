import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/live/**"],
    typecheck: { enabled: false },
    globalSetup: ["test/setup/build.ts"],
    env: { TZ: "UTC", NO_COLOR: "1" },
  },
});
