/** Packages at the counter: made, sold and paid, redeemed from the chart and undone. */
import { expect as expectNow, test, type Page } from "@playwright/test";
import { expectAccessible } from "../support/axe.ts";
import type { RunningOffice } from "../support/office.ts";
import { closeSamplePage, openSamplePage } from "../support/sample-page.ts";

test.describe.configure({ mode: "serial", timeout: 120_000 });

const expect = expectNow.configure({ timeout: 20_000 });

let office: RunningOffice;
let page: Page;

test.beforeAll(async ({ browser }) => {
  ({ office, page } = await openSamplePage(browser));
});
test.afterAll(() => closeSamplePage({ office, page }));

const open = (path: string) => page.goto(`${office.url}#${path}`);
const packages = () => page.getByRole("region", { name: "Packages" });
const sale = () => packages().getByRole("listitem").filter({ hasText: "Ten rubs" });

/** Opens the menu of the package and chooses from it. */
async function choose(item: string): Promise<void> {
  await sale().getByRole("button", { name: "Actions for Ten rubs" }).click();
  await page.getByRole("menuitem", { name: item }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
}

test("PKG-1 a package of ten is put on sale, and says what its services cost one by one", async () => {
  await open("/memberships/services");
  await page.getByRole("button", { name: "New service" }).click();
  const service = page.getByRole("dialog", { name: "New service" });
  await service.getByLabel("Code").fill("RUB-60");
  await service.getByLabel("Category").fill("Rubs");
  await service.getByLabel("Name").fill("Back rub");
  await service.getByLabel("List price").fill("120");
  await service.getByRole("button", { name: "Add Back rub" }).click();
  await expect(service).toBeHidden();
  await open("/packages");
  await page.getByRole("button", { name: "New package" }).click();
  const dialog = page.getByRole("dialog", { name: "New package" });
  await dialog.getByRole("textbox", { name: "Name" }).fill("Ten rubs");
  await dialog.getByRole("combobox", { name: "Service" }).fill("Back rub");
  await page.getByRole("option", { name: /Back rub/ }).click();
  await dialog.getByRole("textbox", { name: "Price" }).fill("1000");
  await expectAccessible(page, "new package");
  await dialog.getByRole("button", { name: "Put it on sale" }).click();
  await expect(dialog).toBeHidden();
  const row = page.getByRole("grid", { name: "Packages" }).getByRole("row").filter({ hasText: "Ten rubs" });
  await expect(row).toContainText("10 × Back rub");
  await expect(row).toContainText("1,200.00");
  await expectAccessible(page, "packages");
});

test("PKG-2 sold from the chart and paid, ten uses are there, worth 1,000.00", async () => {
  await open("/patients");
  await page.getByLabel(/name|find/i).first().fill("novák");
  await page.getByRole("grid").getByRole("row").filter({ hasText: "Novák" }).first().getByRole("link").first().click();
  await expect(packages()).toBeVisible();
  await packages().getByRole("button", { name: "Sell a package" }).click();
  const dialog = page.getByRole("dialog", { name: /^Sell a package/ });
  await dialog.getByRole("combobox", { name: "Package" }).click();
  await page.getByRole("option", { name: /Ten rubs/ }).click();
  await expect(dialog.getByText(/10 uses, each worth \$100\.00/)).toBeVisible();
  await expectAccessible(page, "sell a package");
  await dialog.getByRole("button", { name: "Sell for $1,000.00" }).click();
  const payment = page.getByRole("dialog", { name: /payment/i });
  await expect(payment).toBeVisible();
  await payment.getByRole("button", { name: /^Take \$/ }).click();
  await expect(page.getByText(/Receipt \d+/).first()).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(sale()).toContainText("10 of 10 uses left, worth 1,000.00");
  await expect(sale()).toContainText("Active");
});

test("PKG-3 a use is redeemed without an appointment, and undone from the message", async () => {
  await choose("Redeem a use…");
  const dialog = page.getByRole("dialog", { name: "Redeem a use of Ten rubs" });
  await expect(dialog.getByText(/A use worth \$100\.00 pays the visit\. 9 uses left afterwards\./)).toBeVisible();
  await expectAccessible(page, "redeem a use");
  await dialog.getByRole("button", { name: "Redeem a use" }).click();
  await expect(dialog).toBeHidden();
  await expect(sale()).toContainText("9 of 10 uses left");
  await page.getByRole("button", { name: "Undo" }).first().click();
  await expect(sale()).toContainText("10 of 10 uses left, worth 1,000.00");
});
