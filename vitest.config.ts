import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/live/**"],
    typecheck: { enabled: false },
    env: { TZ: "UTC", NO_COLOR: "1" },
  },
});
