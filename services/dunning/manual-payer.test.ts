import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { toCents } from "#domain/money.ts";
import { applyCredit } from "../invoices/apply-credit.ts";
import { voidAtDesk } from "../invoices/void.ts";
import { takeAtDesk } from "../payments/take-at-desk.fixture.ts";
import { reverseAtDesk, reverseWholePayment } from "../payments/reverse.ts";
import { verifyPractice } from "../upkeep/verify-practice.ts";
import { holdMembership } from "../memberships/hold.ts";
import { listCalls } from "./call-list.ts";
import { openPastDueClub, type PastDueClub } from "./past-due.fixture.ts";

let office: PastDueClub;
beforeEach(() => (office = openPastDueClub("2026-11-05")));
afterEach(() => {
  expect(verifyPractice(office.club.db).breaches).toEqual([]);
  office.dispose();
});

const pay = (member: { readonly householdId: Parameters<PastDueClub["balance"]>[0] }, cents: number) =>
  takeAtDesk(office.cx(), {
    householdId: member.householdId,
    tender: "cash",
    amountCents: toCents(cents),
    tenderedCents: null,
    reference: "",
    choices: null,
    note: "",
  });

describe("BIL-11 a household that pays by hand", () => {
  test("BIL-11 the unpaid due day is day 0: four notices, no retries, lapse on day 28, then nothing more", async () => {
    const lee = office.member("Lee");
    await office.advanceTo("2026-12-05");
    expect(office.standing(lee)).toBe("active");
    expect(office.cases(lee.householdId)).toEqual([]);
    await office.advanceTo("2026-12-06");
    expect(office.standing(lee)).toBe("past_due");
    await office.advanceTo("2027-01-01");
    expect(office.standing(lee)).toBe("past_due");
    await office.advanceTo("2027-01-02");
    expect(office.standing(lee)).toBe("lapsed");
    expect(office.notices(lee.householdId)).toEqual([
      "past_due printed 2026-12-05 2026-12-06",
      "past_due_fee printed 2026-12-12 2026-12-12",
      "past_due_reminder printed 2026-12-19 2026-12-19",
      "past_due_final printed 2026-12-26 2026-12-26",
      "lapsed printed 2027-01-02 2027-01-02",
    ]);
    expect(office.retries(lee.householdId)).toEqual([]);
    expect(office.cases(lee.householdId)).toEqual(["manual_payer 2026-12-05 lapsed 2027-01-02"]);
    // Month to month: the unpaid period is given up, and nothing is billed any more (BIL-15).
    expect(office.balance(lee.householdId)).toBe(0);
    const invoices = office.club.invoices(lee.householdId).length;
    await office.advanceTo("2027-03-01");
    expect(office.club.invoices(lee.householdId)).toHaveLength(invoices);
    expect(office.notices(lee.householdId)).toHaveLength(5);
  });

  test("BIL-11 the run again, and again, on each day writes no notice twice", async () => {
    const lee = office.member("Lee");
    for (const day of ["2026-12-06", "2026-12-12", "2026-12-26", "2027-01-02"]) {
      await office.advanceTo(day);
      for (let again = 0; again < 3; again += 1) {
        const { notices } = await office.runOnce();
        expect(notices).toEqual({ opened: 0, queued: 0, skipped: 0, closed: 0 });
      }
    }
    expect(office.notices(lee.householdId)).toHaveLength(5);
  });

  test("INV-5 paying ends it at once: the waiting letter is gone, the member active, the next month a new case", async () => {
    const lee = office.member("Lee");
    await office.advanceTo("2026-12-12", { prints: false });
    expect(listCalls(office.cx())).toHaveLength(1);
    pay(lee, 3700);
    expect(listCalls(office.cx())).toEqual([]);
    expect(office.standing(lee)).toBe("active");
    expect(office.print()).toEqual([]);
    expect(office.notices(lee.householdId)).toEqual([
      "past_due cancelled 2026-12-05 -",
      "past_due_fee cancelled 2026-12-12 -",
    ]);
    await office.advanceTo("2027-01-06");
    expect(office.cases(lee.householdId)).toEqual([
      "manual_payer 2026-12-05 settled 2026-12-12",
      "manual_payer 2027-01-05 open",
    ]);
  });

  test("INV-5 voiding the invoice, or settling it with credit, ends the case as a payment does", async () => {
    const lee = office.member("Lee");
    const ortiz = office.member("Ortiz");
    await office.advanceTo("2026-12-07", { prints: false });
    const invoiceOf = (member: { readonly householdId: number }) => {
      const row = listCalls(office.cx()).find(({ householdId }) => householdId === member.householdId);
      if (!row) throw new Error("on the call list");
      return row.invoiceId;
    };
    voidAtDesk(office.cx(), { invoiceId: invoiceOf(lee), reason: "Billed by mistake" });
    expect(office.cases(lee.householdId)).toEqual(["manual_payer 2026-12-05 settled 2026-12-07"]);
    takeAtDesk(office.cx(), {
      householdId: ortiz.householdId,
      tender: "cash",
      amountCents: toCents(5000),
      tenderedCents: null,
      reference: "",
      choices: [],
      note: "",
    });
    applyCredit(office.cx(), { invoiceId: invoiceOf(ortiz) });
    expect(office.cases(ortiz.householdId)).toEqual(["manual_payer 2026-12-05 settled 2026-12-07"]);
    expect(office.print()).toEqual([]);
  });

  test("BIL-11 a part payment changes nothing but the amount asked for", async () => {
    const lee = office.member("Lee");
    await office.advanceTo("2026-12-07");
    pay(lee, 1700);
    expect(listCalls(office.cx())).toMatchObject([{ amountCents: 2000, days: 2, cause: "manual_payer" }]);
    await office.advanceTo("2026-12-12");
    expect(office.notices(lee.householdId)).toHaveLength(2);
  });

  test("BIL-11 a payment taken by mistake and taken back on the same day leaves the case as it was", async () => {
    const lee = office.member("Lee");
    await office.advanceTo("2026-12-12", { prints: false });
    const { paymentId } = pay(lee, 3700);
    reverseAtDesk(office.cx(), { paymentId, reason: "Wrong household" });
    await office.runOnce();
    expect(office.cases(lee.householdId)).toEqual(["manual_payer 2026-12-05 open"]);
    expect(office.print()).toEqual(["past_due", "past_due_fee"]);
  });

  test("BIL-11 a check returned later begins the count anew on the day it is known", async () => {
    const lee = office.member("Lee");
    await office.advanceTo("2026-12-10");
    const { paymentId } = pay(lee, 3700);
    await office.advanceTo("2026-12-20");
    office.club.db.write((db) => reverseWholePayment(office.cx(), db, { paymentId, reason: "Returned by the bank", as: "returned_check" }));
    await office.runOnce();
    expect(office.cases(lee.householdId)).toEqual([
      "manual_payer 2026-12-05 settled 2026-12-10",
      "manual_payer 2026-12-20 open",
    ]);
  });

  test("MEM-12 days on hold do not count: the lapse moves on by them", async () => {
    const lee = office.member("Lee");
    await office.advanceTo("2026-12-05");
    holdMembership(office.cx(), {
      membershipId: lee.membershipId,
      fromOn: office.today(),
      untilOn: null,
      kind: "billing_only",
      reason: "Travelling",
    });
    await office.advanceTo("2026-12-30");
    expect(office.standing(lee)).toBe("on_hold");
    expect(office.notices(lee.householdId)).toEqual([]);
    await office.advanceTo("2027-03-05");
    // Seven days before its end the household was told of it.
    expect(office.notices(lee.householdId)).toEqual([
      "hold_ends printed 2027-02-26 2027-02-26",
      "past_due printed 2027-03-05 2027-03-05",
    ]);
    await office.advanceTo("2027-04-02");
    expect(office.standing(lee)).toBe("lapsed");
  });
});

