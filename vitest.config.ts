import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{domain,contract,db,services,office,electron,renderer,relay,build,bench,e2e}/**/*.test.{ts,tsx}"],
    setupFiles: ["build/property-seed.ts"],
    pool: "forks",
    maxWorkers: 2,
    // A guard against what hangs, not a measure: the machine may be slow or busy.
    testTimeout: 90_000,
    hookTimeout: 90_000,
  },
});
