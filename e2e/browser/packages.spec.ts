/** Packages at the counter: made, sold and paid, typed, in parts, redeemed with and without an appointment, undone, read and given back. */
import { expect as expectNow, test, type Locator, type Page } from "@playwright/test";
import { ask, tell } from "../support/ask.ts";
import { expectAccessible } from "../support/axe.ts";
import { startOffice, type RunningOffice } from "../support/office.ts";
import { homeAddress, makeTrainingPractice, personForm } from "../support/training-practice.ts";

test.describe.configure({ mode: "serial", timeout: 120_000 });

const expect = expectNow.configure({ timeout: 20_000 });

let office: RunningOffice;
let page: Page;
let today: string;
let rosa: number;
let serviceId: number;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(240_000);
  office = await startOffice();
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  page = await context.newPage();
  today = await makeTrainingPractice(page, office);
  const household = { newAddress: homeAddress, contactPreference: "print" };
  rosa = (await tell<{ patientId: number }>(page, "patients.add", { form: personForm("Rosa"), household })).patientId;
  serviceId = (
    await tell<{ serviceId: number }>(page, "services.add", { code: "RUB-60", name: "Back rub", category: "Rubs", durationMinutes: 60, taxable: false, taxRatePpm: 0, priceCents: 12_000 })
  ).serviceId;
  const { others } = await ask<{ others: { staffId: number }[] }>(page, "schedule.columns", {});
  await tell(page, "schedule.saveProvider", { staffId: others[0]?.staffId ?? 0, active: true, doubleBooking: false });
});

test.afterAll(async () => {
  try {
    await page.context().close();
  } finally {
    await office.stop();
  }
});

type Sale = { saleId: number; unitsLeft: number; state: string; invoiceId: number };
const sales = () => ask<Sale[]>(page, "packages.ofPatient", { patientId: rosa });
const packages = () => page.getByRole("region", { name: "Packages" });
const sale = () => packages().getByRole("listitem").filter({ hasText: "Ten rubs" });
const dialog = () => page.getByRole("dialog");

async function open(path: string): Promise<void> {
  await page.goto(`${office.url}#${path}`);
  await expect(dialog()).toHaveCount(0);
}

async function openChart(): Promise<void> {
  await open(`/patients/${rosa}`);
  await expect(packages()).toBeVisible();
}

/** Opens the menu of the package and chooses from it. */
async function choose(item: string): Promise<void> {
  await sale().first().getByRole("button", { name: "Actions for Ten rubs" }).click();
  await page.getByRole("menuitem", { name: item }).click();
  await expect(dialog()).toBeVisible();
}

/** Presses Tab until it has the focus; nothing is clicked. */
async function tabTo(target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let step = 0; step < 90; step += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  await expect(target).toBeFocused();
}

test("PKG-1 a package of ten is put on sale, and says what its services cost one by one", async () => {
  await open("/packages");
  await expect(page.getByText("No packages yet")).toBeVisible();
  await page.getByRole("button", { name: "New package" }).click();
  await dialog().getByRole("textbox", { name: "Name" }).fill("Ten rubs");
  await dialog().getByRole("combobox", { name: "Service" }).fill("Back rub");
  await page.getByRole("option", { name: /Back rub/ }).click();
  await dialog().getByRole("textbox", { name: "Price" }).fill("1000");
  await expectAccessible(page, "new package");
  await dialog().getByRole("button", { name: "Put it on sale" }).click();
  await expect(dialog()).toBeHidden();
  const row = page.getByRole("grid", { name: "Packages" }).getByRole("row").filter({ hasText: "Ten rubs" });
  await expect(row).toContainText("10 × Back rub");
  await expect(row).toContainText("1,200.00");
  await expectAccessible(page, "packages");
});

test("PKG-2 sold from the chart and paid, ten uses are there, worth 1,000.00", async () => {
  await openChart();
  await packages().getByRole("button", { name: "Sell a package" }).click();
  await dialog().getByRole("combobox", { name: "Package" }).click();
  await page.getByRole("option", { name: /Ten rubs/ }).click();
  await expect(dialog().getByText(/10 uses, each worth \$100\.00/)).toBeVisible();
  await expectAccessible(page, "sell a package");
  await dialog().getByRole("button", { name: "Sell for $1,000.00" }).click();
  const take = dialog().getByRole("button", { name: /^Take \$1,000\.00/ });
  await expect(take).toBeEnabled();
  await take.click();
  await expect(dialog().getByText(/Receipt \d+/).first()).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog()).toHaveCount(0);
  await expect(sale()).toContainText("10 of 10 uses left, worth 1,000.00");
  await expect(sale()).toContainText("Active");
});

