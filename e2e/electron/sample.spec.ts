/** The desktop shell opens the sample practice, and its threads work from the bundle. */
import { expect, test } from "@playwright/test";
import { closeRunning } from "../support/electron.ts";
import { launchShell, makeInstallation, type Installation } from "../support/shell.ts";

test.describe.configure({ timeout: 120_000 });

let installation: Installation;
test.beforeEach(() => {
  installation = makeInstallation();
});
test.afterEach(async () => {
  await closeRunning();
  installation.forget();
});

test("DSK-2 BIL-5 the sample opens from the first screen, and its forecast is worked out in a thread", async () => {
  const { page } = await launchShell(installation);
  await page.getByText("Try the sample practice", { exact: true }).click();
  await page.getByRole("button", { name: /Helen Marsh/ }).click({ timeout: 60_000 });
  await expect(page.getByText("Sample practice.")).toBeVisible({ timeout: 30_000 });
  await page.evaluate(() => {
    window.location.hash = "#/billing/forecast";
  });
  await expect(page.getByRole("grid", { name: "Draws by month" })).toBeVisible({ timeout: 60_000 });
});
