/**
 * Closing the day at the counter: the drawer is counted and locked, cash and checks go to the bank, and the
 * sheets of it all open their rows (INV-12, INV-13, INV-14).
 */
import { expect as expectNow, test, type Locator, type Page } from "@playwright/test";
import { ask, tell } from "../support/ask.ts";
import { expectAccessible } from "../support/axe.ts";
import { startOffice, type RunningOffice } from "../support/office.ts";
import { homeAddress, makeTrainingPractice, personForm } from "../support/training-practice.ts";

test.describe.configure({ mode: "serial", timeout: 120_000 });

const expect = expectNow.configure({ timeout: 20_000 });

let office: RunningOffice;
let page: Page;
let householdId: number;

async function pay(tender: "cash" | "check", cents: number, reference = ""): Promise<void> {
  await tell(page, "payments.take", {
    householdId,
    tender: { tender, amountCents: cents, tenderedCents: null, reference },
    allocations: null,
    note: "",
  });
}

test.beforeAll(async ({ browser }) => {
  test.setTimeout(300_000);
  office = await startOffice();
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  page = await context.newPage();
  await makeTrainingPractice(page, office);
  const added: { householdId: number } = await tell(page, "patients.add", {
    form: personForm("Rosa"),
    household: { newAddress: homeAddress, contactPreference: "print" },
  });
  ({ householdId } = added);
  await pay("cash", 10_000);
  await pay("check", 4000, "1001");
  await pay("check", 6000, "1002");
});

test.afterAll(async () => {
  try {
    await page.context().close();
  } finally {
    await office.stop();
  }
});

