/**
 * Refunds to the card that paid, at the counter: the first choice of both dialogs, what is said when the card
 * takes it and when it does not, credit that goes to another household, and Escape without the focus.
 */
import { expect as expectNow, test, type Locator, type Page } from "@playwright/test";
import { ask, tell } from "../support/ask.ts";
import { expectAccessible } from "../support/axe.ts";
import { startOffice, type RunningOffice } from "../support/office.ts";
import { closeSamplePage } from "../support/sample-page.ts";
import { homeAddress, makeTrainingPractice, nextLongMonth, personForm, plainTerms } from "../support/training-practice.ts";

test.describe.configure({ mode: "serial", timeout: 120_000 });

/** Patient: what matters here is that it comes, not how busy the machine is. */
const expect = expectNow.configure({ timeout: 30_000 });

let office: RunningOffice;
let page: Page;
const people: Record<string, { patientId: number; householdId: number }> = {};

/** A member whose first month of 37.00 was charged to a test card. */
async function member(name: string, planVersionId: number, startOn: string, card: { token: string; last4: string }): Promise<void> {
  const added = await tell<{ patientId: number; householdId: number }>(page, "patients.add", {
    form: personForm(name, { lastName: name === "Ben" ? "Ortiz" : "Lee" }),
    household: { newAddress: homeAddress, contactPreference: "print" },
  });
  people[name] = added;
  const { invoiceId } = await tell<{ invoiceId: number }>(page, "memberships.enrol", {
    enrolment: {
      householdId: added.householdId,
      members: [{ patientId: added.patientId, planVersionId, periodMonths: 1, waiveActivationReason: null }],
      startOn,
      drawDay: null,
      firstMoney: "stub_now",
      agreement: "not_needed",
      couponCode: null,
    },
    expectedTodayCents: 3700,
    payment: null,
  });
  await tell(page, "cards.add", {
    householdId: added.householdId,
    card: { ...card, brand: "visa", expiresMonth: 12, expiresYear: 2044, funding: "credit" },
  });
  const { state } = await tell<{ state: string }>(page, "charging.chargeNow", { invoiceId });
  expectNow(state).toBe("succeeded");
}

test.beforeAll(async ({ browser }) => {
  test.setTimeout(300_000);
  office = await startOffice();
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  page = await context.newPage();
  const joinedOn = nextLongMonth(await makeTrainingPractice(page, office));
  await tell(page, "training.advance", { toOn: joinedOn });
  const { planVersionId } = await tell<{ planVersionId: number }>(page, "plans.add", { terms: plainTerms("Basic", 3700), state: "on_sale" });
  await member("Rosa", planVersionId, joinedOn, { token: "test_succeeds:rosa", last4: "4242" });
  await member("Kim", planVersionId, joinedOn, { token: "test_no_refunds:kim", last4: "1117" });
  await tell(page, "patients.add", { form: personForm("Ben", { lastName: "Ortiz" }), household: { newAddress: homeAddress, contactPreference: "print" } });
  // The 11th of a month with 31 days: 21 of them are left, 25.06 of 37.00.
  await tell(page, "training.advance", { toOn: joinedOn.replace(/01$/, "11") });
});

test.afterAll(() => closeSamplePage({ office, page }));

const dialog = (): Locator => page.getByRole("dialog");
const happens = (): Locator => dialog().getByRole("region", { name: "What happens" });
const grid = (): Locator => page.getByRole("grid", { name: "Payments" });

async function openPayments(): Promise<void> {
  await page.goto(`${office.url}#/payments`);
  await page.reload();
  await expect(page.getByRole("heading", { level: 1, name: "Payments" })).toBeVisible();
}

async function refundDialog(name: string): Promise<void> {
  await openPayments();
  const row = grid().getByRole("row").filter({ hasText: name });
  await row.getByRole("button", { name: /^Actions for / }).click();
  await page.getByRole("menuitem", { name: "Refund…" }).click();
  await expect(dialog()).toBeVisible();
}

test("MEM-19 25.06 of dues is suggested and goes to the card ending in 4242, the first choice", async () => {
  await page.goto(`${office.url}#/patients/${people["Rosa"]?.patientId}`);
  await expect(page.getByRole("heading", { level: 1, name: "Rosa Lee" })).toBeVisible();
  await page.getByRole("region", { name: "Membership Basic" }).getByRole("button", { name: "Change" }).click();
  await page.getByRole("menuitem", { name: "Refund dues…" }).click();
  await expect(dialog().getByLabel("Amount")).toHaveValue("25.06");
  await expect(dialog().getByRole("radio", { name: "To the card ending in 4242" })).toBeChecked();
  await dialog().getByLabel("Reason for the refund").fill("Moves away");
  await dialog().getByRole("radio", { name: "It goes on" }).check();
  await expect(happens()).toContainText("25.06 goes back to the card ending in 4242");
  await expectAccessible(page, "refund dues to a card");
  const act = dialog().getByRole("button", { name: "Refund $25.06" });
  await expect(act).toBeEnabled();
  await act.click();
  await expect(dialog()).toBeHidden();
  await openPayments();
  await expect(grid().getByRole("row").filter({ hasText: "Rosa Lee" })).toContainText("25.06");
  await expect(page.getByRole("heading", { name: "Refunds to cards" })).toBeHidden();
});