describe("BIL-11 after days off", () => {
  test("BIL-11 the office was closed for three weeks: one notice, the latest due; the others are recorded as skipped", async () => {
    const lee = office.member("Lee");
    await office.advanceTo("2026-12-06");
    office.sleepUntil("2026-12-27");
    const report = await office.runOnce();
    expect(report.notices).toEqual({ opened: 0, queued: 1, skipped: 2, closed: 0 });
    expect(office.print()).toEqual(["past_due_final"]);
    expect(office.notices(lee.householdId)).toEqual([
      "past_due printed 2026-12-05 2026-12-06",
      "past_due_fee skipped 2026-12-12 -",
      "past_due_reminder skipped 2026-12-19 -",
      "past_due_final printed 2026-12-26 2026-12-27",
    ]);
    await office.advanceTo("2027-01-02");
    expect(office.standing(lee)).toBe("past_due");
    await office.advanceTo("2027-01-03");
    expect(office.standing(lee)).toBe("lapsed");
  });

  test("BIL-11 off for two months: nobody lapses unheard; the dues made today have today as their day 0", async () => {
    const lee = office.member("Lee");
    office.sleepUntil("2027-01-20");
    await office.runOnce();
    expect(office.notices(lee.householdId)).toEqual([]);
    await office.advanceTo("2027-01-21");
    expect(office.cases(lee.householdId)).toEqual(["manual_payer 2027-01-20 open"]);
    expect(office.notices(lee.householdId)).toEqual(["past_due printed 2027-01-20 2027-01-21"]);
    await office.advanceTo("2027-02-16");
    expect(office.standing(lee)).toBe("past_due");
    await office.advanceTo("2027-02-17");
    expect(office.standing(lee)).toBe("lapsed");
    // Both unpaid months are given up, and so is the one drawn on the way (BIL-15).
    expect(office.balance(lee.householdId)).toBe(0);
  });
});

