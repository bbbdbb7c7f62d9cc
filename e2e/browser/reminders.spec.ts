/** Reminders of unpaid invoices from the tracker, and its filters and orders, in a real browser over the office host (INV-4, INV-5). */
import { expect as expectNow, test, type Page } from "@playwright/test";
import { expectAccessible } from "../support/axe.ts";
import type { RunningOffice } from "../support/office.ts";
import { closeSamplePage, openSamplePage } from "../support/sample-page.ts";

test.describe.configure({ mode: "serial", timeout: 180_000 });
test.use({ actionTimeout: 30_000 });

/** Patient: what matters here is that it comes, not how busy the machine is. */
const expect = expectNow.configure({ timeout: 30_000 });

let office: RunningOffice;
let page: Page;

test.beforeAll(async ({ browser }) => {
  ({ office, page } = await openSamplePage(browser));
});
test.afterAll(() => closeSamplePage({ office, page }));

const grid = () => page.getByRole("grid", { name: "Invoices" });
const dialog = () => page.getByRole("dialog", { name: "Send a reminder" });
const rowsSaid = () => page.getByText(/^[\d,]+ rows?$/);

async function open(hash: string): Promise<void> {
  await page.goto(`${office.url}#${hash}`);
  await expect(grid().or(page.getByText("No invoices match"))).toBeVisible();
}

async function remindFirst(): Promise<void> {
  await grid().getByRole("row").nth(1).getByRole("button", { name: /^Actions for invoice/ }).click();
  await page.getByRole("menuitem", { name: /^Send reminder/ }).click();
}

test("INV-5 a reminder by hand waits under Letters to print, and the next is possible three days later", async () => {
  await open("/invoices?status=overdue&sort=due&view=all");
  await remindFirst();
  await expect(dialog().getByText("1 letter to 1 household waits under Letters to print.")).toBeVisible();
  await expectAccessible(page, "send a reminder");
  await dialog().getByRole("button", { name: "Write the letter" }).click();
  await expect(dialog()).toBeHidden();
  await remindFirst();
  await expect(dialog().getByText(/had a reminder less than 3 days ago; the next one is possible on/)).toBeVisible();
  await expect(dialog().getByRole("button", { name: "Write the letter" })).toBeDisabled();
  await dialog().getByRole("button", { name: "Cancel" }).click();
  await expect(dialog()).toBeHidden();
});

test("INV-4 what was reminded of is found by its filter, counted in its column, and sorted by it", async () => {
  await open("/invoices?reminded=1&sort=-reminders&view=all");
  await expect(rowsSaid()).toHaveText("1 row");
  await page.getByRole("button", { name: "Choose columns" }).click();
  await page.getByRole("menuitemcheckbox", { name: "Reminders" }).click();
  await page.keyboard.press("Escape");
  await expect(grid().getByRole("columnheader", { name: "Reminders" })).toHaveAttribute("aria-sort", "descending");
  await expect(grid().getByRole("row").nth(1)).toContainText(/1, /);
});

test("INV-5 many are reminded at once; who was reminded just before is left out and counted", async () => {
  await open("/invoices?status=overdue&sort=due&view=all");
  await expect(rowsSaid()).toBeVisible();
  await page.getByRole("button", { name: "Do with all that match" }).click();
  await page.getByRole("menuitem", { name: "Send reminders…" }).click();
  await expect(dialog().getByText(/letters? to .* under Letters to print\. 1 invoice had a reminder/)).toBeVisible();
  await dialog().getByRole("button", { name: /^Write (the letter|[\d,]+ letters)$/ }).click();
  await expect(dialog()).toBeHidden();
  await expect(page.getByText(/letters? to .* under Letters to print\./).first()).toBeVisible();
});

test("INV-4 payer and channel are filters of their own, kept in the address", async () => {
  await open("/invoices?view=all");
  const payer = await grid().getByRole("row").nth(1).getByRole("gridcell").nth(3).innerText();
  const last = payer.split(",")[0] ?? "";
  await page.getByRole("search").getByRole("button", { name: "Payer", exact: true }).click();
  await page.getByRole("textbox", { name: "Payer", exact: true }).fill(last);
  await page.keyboard.press("Enter");
  await expect.poll(() => new URL(page.url()).hash).toContain("payer=");
  await expect(grid().getByRole("row").nth(1)).toContainText(last);
  await page.getByRole("button", { name: "Clear Payer" }).click();
  await expect.poll(() => new URL(page.url()).hash).not.toContain("payer=");
  await open("/invoices?channel=portal&view=all");
  await expect(page.getByText("No invoices match")).toBeVisible();
});

test("INV-4 every column is an order, and what cannot be done yet stands in the menu with its reason", async () => {
  await open("/invoices?sort=status&view=all");
  await expect(grid().getByRole("columnheader", { name: "Status" })).toHaveAttribute("aria-sort", "ascending");
  for (const name of ["Paid", "Past due"]) {
    await grid().getByRole("columnheader", { name }).getByRole("button").click();
    await expect(grid().getByRole("columnheader", { name })).toHaveAttribute("aria-sort", /ascending|descending/);
    await expect(grid().getByRole("row").nth(1)).toBeVisible();
  }
  await grid().getByRole("row").nth(1).getByRole("button", { name: /^Actions for invoice/ }).click();
  await expect(page.getByRole("menuitem", { name: /Send to the portal/ })).toHaveAttribute("data-disabled", "true");
  await expect(page.getByText("The patient portal comes with the relay, which this practice does not use yet.").first()).toBeVisible();
});

test("INV-5 automatic reminders are a setting, off until somebody switches them on", async () => {
  await page.goto(`${office.url}#/settings`);
  const setting = page.getByRole("combobox", { name: "Reminders of unpaid invoices" });
  await expect(setting).toHaveValue("Only by hand");
  await setting.click();
  await page.getByRole("option", { name: /Also by themselves/ }).click();
  await page.getByRole("button", { name: "Save settings" }).click();
  await expect(page.getByText("Settings are saved.")).toBeVisible();
  await page.reload();
  await expect(setting).toHaveValue(/Also by themselves/);
});
