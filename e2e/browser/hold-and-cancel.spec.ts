/**
 * Holds, cancellations, refunds of dues and deleting at the counter: each dialog shows exactly what
 * happens before it is confirmed (MEM-12, MEM-13, MEM-19, MEM-21, MEM-22).
 */
import { expect as expectNow, test, type Locator, type Page } from "@playwright/test";
import { ask, tell } from "../support/ask.ts";
import { expectAccessible } from "../support/axe.ts";
import { startOffice, type RunningOffice } from "../support/office.ts";
import { homeAddress, makeTrainingPractice, nextLongMonth, personForm, plainTerms } from "../support/training-practice.ts";

test.describe.configure({ mode: "serial", timeout: 120_000 });

const expect = expectNow.configure({ timeout: 20_000 });

let office: RunningOffice;
let page: Page;
/** The first of a month with 31 days that lies ahead: everybody joins on it. */
let joinedOn: string;
const people: Record<string, number> = {};

/** Adds people as one household and enrols them; `paid` nothing leaves the first payment open. */
async function enrol(names: readonly string[], planVersionId: number, startOn: string, cents: number, isPaid: boolean): Promise<void> {
  let householdId: number | null = null;
  for (const name of names) {
    const household: object = householdId === null ? { newAddress: homeAddress, contactPreference: "print" } : { householdId };
    const added: { patientId: number; householdId: number } = await tell(page, "patients.add", { form: personForm(name), household });
    people[name] = added.patientId;
    householdId = added.householdId;
  }
  const members = names.map((name) => ({ patientId: people[name], planVersionId, periodMonths: 1, waiveActivationReason: null }));
  await tell(page, "memberships.enrol", {
    enrolment: { householdId, members, startOn, drawDay: null, firstMoney: "stub_now", agreement: "not_needed", couponCode: null },
    expectedTodayCents: cents * names.length,
    payment: isPaid ? { tender: "cash", amountCents: cents * names.length, tenderedCents: null, reference: "" } : null,
  });
}

test.beforeAll(async ({ browser }) => {
  test.setTimeout(300_000);
  office = await startOffice();
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  page = await context.newPage();
  const todayOn = await makeTrainingPractice(page, office);
  joinedOn = nextLongMonth(todayOn);
  await tell(page, "training.advance", { toOn: joinedOn });
  const plan = async (given: object) =>
    (await tell<{ planVersionId: number }>(page, "plans.add", { terms: given, state: "on_sale" })).planVersionId;
  const basic = await plan(plainTerms("Basic", 3700));
  const year = await plan(plainTerms("Year", 3900, { commitmentPeriods: 12, earlyExit: { kind: "remaining_term" } }));
  await enrol(["Rosa"], basic, joinedOn, 3700, true);
  await enrol(["Kim"], year, joinedOn, 3900, true);
  await enrol(["Ben", "Ana"], basic, joinedOn, 3700, true);
  await enrol(["Eva"], basic, joinedOn, 3700, true);
  await enrol(["Tom"], basic, joinedOn, 3700, false);
  // The 11th of a month with 31 days: 21 of them are left, 25.06 of 37.00.
  await tell(page, "training.advance", { toOn: joinedOn.replace(/01$/, "11") });
});

test.afterAll(async () => {
  try {
    await page.context().close();
  } finally {
    await office.stop();
  }
});

const card = (plan: string): Locator => page.getByRole("region", { name: `Membership ${plan}` });
const dialog = (): Locator => page.getByRole("dialog");
const happens = (): Locator => dialog().getByRole("region", { name: "What happens" });

async function openChart(name: string): Promise<void> {
  await page.goto(`${office.url}#/patients/${people[name]}`);
  // Messages of earlier acts would lie over the buttons of a tall dialog.
  await page.reload();
  await expect(page.getByRole("heading", { level: 1, name: `${name} Lee` })).toBeVisible();
}

/** Opens an entry of the card's menu; the menu is gone before the dialog is looked at. */
async function change(plan: string, entry: string): Promise<void> {
  await card(plan).getByRole("button", { name: "Change" }).click();
  await page.getByRole("menuitem", { name: entry }).click();
  await expect(page.getByRole("menuitem", { name: entry })).toBeHidden();
  await expect(dialog()).toBeVisible();
}

