/** `npm run screens`: pictures of the main screens of the sample practice, in both sizes, into docs/screens. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { startOffice } from "./support/office.ts";
import { sampleScreens, showScreen, signInAs } from "./support/sample-screens.ts";

const folder = join(import.meta.dirname, "../docs/screens");
const sizes = [
  { width: 1280, height: 800 },
  { width: 1440, height: 900 },
] as const;
const pictured = new Set(["today", "patients", "chart", "memberships", "plans", "enrol", "invoices", "invoice", "payments", "statements"]);

mkdirSync(folder, { recursive: true });
const office = await startOffice(["--sample"]);
const browser = await chromium.launch({
  executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-dev-shm-usage", "--font-render-hinting=none", "--force-color-profile=srgb"],
});
try {
  for (const size of sizes) {
    const context = await browser.newContext({ viewport: size });
    const page = await context.newPage();
    await signInAs(page, office.url, /Helen Marsh/);
    for (const screen of sampleScreens.filter(({ name }) => pictured.has(name))) {
      await showScreen(page, office.url, screen);
      await page.waitForTimeout(400);
      await page.mouse.move(0, 0);
      await page.screenshot({ path: join(folder, `${screen.name}-${size.width}.png`) });
      console.log(`${screen.name}-${size.width}.png`);
    }
    await context.close();
  }
} finally {
  await browser.close();
  await office.stop();
}
