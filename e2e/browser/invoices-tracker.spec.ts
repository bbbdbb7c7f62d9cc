/** The invoice tracker in a real browser over the office host: saved views, the selection, many invoices at once (INV-4, UI-4). */
import { readFileSync } from "node:fs";
import { expect as expectNow, test, type Browser, type Page } from "@playwright/test";
import { expectAccessible } from "../support/axe.ts";
import { startOffice, type RunningOffice } from "../support/office.ts";
import { signInAs } from "../support/sample-screens.ts";

test.describe.configure({ mode: "serial", timeout: 180_000 });
test.use({ actionTimeout: 30_000 });

/** Patient: what matters here is that it comes, not how busy the machine is. */
const expect = expectNow.configure({ timeout: 30_000 });

let office: RunningOffice;
let page: Page;

async function newPage(browser: Browser, who: RegExp): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const fresh = await context.newPage();
  await signInAs(fresh, office.url, who);
  return fresh;
}

test.beforeAll(async ({ browser }) => {
  test.setTimeout(240_000);
  office = await startOffice(["--sample"]);
  page = await newPage(browser, /Helen Marsh/);
});

test.afterAll(async () => {
  try {
    await page.context().close();
  } finally {
    await office.stop();
  }
});

const grid = (on: Page = page) => on.getByRole("grid", { name: "Invoices" });
const rowsSaid = (on: Page = page) => on.getByText(/^[\d,]+ rows?$/);
const viewButton = (on: Page = page) => on.getByRole("button", { name: /^View:/ });

async function open(hash: string, on: Page = page): Promise<void> {
  await on.goto(`${office.url}#${hash}`);
  await expect(grid(on).or(on.getByText("No invoices match"))).toBeVisible();
}

async function chooseInViews(name: string | RegExp, on: Page = page, role: "menuitem" | "menuitemradio" = "menuitem") {
  await viewButton(on).click();
  await on.getByRole(role, { name }).click();
}

test("INV-4 the tracker fits its window, with every column of a row in sight and no accessibility fault", async () => {
  await open("/invoices");
  await expect(rowsSaid()).toBeVisible();
  await expectAccessible(page, "tracker");
  const fits = await grid().evaluate((element) => element.scrollWidth <= element.clientWidth);
  expect(fits).toBe(true);
});

test("UI-4 a list is saved as a view with its filter, order and columns, and comes back as it was", async () => {
  await open("/invoices?status=overdue&sort=due");
  await page.getByRole("button", { name: "Choose columns" }).click();
  await page.getByRole("menuitemcheckbox", { name: "Last sent" }).click();
  await page.keyboard.press("Escape");
  await expect(grid().getByRole("columnheader", { name: "Last sent" })).toBeVisible();
  await chooseInViews("Save as a new view…");
  const dialog = page.getByRole("dialog", { name: "Save this list as a view" });
  await dialog.getByLabel("Name").fill("Chase these");
  await expectAccessible(page, "save a view");
  await dialog.getByRole("button", { name: "Save the view" }).click();
  await expect(dialog).toBeHidden();
  await expect(viewButton()).toHaveText(/Chase these/);

  await chooseInViews("All invoices", page, "menuitemradio");
  await expect(grid().getByRole("columnheader", { name: "Last sent" })).toBeHidden();
  expect(page.url()).not.toContain("status=overdue");
  await chooseInViews("Chase these", page, "menuitemradio");
  await expect(grid().getByRole("columnheader", { name: "Last sent" })).toBeVisible();
  expect(page.url()).toContain("status=overdue");
  expect(page.url()).toContain("sort=due");
});

test("UI-4 a changed view says so, and is put back or saved", async () => {
  await page.getByRole("button", { name: "Never sent" }).click();
  await expect(page.getByText("Changed.")).toBeVisible();
  await page.getByRole("button", { name: "Back to it" }).click();
  await expect(page.getByText("Changed.")).toBeHidden();
  await page.getByRole("button", { name: "Never sent" }).click();
  await page.getByRole("button", { name: "Save the view" }).click();
  await expect(page.getByText("Changed.")).toBeHidden();
  await chooseInViews("All invoices", page, "menuitemradio");
  await chooseInViews("Chase these", page, "menuitemradio");
  await expect(page.getByRole("button", { name: "Never sent" })).toHaveAttribute("aria-pressed", "true");
});

test("UI-4 a view of one's own is nobody else's; shared, it is there for the others at once", async ({ browser }) => {
  const desk = await newPage(browser, /Tom Weaver/);
  try {
    await open("/invoices", desk);
    await viewButton(desk).click();
    await expect(desk.getByRole("menuitem", { name: "Save as a new view…" })).toBeVisible();
    await expect(desk.getByRole("menuitemradio", { name: "Chase these" })).toHaveCount(0);
    await chooseInViews("Rename or share…");
    const dialog = page.getByRole("dialog", { name: "Rename Chase these" });
    await dialog.getByLabel("Name").fill("Chase at month end");
    await dialog.getByLabel(/Everybody in the practice/).check();
    await dialog.getByRole("button", { name: "Save the view" }).click();
    await expect(dialog).toBeHidden();
    await expect(desk.getByRole("menuitemradio", { name: "Chase at month end" })).toBeVisible();
  } finally {
    await desk.context().close();
  }
});

