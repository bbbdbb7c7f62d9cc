/** Birthdays, price rises, terms and tasks in a real browser over the office host (MEM-16, MEM-17, MEM-18, UI-2). */
import { expect as expectNow, test, type Page } from "@playwright/test";
import { expectAccessible } from "../support/axe.ts";
import { startOffice, type RunningOffice } from "../support/office.ts";
import { signInAs } from "../support/sample-screens.ts";

test.describe.configure({ mode: "serial", timeout: 300_000 });

/** Patient: what matters here is that it comes, not how busy the machine is. */
const expect = expectNow.configure({ timeout: 45_000 });

let office: RunningOffice;
let page: Page;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(300_000);
  office = await startOffice(["--sample"]);
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  page = await context.newPage();
  page.setDefaultTimeout(60_000);
  await signInAs(page, office.url, /Helen Marsh/);
});

test.afterAll(async () => {
  await page.close();
  await office.stop();
});

async function open(path: string, title: string | RegExp): Promise<void> {
  await page.goto(`${office.url}#${path}`);
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
}

/** Both sizes of the house, for eyes; kept with the run's other results. */
async function picture(name: string): Promise<void> {
  for (const [width, height] of [[1280, 800], [1440, 900]] as const) {
    await page.setViewportSize({ width, height });
    await page.screenshot({ path: test.info().outputPath(`${name}-${width}.png`) });
  }
  await page.setViewportSize({ width: 1280, height: 800 });
}

