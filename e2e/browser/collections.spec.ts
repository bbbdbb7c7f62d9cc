/** Collections in a real browser over the office host: call, print the letters, take money, waive, change the timetable. */
import { expect as expectNow, test, type Page } from "@playwright/test";
import { expectAccessible } from "../support/axe.ts";
import { startOffice, type RunningOffice } from "../support/office.ts";
import { signInAs } from "../support/sample-screens.ts";

test.describe.configure({ mode: "serial", timeout: 120_000 });

/** Patient: what matters here is that it comes, not how busy the machine is. */
const expect = expectNow.configure({ timeout: 30_000 });

let office: RunningOffice;
let page: Page;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(240_000);
  office = await startOffice(["--sample"]);
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  page = await context.newPage();
  await signInAs(page, office.url, /Tom Weaver/);
});

test.afterAll(async () => {
  try {
    await page.context().close();
  } finally {
    await office.stop();
  }
});

async function open(path: string, heading: string): Promise<void> {
  await page.goto(`${office.url}#${path}`);
  await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
}

/** The number beside a tab's name. */
async function countOf(tab: string): Promise<number> {
  const link = page.getByRole("link", { name: new RegExp(`^${tab} ?\\d+$`) });
  await expect(link).toBeVisible();
  return Number(/\d+$/.exec(await link.innerText())?.[0]);
}

test("BIL-13 Today leads to the call list: the longest waiting first, in figures that match", async () => {
  await open("/today", "Today");
  await page.getByRole("link", { name: "Call list" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Collections" })).toBeVisible();
  const grid = page.getByRole("grid", { name: "Call list" });
  await expect(grid.getByRole("row").nth(1)).toBeVisible();
  expect(await countOf("Call list")).toBeGreaterThan(5);
  await expectAccessible(page, "call list");
});

test("BIL-12 what to say: a sentence to read out, what staff need to know, and what happens next", async () => {
  const grid = page.getByRole("grid", { name: "Call list" });
  await grid.getByRole("button", { name: /^Actions for / }).first().click();
  await page.getByRole("menuitem", { name: "What to say…" }).click();
  const sheet = page.getByRole("dialog", { name: /^Calling / });
  await expect(sheet.getByText("For you")).toBeVisible();
  await expect(sheet.getByText("What happens next")).toBeVisible();
  await expectAccessible(page, "call sheet");
  await page.keyboard.press("Escape");
  await expect(sheet).toBeHidden();
});

test("BIL-13 the filter stays in the address; nobody who matches is said kindly", async () => {
  await page.getByLabel("Name or phone").fill("zzzz");
  await expect(page.getByText("Nobody matches")).toBeVisible();
  await expect(page).toHaveURL(/q=zzzz/);
  await page.getByLabel("Name or phone").fill("");
  await expect(page.getByText("Nobody matches")).toBeHidden();
});

test("DOC-11 one click prints all waiting letters and marks them; taking the run back lets them wait again", async () => {
  await page.getByRole("link", { name: /^Letters to print/ }).click();
  const before = await countOf("Letters to print");
  expect(before).toBeGreaterThan(0);
  await expectAccessible(page, "letters to print");
  await page.getByRole("button", { name: /^Print \d+ letters?$/ }).click();
  const note = page.getByRole("status").filter({ hasText: "marked as printed today" });
  await expect(note).toBeVisible();
  await expect(page.getByText("No letter waits")).toBeVisible();
  expect(await countOf("Letters to print")).toBe(0);
  await expectAccessible(page, "letters printed");
  await note.getByRole("button", { name: "Not printed: take back" }).click();
  await expect(note).toBeHidden();
  await expect.poll(() => countOf("Letters to print")).toBe(before);
  await expect(page.getByText("taken back")).toBeVisible();
});

test("BIL-18 the unpaid panel empties itself: waived with a reason, the row is gone and the sum is smaller", async () => {
  await page.getByRole("link", { name: /^To collect/ }).click();
  const grid = page.getByRole("grid", { name: "To collect" });
  await expect(grid.getByRole("row").nth(1)).toBeVisible();
  const before = await countOf("To collect");
  await expectAccessible(page, "to collect");
  await grid.getByRole("button", { name: /^Actions for / }).first().click();
  await page.getByRole("menuitem", { name: "Waive…" }).click();
  const dialog = page.getByRole("dialog", { name: /^Waive invoice/ });
  await dialog.getByLabel("Reason").fill("Agreed with the owner");
  await expectAccessible(page, "waive");
  await dialog.getByRole("button", { name: /^Waive \$/ }).click();
  await expect(dialog).toBeHidden();
  await expect.poll(() => countOf("To collect")).toBe(before - 1);
  expect(await countOf("Call list")).toBeLessThan(before);
});

test("BIL-6 BIL-3 with nothing to decide the two reviews say so", async () => {
  await page.getByRole("link", { name: /^Needs attention/ }).click();
  await expect(page.getByText("Nobody needs attention")).toBeVisible();
  await expectAccessible(page, "needs attention");
  await page.getByRole("link", { name: /^Catch-up review/ }).click();
  await expect(page.getByText("Nothing was missed")).toBeVisible();
  await expectAccessible(page, "catch-up review");
});

test("BIL-11 the owner changes the timetable: the days follow while typing, a wrong one is refused in words", async () => {
  await page.context().clearCookies();
  await signInAs(page, office.url, /Helen Marsh/);
  await open("/settings/past-due", "Past-due members");
  const grace = page.getByLabel("Days until a membership lapses");
  await expect(grace).toHaveValue("28");
  await expectAccessible(page, "past-due settings");
  await grace.fill("20");
  await page.getByRole("button", { name: "Save the timetable" }).click();
  await expect(page.getByText(/rising numbers from 1 to 19/)).toBeVisible();
  await grace.fill("35");
  await page.getByRole("button", { name: "Save the timetable" }).click();
  await expect(page.getByText(/Helen Marsh: days until the lapse/)).toBeVisible();
  await page.reload();
  await expect(page.getByLabel("Days until a membership lapses")).toHaveValue("35");
});