test("UI-4 the list opens with the view a person chose, until another one is chosen", async () => {
  await chooseInViews("Open the list with this view");
  await expect(page.getByText("The list opens with Chase at month end from now on.")).toBeVisible();
  await page.goto(`${office.url}#/today`);
  await page.locator("[data-page-title]").first().waitFor();
  await open("/invoices");
  await expect(viewButton()).toHaveText(/Chase at month end/);
  expect(page.url()).toContain("status=overdue");
  await chooseInViews("All invoices", page, "menuitemradio");
  await expect(viewButton()).toHaveText(/All invoices/);
  await chooseInViews("Open the list with this view");
});

test("UI-6 a deleted view comes back by Undo", async () => {
  await chooseInViews("Chase at month end", page, "menuitemradio");
  await chooseInViews("Delete this view");
  await expect(viewButton()).toHaveText(/All invoices/);
  await page.getByRole("button", { name: "Undo" }).click();
  await viewButton().click();
  await expect(page.getByRole("menuitemradio", { name: "Chase at month end" })).toBeVisible();
  await page.keyboard.press("Escape");
});

test("UI-5 rows are selected with the keyboard alone, and their spreadsheet holds them only", async () => {
  await open("/invoices?status=overdue&sort=due&view=all");
  await expect(grid().getByRole("row").nth(3)).toBeVisible();
  await grid().focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Space");
  await page.keyboard.press("Shift+ArrowDown");
  const bar = page.getByRole("region", { name: "Selected rows" });
  await expect(bar.getByText("2 invoices selected")).toBeVisible();
  await expectAccessible(page, "selected invoices");
  const saved = page.waitForEvent("download");
  await bar.getByRole("button", { name: "CSV" }).click();
  const lines = readFileSync(await (await saved).path(), "utf8").trim().split("\r\n");
  expect(lines).toHaveLength(3);
  expect(lines[1]).toContain("Overdue");
});

test("INV-4 from the selection to all that match, and back when the selection changes", async () => {
  const bar = page.getByRole("region", { name: "Selected rows" });
  await bar.getByRole("button", { name: /^Select all \d+ that match$/ }).click();
  await expect(bar.getByText(/^All \d+ invoices that match$/)).toBeVisible();
  const saved = page.waitForEvent("download");
  await bar.getByRole("button", { name: "List as PDF" }).click();
  const file = readFileSync(await (await saved).path());
  expect(file.subarray(0, 5).toString()).toBe("%PDF-");
  await grid().getByRole("checkbox", { name: /^Select invoice/ }).nth(4).click();
  await expect(bar.getByText("3 invoices selected")).toBeVisible();
  await bar.getByRole("button", { name: "Clear selection" }).click();
  await expect(bar).toBeHidden();
});

test("UI-7 all that match are printed in one file, marked as sent, and taken back", async () => {
  await open("/invoices?status=overdue&unsent=1&sort=due&view=all");
  await expect(rowsSaid()).toBeVisible();
  const before = await rowsSaid().innerText();
  await page.getByRole("button", { name: "Do with all that match" }).click();
  await page.getByRole("menuitem", { name: "Print in one file" }).click();
  await expect(page.getByText(/invoices on \d+ pages, \$[\d,.]+ open\./)).toBeVisible({ timeout: 120_000 });
  await expectAccessible(page, "printed invoices");
  const saved = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save PDF" }).click();
  expect(readFileSync(await (await saved).path()).subarray(0, 5).toString()).toBe("%PDF-");
  await page.getByRole("button", { name: "Mark as sent" }).click();
  await expect(page.getByText("No invoices match")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(rowsSaid()).toHaveText(before);
});

test("UI-12 a filter that leaves nothing says so and is cleared from there", async () => {
  await open("/invoices?status=void&age=over_90&view=all");
  await expect(page.getByText("No invoices match")).toBeVisible();
  await expectAccessible(page, "no invoices match");
  await page.getByRole("button", { name: "Clear the filters" }).click();
  await expect(grid()).toBeVisible();
  expect(page.url()).not.toContain("status=void");
});

test("INV-8 credit for many invoices says what it will do, or that there is none, and Esc closes it", async () => {
  await open("/invoices?status=paid&view=all");
  await page.getByRole("button", { name: "Do with all that match" }).click();
  await page.getByRole("menuitem", { name: "Apply credit…" }).click();
  const dialog = page.getByRole("dialog", { name: "Apply credit" });
  await expect(dialog.getByText(/None of these households has credit|at once/)).toBeVisible();
  await expectAccessible(page, "credit for many");
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
});

test("INV-4 the chart has the same tracker, with views of its own", async () => {
  await page.goto(`${office.url}#/patients/1?tab=invoices`);
  await expect(grid()).toBeVisible();
  await expectAccessible(page, "chart invoices");
  await viewButton().click();
  await expect(page.getByRole("menuitemradio", { name: "All invoices" })).toBeVisible();
  await expect(page.getByRole("menuitemradio", { name: "Chase at month end" })).toHaveCount(0);
  await page.keyboard.press("Escape");
});

test("INV-4 the menu of a row marks one invoice as sent by letter", async () => {
  await open("/invoices?status=overdue&unsent=1&sort=due&view=all");
  const first = grid().getByRole("row").nth(1);
  const number = await first.getByRole("rowheader").innerText();
  await first.getByRole("button", { name: /^Actions for invoice/ }).click();
  await page.getByRole("menuitem", { name: "Mark as sent by letter" }).click();
  await expect(page.getByText("1 invoice marked as sent by letter.")).toBeVisible();
  await expect(grid().getByRole("link", { name: number, exact: true })).toHaveCount(0);
});