async function choose(label: string, option: string | RegExp): Promise<void> {
  await dialog().getByRole("combobox", { name: label }).click();
  await page.getByRole("option", { name: option }).click();
  await expect(page.getByRole("option", { name: option })).toBeHidden();
}

async function act(name: string | RegExp): Promise<void> {
  const button = dialog().getByRole("button", { name });
  await expect(button).toBeEnabled();
  await button.click();
  await expect(dialog()).toBeHidden();
}

test("MEM-12 a pause from today shows 25.06 that comes back and the fee of 10.00, and puts on hold", async () => {
  await openChart("Rosa");
  await change("Basic", "Put on hold…");
  await expect(happens()).toContainText("25.06");
  await dialog().getByRole("radio", { name: "Once, on the first day" }).check();
  await dialog().getByLabel("Amount of the fee").fill("10");
  await expect(happens()).toContainText("10.00");
  await expect(dialog().getByRole("button", { name: /^Put on hold/ })).toBeDisabled();
  await dialog().getByLabel("Reason").fill("Travelling");
  await expect(dialog().getByRole("button", { name: /^Put on hold until/ })).toBeEnabled();
  await expectAccessible(page, "put on hold");
  await act(/^Put on hold until/);
  await expect(card("Basic")).toContainText("On hold until");
});

test("MEM-12 resumed on the same day: the days to the next draw are charged, by the day", async () => {
  await change("Basic", "Resume…");
  await expect(happens()).toContainText("25.06");
  // The credit of the pause, less its fee, pays part of it.
  await expect(happens().getByRole("row", { name: /credit/ })).toContainText("−15.06");
  await expect(happens().getByRole("row", { name: /^To take today/ })).toContainText("$10.00");
  await expectAccessible(page, "resume");
  await act(/^Resume on/);
  await expect(card("Basic")).not.toContainText("On hold until");
});

test("MEM-12 an extend moves no money, neither when it begins nor when it ends", async () => {
  await openChart("Eva");
  await change("Basic", "Put on hold…");
  await dialog().getByRole("radio", { name: /^Extend/ }).check();
  await expect(happens()).toContainText("the days already paid come after the hold");
  await expect(happens()).not.toContainText("comes back");
  await dialog().getByLabel("Reason").fill("Travelling");
  await act(/^Put on hold until/);
  await expect(card("Basic")).toContainText("On hold until");
  await change("Basic", "Resume…");
  await expect(happens()).toContainText("Resumes on");
  await expect(happens()).not.toContainText("To take today");
  await act(/^Resume on/);
  await expect(card("Basic")).not.toContainText("On hold until");
});

test("MEM-13 twelve months at 39.00 with one paid: 429.00 is asked for, explained, let go, and the end is taken back", async () => {
  await openChart("Kim");
  await change("Year", "Cancel the membership…");
  await expect(happens()).toContainText("429.00");
  await expect(dialog().getByRole("button", { name: "Cancel and ask for $429.00" })).toBeDisabled();
  await choose("Why", "Too expensive");
  await expect(dialog().getByRole("button", { name: "Cancel and ask for $429.00" })).toBeEnabled();
  await expectAccessible(page, "cancel");
  await dialog().getByRole("checkbox", { name: "Do not ask for leaving early" }).check();
  await dialog().getByLabel("Why it is let go").fill("Hardship");
  await expect(happens()).not.toContainText("429.00");
  await act("Cancel the membership");
  await expect(card("Year")).toContainText("Ends");
  await card("Year").getByRole("button", { name: "Change" }).click();
  await page.getByRole("menuitem", { name: "Keep the membership" }).click();
  await expect(card("Year")).not.toContainText("Ends");
});

test("MEM-13 the payer leaves now: unused days become credit, and somebody else pays from now on", async () => {
  await openChart("Ben");
  await change("Basic", "Cancel the membership…");
  await dialog().getByRole("radio", { name: /^Now/ }).check();
  await dialog().getByRole("radio", { name: "Credit of the household" }).check();
  await expect(happens()).toContainText("25.06");
  await choose("Why", "Moving away");
  await expect(dialog().getByRole("button", { name: "Cancel the membership" })).toBeDisabled();
  await choose("Who pays from now on", "Ana Lee");
  await act("Cancel the membership");
  await expect(card("Basic")).toContainText("Ended");
});

