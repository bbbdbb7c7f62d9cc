/** Benefits, the recall list, wallets, who arrives today, and block-outs that change (PKG-10, PKG-11, PPL-16). */
import { expect as expectNow, test, type Locator, type Page } from "@playwright/test";
import { ask, tell } from "../support/ask.ts";
import { expectAccessible } from "../support/axe.ts";
import { startOffice, type RunningOffice } from "../support/office.ts";
import { cleanings, homeAddress, makeTrainingPractice, personForm, plainTerms } from "../support/training-practice.ts";

test.describe.configure({ mode: "serial", timeout: 120_000 });

const expect = expectNow.configure({ timeout: 20_000 });

let office: RunningOffice;
let page: Page;
let today: string;
let rosa: { patientId: number; householdId: number };
let ben: { patientId: number; householdId: number };

const plusDays = (day: string, days: number): string => new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

test.beforeAll(async ({ browser }) => {
  test.setTimeout(240_000);
  office = await startOffice();
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  page = await context.newPage();
  const joinedOn = await makeTrainingPractice(page, office);
  const { planVersionId } = await tell<{ planVersionId: number }>(page, "plans.add", {
    terms: plainTerms("Smile", 5000, { prices: [{ months: 12, priceCents: 50_000 }], benefits: cleanings(2), wallet: { kind: "amount", cents: 8000 } }),
    state: "on_sale",
  });
  const join = async (firstName: string, line1: string) => {
    const family = await tell<{ patientId: number; householdId: number }>(page, "patients.add", {
      form: personForm(firstName, { lastName: firstName === "Rosa" ? "Lee" : "Ortiz", phones: [] }),
      household: { newAddress: { ...homeAddress, line1 }, contactPreference: "print" },
    });
    await tell(page, "memberships.enrol", {
      enrolment: {
        householdId: family.householdId,
        startOn: joinedOn,
        drawDay: null,
        firstMoney: "stub_now",
        members: [{ patientId: family.patientId, planVersionId, periodMonths: 12, waiveActivationReason: null }],
        agreement: "not_needed",
        couponCode: null,
      },
      expectedTodayCents: 50_000,
      payment: { tender: "cash", amountCents: 50_000, tenderedCents: null, reference: "" },
    });
    return family;
  };
  rosa = await join("Rosa", "12 Oak St");
  ben = await join("Ben", "9 Mill Rd");
  // A hundred days before the benefit year ends, or one more: within the 120 of the list, before the 60.
  today = plusDays(joinedOn, 265);
  await tell(page, "training.advance", { toOn: today });
  const { others } = await ask<{ others: { staffId: number }[] }>(page, "schedule.columns", {});
  await tell(page, "schedule.saveProvider", { staffId: others[0]?.staffId ?? 0, active: true, doubleBooking: true });
});

test.afterAll(async () => {
  try {
    await page.context().close();
  } finally {
    await office.stop();
  }
});

const dialog = (name: string | RegExp): Locator => page.getByRole("dialog", { name });
const go = async (hash: string, title: string | RegExp): Promise<void> => {
  await page.goto(`${office.url}#${hash}`);
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
};
const rowOf = (name: string): Locator => page.getByRole("row").filter({ hasText: name });

