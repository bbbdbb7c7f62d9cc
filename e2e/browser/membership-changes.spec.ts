/**
 * Changes of memberships at the counter: each dialog shows its exact effect before it is confirmed, and
 * each can be taken back (MEM-9, MEM-10, MEM-11, MEM-14, MEM-21).
 */
import { expect as expectNow, test, type Locator, type Page } from "@playwright/test";
import { ask, tell } from "../support/ask.ts";
import { expectAccessible } from "../support/axe.ts";
import { startOffice, type RunningOffice } from "../support/office.ts";
import { cleanings, homeAddress, makeTrainingPractice, nextLongMonth, personForm, plainTerms } from "../support/training-practice.ts";

test.describe.configure({ mode: "serial", timeout: 120_000 });

const expect = expectNow.configure({ timeout: 20_000 });

let office: RunningOffice;
let page: Page;
/** The first of a month with 31 days that lies ahead: everybody joins on it. */
let joinedOn: string;
const people: Record<string, number> = {};

const terms = (name: string, monthlyCents: number, yearCents: number | null, quantity: number): object =>
  plainTerms(name, monthlyCents, {
    prices: [
      { months: 1, priceCents: monthlyCents },
      ...(yearCents === null ? [] : [{ months: 12, priceCents: yearCents }]),
    ],
    benefits: cleanings(quantity),
  });

const plusDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** A day as it is typed here: 3/5/2027. */
function typed(day: string): string {
  const [year, month, date] = day.split("-").map(Number);
  return `${month}/${date}/${year}`;
}