/** A civil day some days on. */
function moved(day: string, days: number): string {
  return new Date(Date.parse(`${day}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

const dialog = (): Locator => page.getByRole("dialog");
const grid = (name: string): Locator => page.getByRole("grid", { name });

/** Opens a screen anew, so that no message of an earlier act lies over it. */
async function open(hash: string, heading: string): Promise<void> {
  await page.goto(`${office.url}#${hash}`);
  await page.reload();
  await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
}

/** Presses the act of a dialog once it can be pressed, and waits until the dialog is gone. */
async function act(name: string | RegExp): Promise<void> {
  const button = dialog().getByRole("button", { name });
  await expect(button).toBeEnabled();
  await button.click();
  await expect(dialog()).toBeHidden();
}

/** An entry of a row's menu; the menu is gone before anything else is done. */
async function fromMenu(row: Locator, entry: string): Promise<void> {
  await row.getByRole("button", { name: /^Actions for/ }).click();
  await page.getByRole("menuitem", { name: entry }).click();
  await expect(page.getByRole("menuitem", { name: entry })).toBeHidden();
}

test("INV-12 the drawer is counted by bills: 90.00 of 100.00 is 10.00 short, and says why", async () => {
  await open("/payments/close", "Close the day");
  await page.getByRole("button", { name: "Count today’s drawer…" }).click();
  await expect(dialog().getByRole("row", { name: /^Cash/ })).toContainText("100.00");
  await expect(dialog().getByRole("row", { name: /^1002/ })).toContainText("60.00");
  await dialog().getByRole("textbox", { name: "Bills of 50" }).fill("1");
  await dialog().getByRole("textbox", { name: "Bills of 20" }).fill("2");
  await expect(dialog().getByText("Counted $90.00")).toBeVisible();
  const close = dialog().getByRole("button", { name: "Close the day, $10.00 short" });
  await expect(close).toBeDisabled();
  await dialog().getByRole("textbox", { name: "Why it is short" }).fill("Change given twice");
  await expect(close).toBeEnabled();
  await expectAccessible(page, "count the drawer");
  await act("Close the day, $10.00 short");
  await expect(grid("Days").getByRole("row").nth(1)).toContainText("Closed");
  await expect(grid("Days").getByRole("row").nth(1)).toContainText("−10.00");
});

test("INV-12 a second window that counted meanwhile is told, and a recount books only what it changes", async () => {
  await page.getByRole("button", { name: "Count today’s drawer…" }).click();
  await expect(dialog().getByText("A recount books only what it changes.")).toBeVisible();
  await dialog().getByRole("textbox", { name: "Bills of 100", exact: true }).fill("1");
  // The other window is quicker.
  const { todayOn } = (await ask<{ practice: { todayOn: string } }>(page, "app.status", {})).practice;
  await tell(page, "closing.count", {
    dayOn: todayOn,
    countsSeen: 1,
    pieces: { "5000": 2 },
    floatCents: 0,
    checksCents: 10_000,
    cardBatchCents: 0,
    reason: "The missing bill was under the tray",
  });
  const keep = dialog().getByRole("button", { name: "Keep this count, even" });
  await expect(keep).toBeEnabled();
  await keep.click();
  await expect(dialog().getByText(/Somebody else has just counted the drawer/)).toBeVisible();
  await dialog().getByRole("button", { name: "Cancel" }).click();
  await dialog().getByRole("button", { name: "Close without it" }).click();
  await expect(dialog()).toBeHidden();
  await expect(grid("Days").getByRole("row").nth(1)).toContainText("0.00");
});

test("INV-12 what comes after the first close stands beside it on the day sheet, and a figure opens its rows", async () => {
  await pay("cash", 2500);
  await open("/reports/day-sheet", "Day sheet");
  const balance = grid("Day sheet");
  await expect(balance.getByRole("row", { name: /^Payments/ })).toContainText("−200.00");
  await expect(balance.getByRole("row", { name: /^Payments/ })).toContainText("−25.00");
  await expect(balance.getByRole("row", { name: /^Closing balance/ })).toContainText("−225.00");
  await expect(grid("Money by tender").getByRole("row", { name: /^Checks/ })).toContainText("100.00");
  await expectAccessible(page, "day sheet");
  await balance.getByRole("button", { name: "Entered after it of Payments: −25.00. Show the rows" }).click();
  await expect(dialog().getByRole("row", { name: /Receipt 4/ })).toContainText("−25.00");
  await dialog().getByRole("button", { name: "Close", exact: true }).click();
  await expect(dialog()).toBeHidden();
});

test("INV-13 cash and checks are picked for a deposit, and the bank's day is noted", async () => {
  await open("/payments/deposits", "Deposits");
  const waiting = grid("Not deposited");
  await expect(waiting.getByRole("row", { name: /1002/ })).toContainText("60.00");
  await waiting.getByRole("checkbox", { name: "Select all rows that are here" }).click();
  const bar = page.getByRole("region", { name: "Selected rows" });
  await expect(bar).toContainText("$225.00");
  await expectAccessible(page, "not deposited");
  await bar.getByRole("button", { name: "Make the deposit…" }).click();
  await expect(dialog().getByRole("region", { name: "What happens" })).toContainText("2 checks of $100.00");
  await act("Deposit $225.00");
  await expect(page.getByText("Everything is at the bank")).toBeVisible();
  await open("/payments/deposits?tab=made", "Deposits");
  const first = grid("Deposits made").getByRole("row").nth(1);
  await expect(first).toContainText("Not confirmed");
  await fromMenu(first, "The bank shows it…");
  await expectAccessible(page, "confirm a deposit");
  await act("Confirm $225.00");
  await expect(first).toContainText("At the bank");
});

test("INV-12 the next day the books are locked, and opened again with a reason that stays", async () => {
  const { todayOn } = (await ask<{ practice: { todayOn: string } }>(page, "app.status", {})).practice;
  await tell(page, "training.advance", { toOn: moved(todayOn, 1) });
  await open("/payments/close", "Close the day");
  await page.getByRole("button", { name: "Lock days…" }).click();
  await expectAccessible(page, "lock days");
  await act(/^Lock through /);
  const counted = grid("Days").getByRole("row", { name: /Closed and locked/ });
  await expect(counted).toHaveCount(1);
  await fromMenu(counted, "Unlock…");
  await expect(dialog().getByRole("button", { name: "Unlock the day" })).toBeDisabled();
  await dialog().getByRole("textbox", { name: "Reason" }).fill("A check was forgotten");
  await act("Unlock the day");
  await expect(grid("Days").getByRole("row", { name: /Closed and locked/ })).toHaveCount(0);
  await expect(grid("Locks").getByRole("row", { name: /A check was forgotten/ })).toBeVisible();
  await expectAccessible(page, "close the day");
});

test("INV-14 the location statement says plainly that no payouts are reported, and where kept copies are", async () => {
  const { todayOn } = (await ask<{ practice: { todayOn: string } }>(page, "app.status", {})).practice;
  // Two days of their own, so that the month does not matter in which this runs.
  await open(`/reports/location-statement?from=${moved(todayOn, -1)}&to=${todayOn}`, "Location statement");
  await expect(grid("Money received").getByRole("row", { name: /^Net/ })).toContainText("225.00");
  await expect(page.getByText(/^No payouts are reported for this period\. No card on file was charged either\.$/)).toBeVisible();
  await expectAccessible(page, "location statement");
  await page.getByRole("link", { name: "Kept copies and payouts" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Kept location statements" })).toBeVisible();
  await expect(page.getByText("No payouts reported")).toBeVisible();
  await expectAccessible(page, "kept statements");
});