test("PKG-10 Today says how many to call; the list shows who, filters, and notes a call that can be taken back", async () => {
  await go("/today", "Today");
  await page.getByRole("link", { name: /2 members to call/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Recall list" })).toBeVisible();
  await expect(rowOf("Rosa Lee")).toContainText("Cleanings 2 of 2");
  await expectAccessible(page, "recall list");
  await page.getByRole("searchbox").or(page.getByLabel("Name, phone, plan or benefit")).first().fill("ortiz");
  await expect(rowOf("Rosa Lee")).toHaveCount(0);
  await rowOf("Ben Ortiz").click({ button: "right" });
  await page.getByRole("menuitem", { name: "Called…" }).click();
  const called = dialog("Ben Ortiz was called");
  await called.getByLabel("What was said").fill("Will call back");
  await expectAccessible(page, "a call noted");
  await called.getByRole("button", { name: "Note the call" }).click();
  await expect(called).toBeHidden();
  await expect(rowOf("Ben Ortiz")).toContainText("Called");
  await go("/memberships/recall?call=made", "Recall list");
  await rowOf("Ben Ortiz").click({ button: "right" });
  await page.getByRole("menuitem", { name: "Take the call back" }).click();
  await expect(page.getByText("Nobody matches")).toBeVisible();
});

test("PKG-10 a visit is booked from the list, and whoever has one is off it", async () => {
  await go("/memberships/recall", "Recall list");
  await rowOf("Rosa Lee").click({ button: "right" });
  await page.getByRole("menuitem", { name: "Book a visit…" }).click();
  const booking = page.getByRole("dialog");
  await expect(booking.getByText("Rosa Lee")).toBeVisible();
  await booking.getByLabel("Begins at").or(booking.getByLabel("At", { exact: true })).first().fill("9:00 AM");
  await booking.getByRole("button", { name: /^Book/ }).click();
  await expect(booking).toBeHidden();
  await expect(rowOf("Rosa Lee")).toHaveCount(0);
  await expect(rowOf("Ben Ortiz")).toHaveCount(1);
});

test("PPL-16 who arrives today is on Today with what to know, and is checked in from there", async () => {
  await go("/today", "Today");
  const list = page.getByRole("list", { name: "Arriving today" });
  await expect(list.getByRole("listitem")).toHaveCount(1);
  await expect(list).toContainText("Smile: Cleanings 2");
  await expect(list).toContainText("Wallet 80.00");
  await expectAccessible(page, "today, arriving");
  await list.getByRole("button", { name: "Check in Rosa Lee" }).click();
  await expect(list.getByText("Here", { exact: true })).toBeVisible();
});

test("PKG-11 the wallet pays for a visit at the desk, and its rows say so on chart and household", async () => {
  await tell(page, "invoices.issue", {
    householdId: rosa.householdId,
    lines: [{ patientId: rosa.patientId, kind: "service", serviceId: null, description: "Whitening", serviceOn: today, quantity: 1, unitCents: 3000, taxRatePpm: 0 }],
    termsDays: 0,
  });
  await tell(page, "payments.take", {
    householdId: rosa.householdId,
    tender: { tender: "wallet", amountCents: 3000, tenderedCents: null, reference: "" },
    allocations: null,
    note: "",
  });
  await go(`/patients/${rosa.patientId}`, "Rosa Lee");
  await page.getByRole("button", { name: /in the wallet of Rosa Lee$/ }).click();
  const rows = dialog("Wallet of Rosa Lee");
  await expect(rows.getByRole("row").filter({ hasText: "Spent" })).toContainText("30.00");
  await expect(rows.getByRole("row").filter({ hasText: "Dues banked" })).toContainText("80.00");
  await expectAccessible(page, "wallet rows");
  await rows.getByRole("button", { name: "Close", exact: true }).last().click();
  await expect(rows).toBeHidden();
  await go(`/patients/households/${rosa.householdId}`, /Lee/);
  await expect(page.getByRole("button", { name: /in the wallet of Rosa Lee$/ })).toContainText("50.00");
});

test("PKG-10 the history of the benefits, and the report of their use", async () => {
  await go(`/patients/${ben.patientId}?tab=memberships`, "Ben Ortiz");
  await page.getByRole("region", { name: "Membership Smile" }).getByRole("button", { name: "Benefits…" }).click();
  const history = dialog("Benefits of Smile");
  await expect(history.getByRole("list", { name: "Benefits" })).toContainText("2 granted, 2 left");
  await expectAccessible(page, "history of benefits");
  await history.getByRole("button", { name: "Close", exact: true }).last().click();
  await expect(history).toBeHidden();
  await go("/reports/benefit-use?by=member", "Use of benefits");
  await expect(rowOf("Ben Ortiz")).toBeVisible();
  await expect(page.getByText("Nobody used more than the dues came to.")).toBeVisible();
  await expectAccessible(page, "use of benefits");
});

test("PPL-16 a block-out that repeats is changed on one day, from a day on, and taken away", async () => {
  await tell(page, "schedule.addBlockOut", { title: "Lunch", fromMinute: 720, minutes: 60, firstOn: today, untilOn: null, everyWeeks: 1, weekdays: 127, providerId: null, roomId: null });
  const onDay = async (days: number) => {
    const { blockOuts } = await ask<{ blockOuts: { title: string; minutes: number }[] }>(page, "schedule.view", { firstOn: plusDays(today, days), days: 1 });
    return blockOuts.map(({ title, minutes }) => `${title} ${minutes}`);
  };
  await go(`/schedule?on=${plusDays(today, 1)}`, "Schedule");
  await page.getByRole("button", { name: /^Lunch/ }).press("Enter");
  const changing = dialog("Change the block-out");
  await changing.getByLabel("What for").fill("Fair");
  await expectAccessible(page, "change a block-out");
  await changing.getByRole("button", { name: "Change it" }).click();
  await expect(changing).toBeHidden();
  await expect(page.getByRole("button", { name: /^Fair/ })).toBeVisible();
  expect([await onDay(0), await onDay(1), await onDay(2)]).toEqual([["Lunch 60"], ["Fair 60"], ["Lunch 60"]]);

  await go(`/schedule?on=${plusDays(today, 2)}`, "Schedule");
  await page.getByRole("button", { name: /^Lunch/ }).press("Enter");
  await changing.getByRole("radio", { name: "This day and all after it" }).check();
  await changing.getByLabel("What for").fill("Rest");
  await changing.getByRole("button", { name: "Change it" }).click();
  await expect(changing).toBeHidden();
  await expect(page.getByRole("button", { name: /^Rest/ })).toBeVisible();
  expect([await onDay(0), await onDay(3)]).toEqual([["Lunch 60"], ["Rest 60"]]);
});
