/** Reports on the screen: aging, deferred dues and the accountant's journal; every figure opens its rows, every file is saved. */
import { readFileSync } from "node:fs";
import { expect as expectNow, test, type Page } from "@playwright/test";
import { expectAccessible } from "../support/axe.ts";
import { startOffice, type RunningOffice } from "../support/office.ts";
import { signInAs } from "../support/sample-screens.ts";

test.describe.configure({ mode: "serial", timeout: 120_000 });

const expect = expectNow.configure({ timeout: 20_000 });

let office: RunningOffice;
let page: Page;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(240_000);
  office = await startOffice(["--sample"]);
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, acceptDownloads: true });
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

const accounts = () => page.getByRole("grid", { name: "Aging of receivables" });

/** Saves by a button and answers the file's name and bytes. */
async function saved(press: () => Promise<void>): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const download = page.waitForEvent("download", { timeout: 60_000 });
  await press();
  const file = await download;
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
}

test("REP-2 the Reports page lists each report with the question it answers", async () => {
  await page.goto(`${office.url}#/reports`);
  await expect(page.getByRole("link", { name: /Aging of receivables/ })).toBeVisible();
  await expect(page.getByRole("link", { name: /Deferred dues/ })).toBeVisible();
  await expect(page.getByRole("link", { name: /Accounting export/ })).toBeVisible();
  await expectAccessible(page, "reports");
  await page.getByRole("link", { name: /Aging of receivables/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Aging of receivables" })).toBeVisible();
});

test("INV-11 REP-5 aging has its buckets, and a figure opens the invoices that make it", async () => {
  await expect(accounts().getByRole("columnheader", { name: "61–90" })).toBeVisible();
  const figure = accounts().getByRole("button", { name: /^Open of .*Show the rows$/ }).first();
  await expect(figure).toBeVisible();
  const amount = await figure.textContent();
  await expectAccessible(page, "aging");
  await figure.click();
  const drawer = page.getByRole("dialog");
  await expect(drawer.getByRole("grid", { name: "Open invoices" })).toBeVisible();
  await expect(drawer.getByText("Total", { exact: true })).toBeVisible();
  await expect(drawer.getByText(amount ?? "no amount").first()).toBeVisible();
  await expectAccessible(page, "the rows of a figure");
  await page.keyboard.press("Escape");
  await expect(drawer).toBeHidden();
});

test("INV-11 REP-3 by patient, credit netted, of an earlier day: the question stands in the address", async () => {
  await page.getByRole("combobox", { name: "Rows" }).click();
  await page.getByRole("option", { name: "by patient" }).click();
  await expect(page.getByText("Rows: by patient")).toBeVisible();
  await expect(accounts().getByRole("columnheader", { name: "Chart" })).toBeVisible();
  await page.getByRole("combobox", { name: "Unused credit" }).click();
  await page.getByRole("option", { name: "taken off the oldest" }).click();
  await expect(page.getByText("Unused credit: taken off the oldest amounts")).toBeVisible();
  await page.reload();
  await expect(page.getByText("Rows: by patient")).toBeVisible();
  await expect(page.getByText("Unused credit: taken off the oldest amounts")).toBeVisible();
});

test("REP-2 the report is saved as a spreadsheet and as a PDF", async () => {
  await page.goto(`${office.url}#/reports/aging`);
  await expect(accounts().getByRole("button", { name: /Show the rows$/ }).first()).toBeVisible();
  const csv = await saved(() => page.getByRole("button", { name: "CSV" }).click());
  expectNow(csv.name).toMatch(/^aging-\d{4}-\d\d-\d\d\.csv$/);
  expectNow(csv.bytes.toString("utf8")).toContain("0–30,31–60,61–90,Over 90");
  await expect(page.getByRole("dialog")).toBeHidden();
  const pdf = await saved(() => page.getByRole("button", { name: "PDF" }).click());
  expectNow(pdf.name).toMatch(/^aging-\d{4}-\d\d-\d\d\.pdf$/);
  expectNow(pdf.bytes.subarray(0, 5).toString("latin1")).toBe("%PDF-");
  await expect(page.getByRole("dialog")).toBeHidden();
});

test("INV-15 deferred dues by plan, the months ahead, and the days that were billed behind a figure", async () => {
  await page.goto(`${office.url}#/reports/deferred-dues`);
  await expect(page.getByRole("heading", { level: 2, name: "When it will be earned" })).toBeVisible();
  const figure = page.getByRole("grid", { name: "Deferred dues" }).getByRole("button", { name: /^Deferred of .*Show the rows$/ }).first();
  await expect(figure).toBeVisible();
  await expectAccessible(page, "deferred dues");
  await figure.click();
  const drawer = page.getByRole("dialog");
  await expect(drawer.getByRole("columnheader", { name: "Days" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(drawer).toBeHidden();
});

test("INV-16 the journal is shown, saved once, and an account gets the accountant's name", async () => {
  await page.goto(`${office.url}#/reports/accounting`);
  const journal = page.getByRole("grid", { name: "Journal" });
  await expect(journal.getByRole("row").nth(2)).toBeVisible();
  await expectAccessible(page, "accounting export");
  const bank = page.getByRole("grid", { name: "Account map" }).getByRole("row").filter({ hasText: "Money that has reached the bank" });
  await bank.scrollIntoViewIfNeeded();
  await bank.getByRole("button", { name: /Actions/ }).click();
  await page.getByRole("menuitem", { name: "Change their account…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Their account" }).fill("First Bank 0042");
  await dialog.getByRole("button", { name: "Book to First Bank 0042" }).click();
  await expect(dialog).toBeHidden();
  await expect(bank.getByText("First Bank 0042")).toBeVisible();
  const file = await saved(() => page.getByRole("button", { name: /^Save .*journal entr/ }).click());
  expectNow(file.name).toMatch(/^journal-.*\.iif$/);
  expectNow(file.bytes.toString("utf8")).toContain("TRNS\tGENERAL JOURNAL\t");
  await expect(page.getByRole("grid", { name: "Exports made before" }).getByRole("row").nth(1)).toContainText("QuickBooks Desktop");
});

test("REP-2 what aging is asked for is saved under a name and comes back with one choice", async () => {
  await page.goto(`${office.url}#/reports/aging?by=patient&credit=netted`);
  await expect(page.getByText("Rows: by patient")).toBeVisible();
  const views = page.getByRole("button", { name: /^View: / });
  await views.click();
  await page.getByRole("menuitem", { name: "Save as a new view…" }).click();
  const dialog = page.getByRole("dialog", { name: "Save this report as a view" });
  await dialog.getByLabel("Name").fill("By person, netted");
  await expectAccessible(page, "save a report's view");
  await dialog.getByRole("button", { name: "Save the view" }).click();
  await expect(dialog).toBeHidden();
  await expect(views).toHaveText(/By person, netted/);
  await views.click();
  await page.getByRole("menuitemradio", { name: "As it opens" }).click();
  await expect(page.getByText("Rows: by household")).toBeVisible();
  await views.click();
  await page.getByRole("menuitemradio", { name: "By person, netted" }).click();
  await expect(page.getByText("Rows: by patient")).toBeVisible();
  await expect(page.getByText("Unused credit: taken off the oldest amounts")).toBeVisible();
});

test("INV-16 the account map is searched, and saved as a spreadsheet and on paper", async () => {
  await page.goto(`${office.url}#/reports/accounting`);
  const map = page.getByRole("grid", { name: "Account map" });
  const bank = map.getByRole("row").filter({ hasText: "Money that has reached the bank" });
  await expect(bank).toBeVisible();
  await page.getByRole("textbox", { name: "Find in the account map" }).fill("reached bank");
  await expect(map.getByRole("row")).toHaveCount(2);
  await expect(bank).toBeVisible();
  const csv = await saved(() => page.getByRole("button", { name: "Account map as CSV" }).click());
  expectNow(csv.name).toMatch(/^account-map-\d{4}-\d\d-\d\d\.csv$/);
  expectNow(csv.bytes.toString("utf8")).toContain("First Bank 0042");
  await expect(page.getByRole("dialog")).toBeHidden();
  const pdf = await saved(() => page.getByRole("button", { name: "Account map as PDF" }).click());
  expectNow(pdf.bytes.subarray(0, 5).toString("latin1")).toBe("%PDF-");
  await expect(page.getByRole("dialog")).toBeHidden();
});
