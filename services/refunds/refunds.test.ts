/** Refunds of dues (MEM-19): the chapter's figures, every way back, never more than is left, and what it leaves behind. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { toDay } from "#domain/calendar.ts";
import { addMember } from "#db/people/testing.ts";
import type { HouseholdId, InvoiceId, MembershipId, PatientId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import type { PlanTerms } from "#domain/memberships/plan.ts";
import { Refusal } from "#domain/refusal.ts";
import { openClub, periodsOf, type Club } from "../memberships/club.fixture.ts";
import { cancelMembership } from "../memberships/cancel.ts";
import { holdMembership } from "../memberships/hold.ts";
import { membershipCard } from "../memberships/membership-card.ts";
import { movePatient } from "../people/move-patient.ts";
import { voidAtDesk } from "../invoices/void.ts";
import { verifyPractice } from "../upkeep/verify-practice.ts";
import { listRefundChecks, writeRefundCheck } from "./refund-checks.ts";
import { previewRefund, refundDues, type RefundInput } from "./refund-dues.ts";
import { viewRefundable, type Refundable } from "./refundable.ts";

let club: Club;
afterEach(() => {
  expect(verifyPractice(club.db).breaches).toEqual([]);
  club.dispose();
});

type Member = { readonly householdId: HouseholdId; readonly patientId: PatientId; readonly membershipId: MembershipId };

function member(joinedOn: string, months: 1 | 12 = 1, over: Partial<PlanTerms> = {}): Member {
  club = openClub(joinedOn);
  const { householdId, patientIds } = club.family("Lee", ["Rosa", "1980-01-01"]);
  const [patientId] = patientIds;
  if (!patientId) throw new Error("one person");
  const plan = club.plan({ name: "Dues only", activation: { ...club.adult.terms.activation, feeCents: toCents(0) }, ...over });
  const [membershipId] = club.enrol(householdId, [{ patientId, plan, periodMonths: months }]).membershipIds;
  if (!membershipId) throw new Error("one membership");
  return { householdId, patientId, membershipId };
}

function newest({ membershipId }: Member): Refundable {
  const [paid] = viewRefundable(club.cx(), membershipId).payments;
  if (!paid) throw new Error("something was paid");
  return paid;
}

function asked(of: Member, over: Partial<RefundInput> = {}): RefundInput {
  const { paymentId, invoiceId, suggestedCents } = newest(of);
  return { membershipId: of.membershipId, paymentId, invoiceId, cents: suggestedCents, by: "tender", owedAgain: false, reason: "Moved away", cancel: null, ...over };
}

const refusalOf = (work: () => unknown): string | undefined => {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
};
const sumOf = (account: string): number =>
  club.db.read(
    (r): number =>
      r.get<{ cents: number }>("select coalesce(sum(amount_cents), 0) as cents from posting where account = ?", account)?.cents ?? Number.NaN,
  );
const statusOf = (invoiceId: InvoiceId) =>
  club.db.read((r) =>
    r.get<{ paid: number; refunded: number; balance: number }>(
      "select paid_cents as paid, refunded_cents as refunded, balance_cents as balance from invoice where id = ?",
      invoiceId,
    ),
  );

describe("the chapter's figures", () => {
  test("MEM-19 paid 37.00 for 5 Apr–5 May, ends 11 Apr: 29.60 is suggested", () => {
    const lee = member("2026-04-05");
    club.advanceTo("2026-04-08");
    cancelMembership(club.cx(), { membershipId: lee.membershipId, when: "on_date", onDate: toDay("2026-04-11"), reason: "Moving" });
    expect(newest(lee)).toMatchObject({ leftCents: 3700, suggestedCents: 2960, canGoBack: true });
    expect(viewRefundable(club.cx(), lee.membershipId).unusedFromOn).toBe("2026-04-11");
  });

  test("MEM-19 425.00 from 10 Jan, ends 2 May: 294.59 is suggested, and given back in cash", () => {
    const lee = member("2026-01-10", 12);
    club.advanceTo("2026-05-02");
    cancelMembership(club.cx(), { membershipId: lee.membershipId, when: "now", onDate: null, reason: "Moving" });
    const input = asked(lee);
    expect(input.cents).toBe(29_459);
    const shown = previewRefund(club.cx(), input);
    expect(shown).toMatchObject({ cents: 29_459, leftAfterCents: 42_500 - 29_459, owedAfterCents: 0, cancelled: false });
    expect(sumOf("cash_drawer")).toBe(42_500);
    expect(refundDues(club.cx(), input)).toMatchObject({ cents: shown.cents, leftAfterCents: shown.leftAfterCents });
    expect(sumOf("cash_drawer")).toBe(42_500 - 29_459);
    expect(statusOf(input.invoiceId)).toEqual({ paid: 42_500, refunded: 29_459, balance: 0 });
    expect(newest(lee)).toMatchObject({ leftCents: 42_500 - 29_459, suggestedCents: 0 });
  });
});

describe("where the money goes", () => {
  let lee: Member;
  beforeEach(() => {
    lee = member("2026-04-05");
    club.advanceTo("2026-04-11");
  });

  test("MEM-19 as household credit, which the next draw uses by itself", () => {
    refundDues(club.cx(), asked(lee, { by: "credit" }));
    expect(club.balance(lee.householdId)).toEqual({ balanceCents: 0, creditCents: 2960 });
    club.advanceTo("2026-05-05");
    expect(club.balance(lee.householdId)).toEqual({ balanceCents: 740, creditCents: 0 });
  });

  test("MEM-19 as a check to write: it waits in a list until it is written, once", () => {
    const { refundId } = refundDues(club.cx(), asked(lee, { by: "check" }));
    expect(sumOf("refunds_payable")).toBe(-2960);
    expect(listRefundChecks(club.cx())).toMatchObject([{ refundId, amountCents: 2960, payerName: "Rosa Lee" }]);
    writeRefundCheck(club.cx(), { refundId, checkNumber: " 1042 " });
    expect([sumOf("refunds_payable"), sumOf("bank")]).toEqual([0, -2960]);
    expect(listRefundChecks(club.cx())).toEqual([]);
    expect(refusalOf(() => writeRefundCheck(club.cx(), { refundId, checkNumber: "1043" }))).toBe("refund_check_not_there");
  });

  test("MEM-19 owed again: the invoice opens for the part, and the payment has less on it", () => {
    const input = asked(lee, { cents: toCents(1000), owedAgain: true, reason: "Pays by check instead" });
    expect(refundDues(club.cx(), input)).toMatchObject({ leftAfterCents: 2700, owedAfterCents: 1000 });
    expect(statusOf(input.invoiceId)).toEqual({ paid: 2700, refunded: 0, balance: 1000 });
    expect(periodsOf(club, lee.membershipId)).toEqual(["2026-04-05 2026-05-05 period 3700"]);
    club.payAll(lee.householdId);
    expect(statusOf(input.invoiceId)).toEqual({ paid: 3700, refunded: 0, balance: 0 });
    expect(refusalOf(() => refundDues(club.cx(), { ...input, by: "credit" }))).toBe("refund_credit_owed");
  });

  test.each(["tender", "check", "credit"] as const)("PPL-3 MEM-19 by %s to the household that paid, also after the member has moved to an own account", (by) => {
    const ben = addMember(club.db, lee.householdId, { firstName: "Ben", lastName: "Lee" });
    movePatient(club.cx(), { patientId: lee.patientId, toHouseholdId: null, newPayerPatientId: ben });
    refundDues(club.cx(), asked(lee, { by, owedAgain: by !== "credit" }));
    expect(club.balance(lee.householdId)).toEqual(by === "credit" ? { balanceCents: 0, creditCents: 2960 } : { balanceCents: 2960, creditCents: 0 });
  });

  test("MEM-13 MEM-19 part of a period that was paid before its first day became the last is refunded, and no day is billed anew", () => {
    club.advanceTo("2026-05-05");
    club.payAll(lee.householdId);
    cancelMembership(club.cx(), { membershipId: lee.membershipId, when: "now", onDate: null, reason: "Moving" });
    refundDues(club.cx(), asked(lee, { cents: toCents(1175), by: "check" }));
    expect(periodsOf(club, lee.membershipId)).toEqual(["2026-04-05 2026-05-05 period 3700", "2026-05-05 2026-06-05 period 2525"]);
    expect(verifyPractice(club.db).breaches).toEqual([]);
  });

  test("MEM-19 refunding does not cancel by itself, and cancels where the desk says so", () => {
    refundDues(club.cx(), asked(lee, { cents: toCents(500) }));
    const standing = () => club.db.read((r) => membershipCard(r, lee.membershipId, club.today()).standing);
    expect(standing()).toBe("active");
    const done = refundDues(club.cx(), asked(lee, { cancel: { when: "now", onDate: null, reason: "", reasonCode: "moved_away" } }));
    expect(done.cancelled).toBe(true);
    expect(standing()).toBe("cancelled");
    club.advanceTo("2026-06-06");
    expect(club.invoices(lee.householdId)).toHaveLength(1);
  });
});

describe("never more than is left", () => {
  test("MEM-19 INV-9 several part refunds end exactly at the payment", () => {
    const lee = member("2026-04-05");
    for (const cents of [1500, 1500, 700]) refundDues(club.cx(), asked(lee, { cents: toCents(cents) }));
    expect(viewRefundable(club.cx(), lee.membershipId).payments).toEqual([]);
    expect(sumOf("cash_drawer")).toBe(0);
  });

  test("MEM-19 a cent more than is left is refused, and so is a payment that is not there", () => {
    const lee = member("2026-04-05");
    const input = asked(lee, { cents: toCents(3701) });
    expect(refusalOf(() => refundDues(club.cx(), input))).toBe("refund_too_much");
    expect(refusalOf(() => refundDues(club.cx(), { ...input, paymentId: 99 as never }))).toBe("refund_payment_not_there");
    expect(refusalOf(() => previewRefund(club.cx(), { ...input, membershipId: 99 as never }))).toBe("membership_not_found");
  });

  test("MEM-12 MEM-19 days that became credit are not refunded again, and refunded days do not become credit again", () => {
    const lee = member("2026-04-05");
    club.advanceTo("2026-04-15");
    holdMembership(club.cx(), { membershipId: lee.membershipId, fromOn: toDay("2026-04-15"), untilOn: toDay("2026-05-15"), kind: "pause", reason: "Away" });
    // 20 of 30 days came back as credit: 24.67.
    expect(club.balance(lee.householdId).creditCents).toBe(2467);
    expect(newest(lee)).toMatchObject({ leftCents: 3700 - 2467, suggestedCents: 0 });
    const other = member2("2026-04-05");
    refundDues(club.cx(), asked(other, { cents: toCents(3000) }));
    club.advanceTo("2026-04-20");
    holdMembership(club.cx(), { membershipId: other.membershipId, fromOn: toDay("2026-04-20"), untilOn: toDay("2026-05-20"), kind: "pause", reason: "Away" });
    // What is left of the period's cost is 7.00; half of its days are unused.
    expect(club.balance(other.householdId).creditCents).toBe(350);
  });

  test("MEM-12 MEM-19 days that an extend has moved are suggested, refunded once, and worth nothing afterwards", () => {
    const lee = member("2026-04-05");
    club.advanceTo("2026-04-15");
    const { membershipId } = lee;
    holdMembership(club.cx(), { membershipId, fromOn: toDay("2026-04-15"), untilOn: toDay("2026-05-15"), kind: "extend", reason: "Away" });
    club.advanceTo("2026-05-15");
    club.payAll(lee.householdId);
    // The stub after them was paid today and is suggested too, on its own payment.
    const paid = viewRefundable(club.cx(), membershipId).payments;
    expect(paid.reduce((sum, { suggestedCents }) => sum + suggestedCents, 0)).toBe(2467 + 119);
    for (const { paymentId, invoiceId, suggestedCents } of paid)
      refundDues(club.cx(), { membershipId, paymentId, invoiceId, cents: suggestedCents, by: "tender", owedAgain: false, reason: "Moved", cancel: null });
    expect(viewRefundable(club.cx(), membershipId).payments.map(({ suggestedCents }) => suggestedCents)).toEqual([0]);
    holdMembership(club.cx(), { membershipId, fromOn: club.today(), untilOn: toDay("2026-06-15"), kind: "pause", reason: "Away" });
    expect(club.balance(lee.householdId)).toEqual({ balanceCents: 0, creditCents: 0 });
  });

  /** Another practice for the other half of a test. */
  function member2(joinedOn: string): Member {
    expect(verifyPractice(club.db).breaches).toEqual([]);
    club.dispose();
    return member(joinedOn);
  }

  test("INV-3 MEM-19 an invoice with a refund on it is not voided", () => {
    const lee = member("2026-04-05");
    const input = asked(lee, { cents: toCents(100) });
    refundDues(club.cx(), input);
    expect(refusalOf(() => voidAtDesk(club.cx(), { invoiceId: input.invoiceId, reason: "Mistake" }))).toBe("invoice_already_credited");
  });

  test("INV-1 MEM-19 the tax inside part refunds ends exactly", () => {
    const lee = member("2026-04-05", 1, { taxRatePpm: 88_750, prices: [{ months: 1, priceCents: toCents(9000) }] });
    // 90.00 and 7.99 of tax.
    expect(newest(lee).leftCents).toBe(9799);
    refundDues(club.cx(), asked(lee, { cents: toCents(4900) }));
    refundDues(club.cx(), asked(lee, { cents: toCents(4899) }));
    expect([sumOf("tax_payable"), sumOf("deferred_dues"), sumOf("cash_drawer")].map((cents) => cents + 0)).toEqual([0, 0, 0]);
  });
});