test("INV-9 what is left of the payment goes to the same card, and no more than that", async () => {
  await refundDialog("Rosa Lee");
  await expect(dialog().getByRole("radio", { name: "To the card ending in 4242" })).toBeChecked();
  await expect(dialog().getByText("At most $11.94")).toBeVisible();
  await dialog().getByLabel("Reason").fill("All of it");
  const act = dialog().getByRole("button", { name: "Refund $11.94" });
  await expect(act).toBeEnabled();
  await act.click();
  await expect(dialog()).toBeHidden();
  await expect(grid().getByRole("row").filter({ hasText: "Rosa Lee" })).toContainText("37.00");
  await expect(grid().getByRole("row").filter({ hasText: "Rosa Lee" })).toContainText("Refunded");
});

test("INV-9 a card that takes no refunds: nothing is refunded, the dialog says why and offers the other ways", async () => {
  await refundDialog("Kim Lee");
  await dialog().getByLabel("Reason").fill("Not happy");
  const act = dialog().getByRole("button", { name: "Refund $37.00" });
  await expect(act).toBeEnabled();
  await act.click();
  await expect(dialog().getByText(/The bank does not take money back on this card/)).toBeVisible();
  await expect(dialog().getByRole("radio", { name: "A check, to be written" })).toBeChecked();
  await expect(happens()).toContainText("waits as a refund check to write");
  await expectAccessible(page, "a refund that the card refused");
  await dialog().getByRole("radio", { name: "Household credit" }).check();
  await expect(happens()).toContainText("becomes household credit");
  await expect(act).toBeEnabled();
  await act.click();
  await expect(dialog()).toBeHidden();
  await expect(page.getByText(/card ending in 1117.*Nothing was refunded/)).toBeVisible();
  await expectAccessible(page, "payments with a refused refund");
});

test("INV-8 credit of 37.00 goes to another household, and comes back from its account", async () => {
  await page.goto(`${office.url}#/patients/households/${people["Kim"]?.householdId}`);
  await page.getByRole("button", { name: "To another household…" }).click();
  const picker = dialog().getByRole("textbox", { name: "To the household of" });
  await expect(picker).toBeFocused();
  await picker.fill("Ortiz");
  await page.getByRole("option", { name: /Ortiz, Ben/ }).click();
  await expect(dialog().getByText("Household of")).toBeVisible();
  await dialog().getByLabel("Reason").fill("For the nephew");
  await expect(happens()).toContainText("Ben Ortiz then has $37.00");
  await expectAccessible(page, "credit to another household");
  const act = dialog().getByRole("button", { name: "Move $37.00" });
  await expect(act).toBeEnabled();
  await act.click();
  await expect(dialog()).toBeHidden();
  await expect(page.getByText("to Ben Ortiz")).toBeVisible();
  await page.getByRole("button", { name: "Take back…" }).click();
  await dialog().getByLabel("Reason").fill("The other Ben");
  await dialog().getByRole("button", { name: "Take $37.00 back" }).click();
  await expect(dialog()).toBeHidden();
  await expect(page.getByText("to Ben Ortiz")).toBeHidden();
});

test("UI-5 Escape closes a dialog while the focus is nowhere, and asks when something typed would be lost", async () => {
  const { creditCents } = await ask<{ creditCents: number }>(page, "households.sheet", { householdId: people["Kim"]?.householdId });
  expectNow(creditCents).toBe(3700);
  await page.getByRole("button", { name: "Give back…" }).click();
  await expect(dialog()).toBeVisible();
  const loseFocus = () => page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await expect(dialog().getByLabel(/^Amount/)).toBeFocused();
  await loseFocus();
  await page.keyboard.press("Escape");
  await expect(dialog()).toBeHidden();
  await page.getByRole("button", { name: "Give back…" }).click();
  await dialog().getByLabel("Reason").fill("Typed");
  await loseFocus();
  await page.keyboard.press("Escape");
  await expect(dialog().getByText("What you typed here would be lost.")).toBeVisible();
  await dialog().getByRole("button", { name: "Close without it" }).click();
  await expect(dialog()).toBeHidden();
});
