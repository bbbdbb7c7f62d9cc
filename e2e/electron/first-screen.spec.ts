/** The app as a person meets it: the first screen over the message port, in the shell's window. */
import { expect, test } from "@playwright/test";
import { closeRunning } from "../support/electron.ts";
import { launchShell, makeInstallation, type Installation } from "../support/shell.ts";

let installation: Installation;
test.beforeEach(() => {
  installation = makeInstallation();
});
test.afterEach(async () => {
  await closeRunning();
  installation.forget();
});

test("DSK-2 the first screen offers the sample, a new practice, an import and a restore", async () => {
  const { page } = await launchShell(installation);
  for (const choice of ["Try the sample practice", "New practice", "Restore from a backup"]) {
    await expect(page.getByText(choice, { exact: true })).toBeVisible();
  }
  await expect(page.getByText(/import/i).first()).toBeVisible();
});

test("control 4 the whole first screen runs under the policy, without a violation", async () => {
  const { page } = await launchShell(installation);
  const violations: string[] = [];
  page.on("console", (message) => {
    if (/Content Security Policy|Trusted ?Type/i.test(message.text()))
      violations.push(message.text());
  });
  await page.reload();
  await expect(page.getByText("Try the sample practice", { exact: true })).toBeVisible();
  expect(violations).toEqual([]);
});
