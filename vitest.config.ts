import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/live/**"],
    typecheck: { enabled: false },
    maxWorkers: "100%",
    // No test replaces a module, so that files can share what is loaded: a quarter of the time was loading it anew.
    isolate: false,
    globalSetup: ["test/setup/build.ts"],
    env: { TZ: "UTC", NO_COLOR: "1" },
  },
});