test.beforeAll(async ({ browser }) => {
  test.setTimeout(300_000);
  office = await startOffice();
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  page = await context.newPage();
  const todayOn = await makeTrainingPractice(page, office);
  joinedOn = nextLongMonth(todayOn);
  await tell(page, "training.advance", { toOn: joinedOn });
  const plans: Record<string, number> = {};
  for (const [name, monthly, year, quantity] of [
    ["Basic", 3700, null, 2],
    ["Plus", 4900, null, 4],
    ["Young", 2500, null, 2],
    ["Senior", 3900, 42_500, 2],
  ] as const)
    plans[name] = (await tell<{ planVersionId: number }>(page, "plans.add", { terms: terms(name, monthly, year, quantity), state: "on_sale" })).planVersionId;
  const rosa = await tell<{ patientId: number; householdId: number }>(page, "patients.add", {
    form: personForm("Rosa"),
    household: { newAddress: homeAddress, contactPreference: "print" },
  });
  people["Rosa"] = rosa.patientId;
  for (const name of ["Kim", "Ben"])
    people[name] = (
      await tell<{ patientId: number }>(page, "patients.add", { form: personForm(name), household: { householdId: rosa.householdId } })
    ).patientId;
  const enrolment = {
    householdId: rosa.householdId,
    members: [
      { patientId: people["Rosa"], planVersionId: plans["Basic"], periodMonths: 1, waiveActivationReason: null },
      { patientId: people["Kim"], planVersionId: plans["Young"], periodMonths: 1, waiveActivationReason: null },
      { patientId: people["Ben"], planVersionId: plans["Senior"], periodMonths: 1, waiveActivationReason: null },
    ],
    startOn: joinedOn,
    drawDay: null,
    firstMoney: "stub_now",
    agreement: "not_needed",
    couponCode: null,
  };
  await tell(page, "memberships.enrol", {
    enrolment,
    expectedTodayCents: 3700 + 2500 + 3900,
    payment: { tender: "cash", amountCents: 3700 + 2500 + 3900, tenderedCents: null, reference: "" },
  });
  const zoe = await tell<{ patientId: number; householdId: number }>(page, "patients.add", {
    form: personForm("Zoe"),
    household: { newAddress: homeAddress, contactPreference: "print" },
  });
  people["Zoe"] = zoe.patientId;
  await tell(page, "memberships.enrol", {
    enrolment: {
      ...enrolment,
      householdId: zoe.householdId,
      members: [{ patientId: zoe.patientId, planVersionId: plans["Plus"], periodMonths: 1, waiveActivationReason: null }],
    },
    expectedTodayCents: 4900,
    payment: { tender: "cash", amountCents: 4900, tenderedCents: null, reference: "" },
  });
  await tell(page, "cards.add", {
    householdId: rosa.householdId,
    card: { token: "test_succeeds", brand: "visa", last4: "4242", expiresMonth: 12, expiresYear: 2060, funding: "credit" },
  });
  await tell(page, "training.advance", { toOn: plusDays(joinedOn, 14) });
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

/** Cancels somebody's membership as another desk would; Rosa goes on paying for the others. */
async function leave(name: string): Promise<void> {
  const chart = await ask<{ memberships: { membershipId: number }[] }>(page, "patients.chart", { patientId: people[name] });
  const { membershipId } = chart.memberships[0] ?? { membershipId: 0 };
  await tell(page, "memberships.cancel", {
    membershipId,
    when: "now",
    onDate: null,
    reason: "Moving",
    payerPatientId: people["Rosa"],
  });
}

test("MEM-9 37 to 49 in the middle of the month shows 26.87 − 20.29 = 6.58, takes it, and takes it back", async () => {
  await openChart("Rosa");
  await change("Basic", "Move to another plan…");
  await choose("New plan", /^Plus/);
  await expect(dialog().getByRole("radio", { name: /^Now/ })).toBeChecked();
  await expect(happens()).toContainText("26.87");
  await expect(happens()).toContainText("−20.29");
  await expect(happens()).toContainText("6.58");
  await expect(happens()).toContainText("Cleanings: 4 of 4");
  await expectAccessible(page, "move to another plan");
  await dialog().getByLabel("Reason").fill("Wants more cleanings");
  await choose("Paid by", "Cash");
  await dialog().getByRole("button", { name: /^Move to Plus and take \$6\.58$/ }).click();
  // The pointer on the message keeps it there, however long the rest takes.
  const undo = page.getByRole("button", { name: "Undo" });
  await undo.hover();
  await expect(dialog()).toBeHidden();
  await expect(card("Plus")).toContainText("49.00");
  await undo.click();
  await expect(card("Basic")).toContainText("37.00");
});

test("MEM-9 what a dearer plan costs can be collected with the next draw, and is taken back whole", async () => {
  await openChart("Rosa");
  await change("Basic", "Move to another plan…");
  await choose("New plan", /^Plus/);
  await dialog().getByRole("radio", { name: "Is collected with the next draw" }).check();
  await expect(happens().getByRole("row", { name: /^With the next draw/ })).toContainText("$6.58");
  await expect(dialog().getByRole("combobox", { name: "Paid by" })).toHaveCount(0);
  await expectAccessible(page, "collected with the next draw");
  await dialog().getByLabel("Reason").fill("Wants more cleanings");
  await dialog().getByRole("button", { name: "Move to Plus", exact: true }).click();
  const undo = page.getByRole("button", { name: "Undo" });
  await undo.hover();
  await expect(dialog()).toBeHidden();
  await expect(card("Plus")).toContainText("49.00");
  await undo.click();
  await expect(card("Basic")).toContainText("37.00");
});

test("MEM-9 what a cheaper plan gives back can be a refund check to write", async () => {
  await openChart("Zoe");
  await change("Plus", "Move to another plan…");
  await choose("New plan", /^Basic/);
  await dialog().getByRole("radio", { name: /^Now/ }).check();
  await expect(happens()).toContainText("$6.58 comes back as credit of the household");
  await dialog().getByRole("radio", { name: "As a refund check" }).check();
  await expect(happens()).toContainText("$6.58 goes back as a refund");
  await expectAccessible(page, "a move that refunds");
  await dialog().getByLabel("Reason").fill("Needs less");
  await act("Move to Basic");
  await expect(card("Basic")).toContainText("37.00");
  await page.goto(`${office.url}#/payments`);
  await expect(page.getByText("Refund checks to write")).toBeVisible();
  await expect(page.getByText("$6.58")).toBeVisible();
});

test("MEM-9 a move that waits is on the card until it is withdrawn", async () => {
  await openChart("Rosa");
  await change("Basic", "Move to another plan…");
  await choose("New plan", /^Plus/);
  await dialog().getByRole("radio", { name: "With the next draw", exact: true }).check();
  await expect(happens()).toContainText("No money moves today.");
  await dialog().getByLabel("Reason").fill("From next month");
  await act("Move to Plus");
  const waiting = card("Basic").getByRole("group", { name: "Waiting change" });
  await expect(waiting).toContainText("Moves to Plus at 49.00 a month");
  await expectAccessible(page, "a chart with a waiting change");
  await waiting.getByRole("button", { name: "Withdraw" }).click();
  await expect(waiting).toHaveCount(0);
});

test("MEM-11 another draw day is shown for everybody who is drawn together, and taken back", async () => {
  await openChart("Rosa");
  await change("Basic", "Change the draw day…");
  await choose("New draw day", "12th");
  await expect(happens()).toContainText("are drawn together and move together");
  await expect(happens().getByRole("row")).toHaveCount(3);
  await expectAccessible(page, "another draw day");
  await dialog().getByLabel("Reason").fill("Payday");
  await act("Draw on the 12th");
  const waiting = card("Basic").getByRole("group", { name: "Waiting change" });
  await expect(waiting).toContainText("Draws on day 12 of the month");
  await openChart("Kim");
  await expect(card("Young").getByRole("group", { name: "Waiting change" })).toContainText("Draws on day 12");
  await card("Young").getByRole("button", { name: "Withdraw" }).click();
  await expect(card("Young").getByRole("group", { name: "Waiting change" })).toHaveCount(0);
});

test("MEM-11 the next draw only is collected on another day", async () => {
  await openChart("Rosa");
  await change("Basic", "Change the draw day…");
  await dialog().getByRole("radio", { name: /^The next draw only/ }).check();
  await expect(happens()).toContainText("Choose the day.");
  await dialog().getByLabel("Collect the next draw on").fill(typed(plusDays(joinedOn, 35)));
  await dialog().getByLabel("Collect the next draw on").press("Tab");
  await expect(happens()).toContainText("is collected on");
  await expectAccessible(page, "the next draw only");
  await page.keyboard.press("Escape");
  await dialog().getByRole("button", { name: "Close without it" }).click();
  await expect(dialog()).toBeHidden();
});

test("MEM-14 two who left come back together: 37 + 25 → 372.00", async () => {
  for (const name of ["Rosa", "Kim"]) {
    await leave(name);
  }
  await openChart("Rosa");
  await card("Basic").getByRole("button", { name: "Comes back…" }).click();
  await dialog().getByRole("checkbox", { name: /^Kim Lee/ }).check();
  await expect(happens()).toContainText("372.00");
  await expectAccessible(page, "coming back");
  await dialog().getByRole("textbox", { name: "Reactivation fee for Kim Lee" }).fill("0");
  await dialog().getByRole("textbox", { name: "Reactivation fee for Kim Lee" }).press("Tab");
  await expect(dialog().getByRole("button", { name: /^Take them back/ })).toBeDisabled();
  await dialog().getByLabel("Why another fee").fill("Was ill");
  await expect(happens()).toContainText("222.00");
  await dialog().getByRole("textbox", { name: "Reactivation fee for Kim Lee" }).fill("150");
  await dialog().getByRole("textbox", { name: "Reactivation fee for Kim Lee" }).press("Tab");
  await choose("Paid by", "Cash");
  await act(/^Take them back and take \$372\.00$/);
  await expect(card("Basic")).toContainText("Active");
});

test("MEM-10 the year after five draws of 39.00: 230.00", async () => {
  test.setTimeout(240_000);
  // Four more draws, each paid by the card on file; then a few days on.
  await tell(page, "training.advance", { toOn: plusDays(joinedOn, 132) });
  await openChart("Ben");
  await change("Senior", "Pay the year…");
  await expect(happens()).toContainText("425.00");
  await expect(happens()).toContainText("230.00");
  await expectAccessible(page, "pay the year");
  await choose("Paid by", "Cash");
  await act(/^Take \$230\.00 for the year$/);
  await expect(card("Senior")).toContainText("a year");
});

test("MEM-21 what another desk does to the same membership is told in words while the dialog is open", async () => {
  await openChart("Rosa");
  await change("Basic", "Change the draw day…");
  await choose("New draw day", "20th");
  await dialog().getByLabel("Reason").fill("Payday");
  await expect(dialog().getByRole("button", { name: "Draw on the 20th" })).toBeEnabled();
  await leave("Rosa");
  await expect(dialog()).toContainText(/has ended|changed this membership/);
  await page.keyboard.press("Escape");
  await dialog().getByRole("button", { name: "Close without it" }).click();
  await expect(dialog()).toBeHidden();
});

test("MEM-14 who left and would join the plan anew is pointed to coming back, which has its own fee", async () => {
  // Rosa left in the test before.
  await page.goto(`${office.url}#/memberships/enrol?patientId=${people["Rosa"]}`);
  const plan = page.getByRole("combobox", { name: "Plan" });
  const effects = page.getByRole("region", { name: "What happens" });
  for (const name of ["Plus", "Basic"]) {
    await plan.click();
    await page.getByRole("option", { name, exact: true }).click();
    await expect(page.getByRole("option", { name, exact: true })).toBeHidden();
    await expect(plan).toHaveValue(name);
  }
  await expect(effects).toContainText("Rosa Lee was on Basic before");
  await expect(effects).toContainText("Comes back…");
  await expectAccessible(page, "enrolling somebody who left");
});