test("PKG-3 a use is redeemed without an appointment, and undone from the message", async () => {
  await openChart();
  await choose("Redeem a use…");
  await expect(dialog().getByText(/A use worth \$100\.00 pays the visit\. 9 uses left afterwards\./)).toBeVisible();
  await expectAccessible(page, "redeem a use");
  await dialog().getByRole("button", { name: "Redeem a use" }).click();
  await expect(dialog()).toBeHidden();
  await expect(sale()).toContainText("9 of 10 uses left");
  await page.getByRole("status").filter({ hasText: "Redeemed with invoice" }).getByRole("button", { name: "Undo" }).click();
  await expect(sale()).toContainText("10 of 10 uses left, worth 1,000.00");
});

test("PKG-3 PPL-16 UI-5 booked, checked in, checked out and redeemed with the keys alone; undone, the line is open again", async () => {
  await open("/schedule");
  await expect(page.getByRole("button", { name: "Book…" })).toBeEnabled();
  await page.keyboard.press("b");
  await expect(dialog().getByRole("textbox", { name: "Patient" })).toBeFocused();
  await page.keyboard.type("Rosa");
  await expect(page.getByRole("option", { name: /Lee, Rosa/ })).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(dialog().getByText("Lee, Rosa")).toBeVisible();
  await expect(dialog().getByLabel("Services")).toBeFocused();
  await page.keyboard.type("Back");
  await expect(page.getByRole("option", { name: /Back rub/ })).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(dialog().getByLabel("Minutes")).toHaveValue("60");
  await tabTo(dialog().getByLabel("Begins at"));
  await page.keyboard.type("9");
  await tabTo(dialog().getByRole("button", { name: /^Book .*9:00 AM$/ }));
  await page.keyboard.press("Enter");
  await expect(dialog()).toBeHidden();
  const panel = page.getByRole("complementary", { name: "Appointment" });
  await tabTo(panel.getByRole("button", { name: "Check in" }));
  await page.keyboard.press("Enter");
  await expect(panel.getByText("Checked in", { exact: true })).toBeVisible();
  await tabTo(panel.getByRole("button", { name: "Check out…" }));
  await page.keyboard.press("Enter");
  const out = dialog().getByRole("button", { name: "Check out and invoice 120.00" });
  await expect(out).toBeEnabled();
  await tabTo(out);
  await page.keyboard.press("Enter");
  await expect(dialog()).toBeHidden();
  await tabTo(panel.getByRole("link", { name: "The invoice of the visit" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: /^Invoice \d+$/ })).toBeVisible();
  const button = page.getByRole("button", { name: "Redeem", exact: true });
  await tabTo(button);
  await page.keyboard.press("Enter");
  await expect(dialog().getByRole("radio", { name: /Ten rubs/ })).toBeChecked();
  await expect(dialog().getByText(/The line comes to \$100\.00; \$100\.00 of the service is covered\. 9 uses left afterwards/)).toBeVisible();
  await expectAccessible(page, "redeem on an invoice");
  const redeem = dialog().getByRole("button", { name: "Redeem Ten rubs" });
  await expect(redeem).toBeEnabled();
  await tabTo(redeem);
  await page.keyboard.press("Enter");
  await expect(dialog()).toBeHidden();
  await expect(page.getByText(/Package unit, receipt \d+/)).toBeVisible();
  await expect.poll(async () => (await sales())[0]?.unitsLeft).toBe(9);

  await button.press("Enter");
  await dialog().getByRole("button", { name: /^Undo Ten rubs/ }).press("Enter");
  await expect(dialog().getByRole("radio", { name: /Ten rubs/ })).toBeVisible();
  await expect.poll(async () => (await sales())[0]?.unitsLeft).toBe(10);
  await expect(redeem).toBeEnabled();
  await redeem.press("Enter");
  await expect(dialog()).toHaveCount(0);
  await expect.poll(async () => (await sales())[0]?.unitsLeft).toBe(9);
});

test("PKG-5 what was purchased is read by day and person, and goes to the printer", async () => {
  await openChart();
  await choose("View purchased…");
  await expect(dialog().getByRole("grid", { name: "Uses of the package" }).getByRole("row").filter({ hasText: "Back rub" })).toHaveCount(1);
  await expect(dialog()).toContainText("9 of 10 uses");
  await expectAccessible(page, "view purchased");
  // What is opened is the paper; how the browser shows it is not asked.
  await page.evaluate(() => {
    window.open = (address) => {
      document.body.dataset["printed"] = String(address);
      return window;
    };
  });
  await dialog().getByRole("button", { name: "Print" }).click();
  await expect(page.locator("body")).toHaveAttribute("data-printed", /^blob:/);
  await expect(dialog().getByRole("alert")).toHaveCount(0);
  await dialog().getByRole("button", { name: "Close", exact: true }).last().click();
  await expect(dialog()).toHaveCount(0);
});

