/** Yearly statements in a real browser (DOC-6): one from the household, a run in postal order, its printed mark, the same copy again. */
import { expect as expectNow, test, type Page } from "@playwright/test";
import { readFile } from "node:fs/promises";
import { expectAccessible } from "../support/axe.ts";
import type { RunningOffice } from "../support/office.ts";
import { closeSamplePage, openSamplePage } from "../support/sample-page.ts";

test.describe.configure({ mode: "serial", timeout: 180_000 });

/** Patient: what matters here is that it comes, not how busy the machine is. */
const expect = expectNow.configure({ timeout: 30_000 });

let office: RunningOffice;
let page: Page;

test.beforeAll(async ({ browser }) => {
  ({ office, page } = await openSamplePage(browser));
});
test.afterAll(() => closeSamplePage({ office, page }));

async function open(path: string, heading: string | RegExp): Promise<void> {
  await page.goto(`${office.url}#${path}`);
  await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
}

const households = () => page.getByRole("grid", { name: /^Households with dues or payments in / });
const runs = () => page.getByRole("grid", { name: /^Runs of yearly statements of / });
const finished = () => page.getByRole("status").filter({ hasText: "kept under Documents" });

/** The downloaded bytes begin as a PDF does. */
async function expectPdf(act: () => Promise<void>): Promise<void> {
  const coming = page.waitForEvent("download");
  await act();
  const bytes = await readFile(await (await coming).path());
  expectNow(bytes.subarray(0, 5).toString("latin1")).toBe("%PDF-");
}

test("DOC-6 a household's year is made from its page and kept with its documents", async () => {
  await open("/documents/yearly", "Yearly statements");
  await expect(households().getByRole("row").nth(1)).toBeVisible();
  await households().getByRole("row").nth(1).getByRole("link").first().click();
  await expect(page.getByRole("heading", { level: 1, name: /^Household of / })).toBeVisible();
  await page.getByRole("button", { name: "Yearly statement…" }).click();
  const dialog = page.getByRole("dialog", { name: "Yearly statement" });
  await expect(dialog.getByRole("button", { name: /^Print the statement of \d{4}$/ })).toBeEnabled();
  await expectAccessible(page, "a household's yearly statement");
  await expectPdf(() => dialog.getByRole("button", { name: "Save as PDF" }).click());
  await expect(dialog).toBeHidden();
  await open("/documents", "Documents");
  await expect(page.getByRole("grid", { name: "Documents" }).getByRole("row").filter({ hasText: /Yearly statement \d{4} for / })).toHaveCount(1);
});

/** How many statements the one button of the page would make. */
async function toMake(): Promise<number> {
  const words = await page.getByRole("button", { name: /^Make \d+ statements? of \d{4}$/ }).innerText();
  return Number(/\d+/.exec(words)?.[0]);
}

test("DOC-6 a run of chosen households is one file; it is marked as printed and the mark taken away", async () => {
  await open("/documents/yearly", "Yearly statements");
  await expect(households().getByRole("row").nth(3)).toBeVisible();
  await expectAccessible(page, "yearly statements");
  for (const nth of [1, 2, 3]) await households().getByRole("row").nth(nth).getByRole("checkbox").check();
  await page.getByRole("button", { name: "Make 3 statements", exact: true }).click();
  await expect(finished()).toContainText("3 statements on", { timeout: 120_000 });
  await expectPdf(() => finished().getByRole("button", { name: "Save PDF" }).click());
  await finished().getByRole("button", { name: "Mark as printed" }).click();
  await expect(finished()).toBeHidden();
  await page.getByText("Runs so far", { exact: true }).click();
  const run = runs().getByRole("row").nth(1);
  await expect(run).toBeVisible();
  await expect(run.getByText("not yet")).toBeHidden();
  await expectAccessible(page, "runs of yearly statements");
  await run.getByRole("button", { name: /^Actions for / }).click();
  await page.getByRole("menuitem", { name: "Take the mark away" }).click();
  await expect(run.getByText("not yet")).toBeVisible();
  await run.getByRole("button", { name: /^Actions for / }).click();
  await expectPdf(() => page.getByRole("menuitem", { name: "Save PDF" }).click());
});

test("DOC-6 who has one already can be left out, and another year shows its own households", async () => {
  await page.getByText("Households", { exact: true }).click();
  await expect(households().getByRole("row").nth(1)).toBeVisible();
  const everybody = await toMake();
  await page.getByRole("combobox", { name: "Which households" }).click();
  await page.getByRole("option", { name: "Not made yet" }).click();
  await expect.poll(toMake).toBe(everybody - 3);
  await page.getByRole("combobox", { name: "Year" }).click();
  await page.getByRole("option").last().click();
  await page.getByRole("combobox", { name: "Which households" }).click();
  await page.getByRole("option", { name: "Everybody" }).click();
  await expect(page.getByText(/^Nothing in \d{4}$/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Nothing to print" })).toBeDisabled();
});
