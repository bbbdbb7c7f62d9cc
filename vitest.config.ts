import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{domain,contract,db,services,office,electron,renderer,relay,build,bench,e2e}/**/*.test.{ts,tsx}"],
    setupFiles: ["build/property-seed.ts"],
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 20_000,
  },
});
