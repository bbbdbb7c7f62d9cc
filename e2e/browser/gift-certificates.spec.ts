/** Gift certificates at the counter (PKG-12): sold, used as a tender, and what is left printed. */
import { expect as expectNow, test, type Locator, type Page } from "@playwright/test";
import { expectAccessible } from "../support/axe.ts";
import type { RunningOffice } from "../support/office.ts";
import { closeSamplePage, openSamplePage } from "../support/sample-page.ts";

test.describe.configure({ mode: "serial", timeout: 120_000 });

const expect = expectNow.configure({ timeout: 30_000 });

/** Of the sample practice. */
const buyer = "Diego Underwood";
const codeShape = /[0-9A-Z]{5}-[0-9A-Z]{5}/;

let office: RunningOffice;
let page: Page;
let code = "";

test.beforeAll(async ({ browser }) => {
  ({ office, page } = await openSamplePage(browser));
});
test.afterAll(() => closeSamplePage({ office, page }));

async function open(path: string, heading: string): Promise<void> {
  await page.goto(`${office.url}#${path}`);
  await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
}

async function choose(row: Locator, item: string): Promise<void> {
  await row.getByRole("button", { name: /^Actions for / }).click();
  await page.getByRole("menuitem", { name: item }).click();
}

const certificate = (): Locator => page.getByRole("grid", { name: "Gift certificates" }).getByRole("row").filter({ hasText: code });

test("PKG-12 a gift certificate is sold, has its code, and stands in the list with all of it left", async () => {
  await open("/payments/gift-certificates", "Gift certificates");
  await page.getByRole("button", { name: "Sell a gift certificate" }).first().click();
  const dialog = page.getByRole("dialog", { name: "Sell a gift certificate" });
  const who = dialog.getByLabel(/^Who pays/);
  // The dialog gives it the focus itself; what is typed before would be lost.
  await expect(who).toBeFocused();
  await who.fill(buyer);
  await page.getByRole("option", { name: /^Underwood, Diego/ }).first().click();
  await dialog.getByLabel(/^Amount/).fill("75.00");
  await dialog.getByLabel(/^For whom/).fill("Aunt Ann");
  const sell = dialog.getByRole("button", { name: /^Sell it and take \$/ });
  await expect(sell).toBeEnabled();
  await expectAccessible(page, "sell a gift certificate");
  await sell.click();
  const sold = page.getByRole("dialog", { name: /^Gift certificate \d+$/ });
  await expect(sold.getByRole("status")).toContainText(codeShape);
  code = codeShape.exec(await sold.getByRole("status").innerText())?.[0] ?? "none";
  await sold.getByRole("button", { name: "Done" }).click();
  await expect(sold).toBeHidden();
  await expect(certificate()).toContainText("Aunt Ann");
  await expect(certificate()).toContainText("75.00");
  await expectAccessible(page, "gift certificates");
});

test("PKG-12 INV-7 it pays part of an invoice by its code, and the list says what is left, which prints", async () => {
  await open("/invoices?status=overdue", "Invoices");
  await choose(page.getByRole("row").filter({ hasText: "Overdue" }).first(), "Apply new payment…");
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByLabel(/^Amount/).first()).toHaveValue(/\d/);
  await dialog.getByRole("combobox", { name: "How" }).click();
  await page.getByRole("option", { name: "Gift certificate", exact: true }).click();
  await dialog.getByLabel(/^Certificate code/).fill(code);
  await dialog.getByLabel(/^Amount/).first().fill("20.00");
  const take = dialog.getByRole("button", { name: "Redeem $20.00" });
  await expect(take).toBeEnabled();
  await take.click();
  await expect(page.getByRole("dialog", { name: /^Receipt \d+$/ })).toBeVisible();
  await open(`/payments/gift-certificates?q=${code}`, "Gift certificates");
  await expect(certificate()).toContainText("55.00");
  const saved = page.waitForEvent("download");
  await choose(certificate(), "Save as PDF");
  expect((await saved).suggestedFilename()).toMatch(/^gift-certificate-\d+\.pdf$/);
});