test("MEM-17 the wizard says what is missing, then shows every member’s old and new price before anything is done", async () => {
  await open("/memberships/plans", "Plans");
  await page.getByRole("link", { name: "Raise prices" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Raise prices" })).toBeVisible();
  const effects = page.getByRole("region", { name: "What happens" });
  await expect(effects).toContainText("Choose at least one plan.");
  await page.getByRole("checkbox", { name: "Healthy Smile Adult" }).check();
  await expect(effects).toContainText("Say by how many percent");
  await page.getByRole("textbox", { name: "Percent" }).fill("5");
  await expect(effects).toContainText("38.85");
  const members = page.getByRole("grid", { name: "Members and their prices" });
  await expect(members.getByText("Pays the new price").first()).toBeVisible();
  await expectAccessible(page, "raise prices");
  await picture("raise-prices");
});

test("MEM-17 somebody is left out, and the price rise writes its letters", async () => {
  const members = page.getByRole("grid", { name: "Members and their prices" });
  const first = members.getByRole("row").nth(1);
  const actions = first.getByRole("button", { name: /^Actions for / });
  const name = ((await actions.getAttribute("aria-label")) ?? "").replace("Actions for ", "");
  await actions.click();
  await page.getByRole("menuitem", { name: "Leave out" }).click();
  await expect(page.getByRole("region", { name: "What happens" })).toContainText("1 left out");
  await page.getByRole("textbox", { name: "Find a member or plan" }).fill(name);
  await expect(members.getByText("Left out by you").first()).toBeVisible();
  await page.getByRole("textbox", { name: "Find a member or plan" }).fill("");
  await page.getByRole("textbox", { name: "Why" }).fill("Costs of materials");
  await page.getByRole("button", { name: /^Set the prices and write \d+ letters$/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: "New prices of Healthy Smile Adult" })).toBeVisible();
  const sheet = page.getByRole("grid", { name: "Members of this price rise" });
  await expect(sheet.getByText("Letter to print").first()).toBeVisible();
  await expectAccessible(page, "price rise");
  await picture("price-rise");
});

test("MEM-17 the price rise is withdrawn for one member, who keeps the price of today", async () => {
  const sheet = page.getByRole("grid", { name: "Members of this price rise" });
  const actions = sheet.getByRole("row").nth(1).getByRole("button", { name: /^Actions for / });
  const name = ((await actions.getAttribute("aria-label")) ?? "").replace("Actions for ", "");
  await actions.click();
  await page.getByRole("menuitem", { name: "Withdraw for this member…" }).click();
  const dialog = page.getByRole("dialog", { name: `Withdraw for ${name}` });
  await expect(dialog).toContainText("will not pay the new price");
  await expectAccessible(page, "withdraw");
  await dialog.getByRole("button", { name: `Withdraw for ${name}` }).click();
  await expect(dialog).toBeHidden();
  await expect(sheet.getByText("Withdrawn", { exact: true }).first()).toBeVisible();
});

test("UI-2 MEM-17 Today has the letters as a task that leads to the printer", async () => {
  await open("/today", "Today");
  const tasks = page.getByRole("region", { name: "Needs a person" });
  await tasks.getByRole("combobox", { name: "Show only" }).click();
  await page.getByRole("option", { name: /^New prices/ }).click();
  const letters = tasks.getByRole("link", { name: /^\d+ letters?$/ });
  await expect(letters).toBeVisible();
  await expect(tasks.getByRole("listitem")).toHaveCount(1);
  await expectAccessible(page, "today with tasks");
  await picture("today");
  await letters.click();
  await expect(page.getByRole("grid", { name: "Letters to print" }).getByText("New price").first()).toBeVisible();
});

test("MEM-16 a birthday is decided with its next draws in sight", async () => {
  await open("/memberships/ahead", "Changes ahead");
  const birthdays = page.getByRole("grid", { name: "Birthdays" });
  const row = birthdays.getByRole("row").filter({ has: page.getByText("Decide", { exact: true }) }).first();
  await expect(row).toBeVisible();
  await expectAccessible(page, "birthdays");
  await picture("birthdays");
  const actions = row.getByRole("button", { name: /^Actions for / });
  const name = ((await actions.getAttribute("aria-label")) ?? "").replace("Actions for ", "");
  await actions.click();
  await page.getByRole("menuitem", { name: "Decide…" }).click();
  const dialog = page.getByRole("dialog", { name: `${name}’s birthday` });
  await expect(dialog.getByRole("region", { name: "What happens" })).toContainText("moves to Healthy Smile Adult");
  await expectAccessible(page, "decide a birthday");
  await picture("decide-birthday");
  await dialog.getByRole("radio", { name: /^Stays on / }).check();
  await expect(dialog.getByRole("region", { name: "What happens" })).toContainText("The member stays on this plan at this price.");
  await dialog.getByRole("textbox", { name: "Reason" }).fill("The family wishes it");
  await dialog.getByRole("button", { name: /^Stay on / }).click();
  await expect(dialog).toBeHidden();
  await expect(birthdays.getByRole("row").filter({ hasText: "The family wishes it" })).toContainText("Stays");
});

test("MEM-17 MEM-18 the lists of new prices and of terms that end, with their filters", async () => {
  await page.getByRole("navigation", { name: "Changes ahead" }).getByRole("link", { name: /^New prices/ }).click();
  await expect(page.getByRole("grid", { name: "New prices" }).getByText("Letters wait")).toBeVisible();
  await expectAccessible(page, "price rises");
  await page.getByRole("navigation", { name: "Changes ahead" }).getByRole("link", { name: /^Terms that end/ }).click();
  await expect(page.getByRole("grid", { name: "Terms that end" })).toBeVisible();
  await expectAccessible(page, "terms that end");
  await picture("terms");
  await page.getByRole("textbox", { name: "Find a member or plan" }).fill("nobody of this name");
  await expect(page.getByText("Nothing like that")).toBeVisible();
});

test("MEM-17 the whole price rise is withdrawn, and its letters wait no more", async () => {
  await open("/memberships/ahead?tab=price-rises", "Changes ahead");
  await page.getByRole("grid", { name: "New prices" }).getByRole("link", { name: "Healthy Smile Adult" }).click();
  await page.getByRole("button", { name: "Withdraw it…" }).click();
  const dialog = page.getByRole("dialog", { name: "Withdraw the price rise" });
  await dialog.getByRole("button", { name: "Withdraw it" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("button", { name: "Withdraw it…" })).toBeHidden();
  await expect(page.getByRole("grid", { name: "Members of this price rise" }).getByText("Letter to print")).toHaveCount(0);
});