test("PKG-6 1,000.00 for ten, three used at 120.00: 640.00 by list price, 700.00 pro rata; the receipts of the visits stay", async () => {
  const [sold] = await sales();
  const visit = { saleId: sold?.saleId ?? 0, patientId: rosa, serviceId, serviceOn: today, providerId: null };
  await tell(page, "packages.redeemVisit", visit);
  await tell(page, "packages.redeemVisit", visit);
  await openChart();
  await expect(sale()).toContainText("7 of 10 uses left");
  await choose("Cancel or refund…");
  await expect(dialog().getByRole("radio", { name: /List price.*\$640\.00/ })).toBeChecked();
  await dialog().getByRole("radio", { name: /worth: \$700\.00/ }).check();
  await expect(dialog().getByRole("textbox", { name: "Amount" })).toHaveValue("700.00");
  await dialog().getByRole("radio", { name: /List price/ }).check();
  await dialog().getByLabel("Reason").fill("Moves away");
  await expect(dialog().getByText(/7 uses stop\. \$60\.00 stays with the practice/)).toBeVisible();
  await expectAccessible(page, "cancel a package");
  const cancel = dialog().getByRole("button", { name: "Cancel and give back $640.00" });
  await expect(cancel).toBeEnabled();
  await cancel.click();
  await expect(dialog()).toBeHidden();
  await expect(sale()).toContainText("Cancelled");
  await sale().getByRole("link", { name: /^invoice/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: /^Invoice \d+$/ })).toBeVisible();
  await expect(page.getByText("Part-paid")).toHaveCount(0);
});

test("PKG-9 sold in three equal parts: 333.34, 333.33, 333.33, and nothing can be used before the first is paid", async () => {
  await openChart();
  await packages().getByRole("button", { name: "Sell a package" }).click();
  await dialog().getByRole("combobox", { name: "Package" }).click();
  await page.getByRole("option", { name: /Ten rubs/ }).click();
  await dialog().getByRole("checkbox", { name: "Paid in equal parts" }).check();
  const parts = dialog().getByRole("region", { name: "Payments of the plan" });
  await expect(parts).toContainText("333.34");
  await expect(parts.getByRole("row")).toHaveCount(4);
  await expectAccessible(page, "sell a package in parts");
  await dialog().getByRole("button", { name: "Sell for $1,000.00 in 3 parts" }).click();
  const sign = page.getByRole("dialog", { name: /[Ss]ign/ });
  await expect(sign.getByRole("region", { name: "Payments of the plan" })).toContainText("333.34");
  await page.keyboard.press("Escape");
  await expect(dialog()).toHaveCount(0);
  await expect.poll(async () => (await sales()).some(({ state }) => state === "unpaid")).toBe(true);
  await sale().filter({ hasText: "To pay" }).getByRole("button", { name: "Actions for Ten rubs" }).click();
  await page.getByRole("menuitem", { name: "Redeem a use…" }).click();
  await expect(dialog().getByRole("alert")).toContainText("100.00");
  await expect(dialog().getByRole("button", { name: "Redeem a use" })).toBeDisabled();
  await page.keyboard.press("Escape");
  await expect(dialog()).toHaveCount(0);
});

test("PKG-2 typed on an invoice by its name it is sold with the invoice", async () => {
  await open("/invoices/new");
  await page.getByLabel("Anybody of the household").fill("lee");
  await page.getByRole("option", { name: /Lee/ }).first().click();
  const line = page.getByRole("group", { name: "Line 1", exact: true });
  await line.getByRole("combobox", { name: "What" }).fill("ten");
  await page.getByRole("option", { name: "Package: Ten rubs" }).click();
  await expect(line.getByLabel("Price of one")).toHaveValue(/^1,?000\.00$/);
  const issue = page.getByRole("button", { name: /^Issue invoice for \$1,000\.00/ });
  await expect(issue).toBeEnabled();
  await expectAccessible(page, "a package typed on an invoice");
  await issue.click();
  await expect(page.getByRole("heading", { level: 1, name: /^Invoice \d+$/ })).toBeVisible();
  await expect.poll(async () => (await sales()).length).toBe(3);
});