describe("BIL-11 the lapse waits for the final notice", () => {
  test("BIL-11 nothing lapses while the final notice lies in the tray; printed late, it moves the lapse", async () => {
    const lee = office.member("Lee");
    await office.advanceTo("2026-12-25");
    await office.advanceTo("2027-01-20", { prints: false });
    expect(office.standing(lee)).toBe("past_due");
    expect(listCalls(office.cx())).toMatchObject([{ lapseOn: null, lastNotice: { kind: "past_due_final", state: "queued" } }]);
    // While past due, periods are invoiced until the lapse day (BIL-15).
    expect(office.balance(lee.householdId)).toBe(7400);
    expect(office.print()).toEqual(["past_due_final"]);
    expect(listCalls(office.cx())).toMatchObject([{ lapseOn: "2027-01-27" }]);
    await office.advanceTo("2027-01-26");
    expect(office.standing(lee)).toBe("past_due");
    await office.advanceTo("2027-01-27");
    expect(office.standing(lee)).toBe("lapsed");
    expect(office.balance(lee.householdId)).toBe(0);
  });

  test("BIL-15 a commitment: the dues stay owed, no more are made, and leaving early waits for a person", async () => {
    const plan = office.club.plan({
      name: "Committed",
      commitmentPeriods: 12,
      earlyExit: { kind: "remaining_term" },
    });
    const lee = office.member("Lee", { plan });
    await office.advanceTo("2027-01-02");
    expect(office.standing(lee)).toBe("lapsed");
    expect(office.balance(lee.householdId)).toBe(3700);
    const attention = office.club.db.read((db) =>
      db.all("select kind, subject, reason from attention where resolved_at is null"),
    );
    expect(attention).toEqual([
      { kind: "early_exit", subject: `membership/${lee.membershipId}`, reason: "lapsed_under_commitment" },
    ]);
    const invoices = office.club.invoices(lee.householdId).length;
    await office.advanceTo("2027-03-10");
    expect(office.club.invoices(lee.householdId)).toHaveLength(invoices);
    // The debt of a lapse is not dunned again.
    expect(office.cases(lee.householdId)).toHaveLength(1);
  });

  test("BIL-6 one household that breaks holds up nobody's lapse and is named", async () => {
    const broken = office.member("Broken");
    const sound = office.member("Sound");
    await office.advanceTo("2027-01-01");
    office.club.db.write((db) => db.exec("update dunning_case set day_zero_on = 'nonsense' where household_id = ?", broken.householdId));
    await office.advanceTo("2027-01-02");
    expect(office.standing(sound)).toBe("lapsed");
    expect(office.standing(broken)).not.toBe("lapsed");
    const held = office.club.db.read((db) => db.all("select household_id, kind from attention where resolved_at is null"));
    expect(held).toEqual([{ household_id: broken.householdId, kind: "past_due" }]);
    office.club.db.write((db) => db.exec("update dunning_case set day_zero_on = '2026-12-05' where household_id = ?", broken.householdId));
    await office.runOnce();
    expect(office.standing(broken)).toBe("lapsed");
  });
});
