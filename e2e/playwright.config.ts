/**
 * Two projects: the app in a real browser over the office host, and the desktop shell in Electron
 * or its stand-in. No video: it needs an ffmpeg that is not installed everywhere; traces instead.
 */
import { join } from "node:path";
import { defineConfig } from "@playwright/test";

// Listing the tests starts no browser, so it may name every one of them.
if (process.env["PERENNIAL_NO_BROWSER"] === "1" && !process.argv.includes("--list")) {
  console.log("Skipped: browser and Electron tests, because PERENNIAL_NO_BROWSER=1 is set.");
  process.exit(0);
}

const results = join(import.meta.dirname, "../test-results");

export default defineConfig({
  testDir: ".",
  outputDir: join(results, "playwright"),
  workers: 2,
  timeout: 30_000,
  // On a build server a rare failure is repeated once and named at the end; at a desk it fails.
  retries: process.env["CI"] === undefined ? 0 : 1,
  forbidOnly: process.env["CI"] !== undefined,
  reporter: [["list"], ["json", { outputFile: join(results, "playwright.json") }]],
  use: {
    trace: "retain-on-failure",
    video: "off",
    headless: true,
    launchOptions: {
      executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-dev-shm-usage",
        "--font-render-hinting=none",
        "--force-color-profile=srgb",
        "--disable-background-networking",
        "--no-first-run",
      ],
    },
  },
  projects: [
    { name: "browser", testMatch: "browser/**/*.spec.ts" },
    { name: "electron", testMatch: ["electron/**/*.spec.ts", "electron-stand-in/**/*.spec.ts"] },
  ],
});
