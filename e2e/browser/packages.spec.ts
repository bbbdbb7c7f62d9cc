/** Packages at the counter: made, sold and paid, redeemed from the chart and on an invoice, undone, given back. */
import { expect as expectNow, test, type Page } from "@playwright/test";
import { expectAccessible } from "../support/axe.ts";
import { startOffice, type RunningOffice } from "../support/office.ts";
import { signInAs } from "../support/sample-screens.ts";

test.describe.configure({ mode: "serial", timeout: 120_000 });

const expect = expectNow.configure({ timeout: 20_000 });

let office: RunningOffice;
let page: Page;
let chart: string;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(240_000);
  office = await startOffice(["--sample"]);
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  page = await context.newPage();
  await signInAs(page, office.url, /Helen Marsh/);
});

test.afterAll(async () => {
  try {
    await page.context().close();
  } finally {
    await office.stop();
  }
});

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
  chart = page.url();
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
  await expect(dialog.getByText(/A use worth \$100\.00 pays the visit\. 9 uses are left\./)).toBeVisible();
  await expectAccessible(page, "redeem a use");
  await dialog.getByRole("button", { name: "Redeem a use" }).click();
  await expect(dialog).toBeHidden();
  await expect(sale()).toContainText("9 of 10 uses left");
  await page.getByRole("button", { name: "Undo" }).first().click();
  await expect(sale()).toContainText("10 of 10 uses left, worth 1,000.00");
});

test("PKG-3 on an invoice the Redeem button offers it, the use pays the line, and undoing opens the line again", async () => {
  await open("/invoices/new");
  await page.getByLabel("Anybody of the household").fill("novák");
  await page.getByRole("option").first().click();
  const line = page.getByRole("group", { name: "Line 1", exact: true });
  const what = line.getByRole("combobox", { name: "What" });
  await what.fill("back rub");
  await expect(page.getByRole("option", { name: "RUB-60 Back rub" })).toBeVisible();
  await what.press("ArrowDown");
  await what.press("Enter");
  await expect(line.getByLabel("Price of one")).toHaveValue("120.00");
  await page.getByRole("button", { name: /^Issue invoice for/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: /^Invoice \d+$/ })).toBeVisible();
  await page.getByRole("button", { name: "Redeem" }).click();
  const dialog = page.getByRole("dialog", { name: "Redeem" });
  await expect(dialog.getByRole("radio", { name: /Ten rubs/ })).toBeChecked();
  await expect(dialog.getByText(/The line comes to \$100\.00; \$100\.00 of the service is covered\. 9 uses left afterwards/)).toBeVisible();
  await expectAccessible(page, "redeem on an invoice");
  await dialog.getByRole("button", { name: "Redeem Ten rubs" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText("Package price, Ten rubs").first()).toBeVisible();
  await page.getByRole("button", { name: "Redeem" }).click();
  await page.getByRole("dialog", { name: "Redeem" }).getByRole("button", { name: /^Undo Ten rubs/ }).click();
  await expect(page.getByRole("dialog", { name: "Redeem" }).getByRole("radio", { name: /Ten rubs/ })).toBeVisible();
  await page.getByRole("dialog", { name: "Redeem" }).getByRole("button", { name: "Redeem Ten rubs" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("PKG-5 what was purchased is read by day and person", async () => {
  await page.goto(chart);
  await expect(sale()).toContainText("9 of 10 uses left");
  await choose("View purchased…");
  const dialog = page.getByRole("dialog", { name: "Ten rubs" });
  await expect(dialog.getByRole("grid", { name: "Uses of the package" }).getByRole("row").filter({ hasText: "Back rub" })).toHaveCount(1);
  await expectAccessible(page, "view purchased");
  await dialog.getByRole("button", { name: "Close", exact: true }).last().click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("PKG-6 cancelled by list price 1,000.00 less one use at 120.00 goes back: 880.00", async () => {
  await choose("Cancel or refund…");
  const dialog = page.getByRole("dialog", { name: "Cancel Ten rubs" });
  await expect(dialog.getByRole("radio", { name: /List price.*\$880\.00/ })).toBeChecked();
  await expect(dialog.getByRole("radio", { name: /worth: \$900\.00/ })).toBeVisible();
  await dialog.getByLabel("Reason").fill("Moves away");
  await expect(dialog.getByText(/9 uses stop\. \$20\.00 stays with the practice/)).toBeVisible();
  await expectAccessible(page, "cancel a package");
  await dialog.getByRole("button", { name: "Cancel and give back $880.00" }).click();
  await expect(dialog).toBeHidden();
  await expect(sale()).toContainText("Cancelled");
});
