/** Cards on file at the counter: added, declined, replaced, charged, removed; and what waits for a person. */
import { expect as expectNow, test, type Page } from "@playwright/test";
import { expectAccessible } from "../support/axe.ts";
import type { RunningOffice } from "../support/office.ts";
import { closeSamplePage, openSamplePage } from "../support/sample-page.ts";

test.describe.configure({ mode: "serial", timeout: 120_000 });

const expect = expectNow.configure({ timeout: 20_000 });

let office: RunningOffice;
let page: Page;
let chart: string;

test.beforeAll(async ({ browser }) => {
  ({ office, page } = await openSamplePage(browser));
});
test.afterAll(() => closeSamplePage({ office, page }));

const cards = () => page.getByRole("grid", { name: "Cards on file" });
const charges = () => page.getByRole("grid", { name: "Card charges" });

/** Opens the dialog of a new card, chooses one of the stand-in's and adds it. */
async function addCard(last4: string): Promise<void> {
  await page.getByRole("button", { name: "Add a card" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("radio", { name: new RegExp(`ending in ${last4}`) }).check();
  await dialog.getByRole("button", { name: new RegExp(`^Add .*${last4}`) }).click();
  await expect(dialog).toBeHidden();
}

test("BIL-18 somebody who pays at the desk is found under To collect", async () => {
  await page.goto(`${office.url}#/today`);
  const row = page.getByRole("row").filter({ hasText: "Pays by hand" }).first();
  await row.getByRole("link").first().click();
  await page.getByRole("link", { name: "Cards", exact: true }).click();
  chart = page.url();
  await expect(page.getByText("No card on file")).toBeVisible();
  await expectAccessible(page, "chart: cards, none yet");
});

test("BIL-7 a card is added without any number being typed, and BIL-14 charged with what is due", async () => {
  await page.getByRole("button", { name: "Add a card" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("radio")).not.toHaveCount(0);
  await expect(dialog.getByRole("textbox", { name: /number|code/i })).toHaveCount(0);
  await expectAccessible(page, "add a card");
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await addCard("9995");
  await expect(cards().getByRole("row").filter({ hasText: "9995" })).toBeVisible();
  await expect(charges().getByRole("row").filter({ hasText: "Declined" })).toBeVisible();
});

test("BIL-12 a decline says what to read to the patient", async () => {
  const row = charges().getByRole("row").filter({ hasText: "Declined" }).first();
  await row.getByRole("button", { name: /menu|actions|more/i }).first().click();
  await page.getByRole("menuitem", { name: "What to say…" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText("To read to the patient")).toBeVisible();
  await expect(dialog.getByText(/insufficient_funds|generic_decline/)).toHaveCount(0);
  await expectAccessible(page, "what to say of a decline");
  await page.keyboard.press("Escape");
});

test("BIL-14 a new card pays what the old one could not, and says so only when it has", async () => {
  await addCard("4242");
  await expect(charges().getByRole("row").filter({ hasText: "Charged" })).toBeVisible();
  await page.reload();
  await expect(charges().getByRole("row").filter({ hasText: "Charged" })).toBeVisible();
  await expect(cards().getByRole("row").filter({ hasText: "4242" })).toContainText("In use");
  await expectAccessible(page, "chart: cards");
});

test("BIL-14 the card that is not wanted any more is removed with a reason", async () => {
  const row = cards().getByRole("row").filter({ hasText: "9995" });
  if (await row.isVisible()) {
    await row.getByRole("button", { name: /menu|actions|more/i }).first().click();
    await page.getByRole("menuitem", { name: "Remove…" }).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog.getByRole("button", { name: "Remove the card" })).toBeDisabled();
    await dialog.getByLabel("Reason").fill("Replaced by another");
    await dialog.getByRole("button", { name: "Remove the card" }).click();
    await expect(dialog).toBeHidden();
  }
  await expect(row).toHaveCount(0);
  expect(page.url()).toBe(chart);
});

test("BIL-8 BIL-16 BIL-17 what cards need a person for has a list each, calm when it is empty", async () => {
  for (const [tab, words] of [
    ["", "Every charge has its outcome"],
    ["?tab=expiring", null],
    ["?tab=disputes", "No disputes"],
  ] as const) {
    await page.goto(`${office.url}#/cards${tab}`);
    await expect(page.getByRole("heading", { level: 1, name: "Cards" })).toBeVisible();
    if (words !== null) await expect(page.getByText(words)).toBeVisible();
    await expectAccessible(page, `cards ${tab}`);
  }
});