test("MEM-19 25.06 is suggested, waits as a check, and the membership ends because the desk said so", async () => {
  await openChart("Eva");
  await change("Basic", "Refund dues…");
  await expect(dialog().getByLabel("Amount")).toHaveValue("25.06");
  await dialog().getByRole("radio", { name: "A refund check to write" }).check();
  await dialog().getByLabel("Reason for the refund").fill("Moved away");
  await expect(dialog().getByRole("button", { name: "Refund $25.06" })).toBeDisabled();
  await dialog().getByRole("radio", { name: "It ends today" }).check();
  await choose("Why", "Moving away");
  await expect(happens()).toContainText("The membership is cancelled with it");
  await expect(dialog().getByRole("button", { name: "Refund $25.06" })).toBeEnabled();
  await expectAccessible(page, "refund dues");
  await act("Refund $25.06");
  await expect(card("Basic")).toContainText("Ended");
  await page.goto(`${office.url}#/payments`);
  await expect(page.getByText("Refund checks to write")).toBeVisible();
  await expectAccessible(page, "refund checks");
  await page.getByRole("button", { name: "It is written…" }).click();
  await dialog().getByLabel("Check number").fill("1042");
  await act("A check for $25.06 is written");
  await expect(page.getByText("Refund checks to write")).toBeHidden();
});

test("MEM-22 a membership that nobody paid for is deleted; one that was paid for is not", async () => {
  await openChart("Tom");
  await change("Basic", "Delete, entered by mistake…");
  await dialog().getByLabel("Reason").fill("Wrong patient");
  await expectAccessible(page, "delete");
  await act("Delete the membership");
  await expect(card("Basic")).toHaveCount(0);
  await openChart("Kim");
  await change("Year", "Delete, entered by mistake…");
  await dialog().getByLabel("Reason").fill("Wrong patient");
  await dialog().getByRole("button", { name: "Delete the membership" }).click();
  await expect(dialog()).toContainText("Cancel it instead");
  await page.keyboard.press("Escape");
});

const plusDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

test("BIL-15 MEM-13 a lapse under a commitment waits for a person, who asks for the rest of the term", async () => {
  test.setTimeout(240_000);
  // Kim's second month stays unpaid; every letter about it is handed over, and a week later she lapses.
  await tell(page, "training.advance", { toOn: plusDays(joinedOn, 31 + 23) });
  for (const { noticeId } of await ask<{ noticeId: number }[]>(page, "notices.toPrint", {})) await tell(page, "notices.give", { noticeId });
  await tell(page, "training.advance", { toOn: plusDays(joinedOn, 31 + 33) });
  const chart = await ask<{ memberships: { membershipId: number }[] }>(page, "patients.chart", { patientId: people["Kim"] });
  const { membershipId } = chart.memberships[0] ?? { membershipId: 0 };
  const exit = await ask<{ dueCents: number }>(page, "earlyExit.view", { membershipId, savedCents: 0 });
  // Twelve times 39.00 less two months that were billed, or three where the third began before the lapse.
  expectNow([46_800 - 2 * 3900, 46_800 - 3 * 3900]).toContain(exit.dueCents);
  const due = `$${(exit.dueCents / 100).toFixed(2)}`;
  await page.goto(`${office.url}#/collections?tab=attention`);
  await page.getByRole("button", { name: "Actions for Kim Lee" }).click();
  await page.getByRole("menuitem", { name: "Leaving early…" }).click();
  await expect(page.getByRole("menuitem", { name: "Leaving early…" })).toBeHidden();
  await expect(dialog()).toContainText("Year of Kim Lee lapsed on");
  await expect(happens()).toContainText(`${due} goes on an invoice.`);
  await expectAccessible(page, "leaving early after a lapse");
  await dialog().getByRole("checkbox", { name: "Do not ask for it" }).check();
  await expect(dialog().getByRole("button", { name: /^Ask for/ })).toBeDisabled();
  await dialog().getByLabel("Why it is let go").fill("Hardship");
  await expect(dialog().getByRole("button", { name: "Ask for nothing" })).toBeEnabled();
  await dialog().getByRole("checkbox", { name: "Do not ask for it" }).uncheck();
  await act(`Ask for ${due}`);
  await expect(page.getByRole("button", { name: "Actions for Kim Lee" })).toHaveCount(0);
});
