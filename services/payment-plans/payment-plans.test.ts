/** Payment plans over months (INV-6): kept, missed, caught up, ended, voided. */
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { toDay } from "#domain/calendar.ts";
import type { HouseholdId, InvoiceId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import { Refusal } from "#domain/refusal.ts";
import { previewInvoice } from "../invoices/preview.ts";
import { voidAtDesk } from "../invoices/void.ts";
import { openDesk, type Desk } from "../payments/desk.fixture.ts";
import { reverseAtDesk } from "../payments/reverse.ts";
import { verifyPractice } from "../upkeep/verify-practice.ts";
import { agreePlan, previewPlan, type PlanRequest } from "./agree-plan.ts";
import { endPlan } from "./change-plan.ts";
import { signPlanOnPaper } from "./sign-plan.ts";
import { listPaymentPlans, viewPlan, viewPlanOfInvoice } from "./view-plans.ts";

let desk: Desk;
let lee: HouseholdId;
beforeEach(() => {
  desk = openDesk();
  lee = desk.household("Rosa", "Lee").householdId;
});
afterEach(() => {
  expect(verifyPractice(desk.db).breaches).toEqual([]);
  desk.dispose();
});

const request = (invoiceIds: readonly InvoiceId[], over: Partial<PlanRequest> = {}): PlanRequest => ({
  invoiceIds,
  downCents: toCents(0),
  by: { kind: "count", count: 3 },
  every: "month",
  payBy: "desk",
  firstOn: toDay("2026-12-05"),
  ...over,
});
const stateOn = (invoiceId: InvoiceId, today: string) => {
  const { dueOn, status, balanceCents } = previewInvoice(desk.cx(today), invoiceId);
  return [dueOn, status, balanceCents];
};
const refusalOf = (work: () => unknown): unknown => {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
};

describe("while it is kept", () => {
  test("INV-6 the invoice is due with its next part and never overdue by its own day; paid parts move it on", () => {
    const { invoiceId } = desk.issue(lee, 90_000, { today: "2026-10-01" });
    expect(stateOn(invoiceId, "2026-11-22")).toEqual(["2026-10-01", "overdue", 90_000]);
    const offer = previewPlan(desk.cx(), request([invoiceId]));
    expect(viewPlanOfInvoice(desk.cx(), invoiceId)).toBe(null);
    const { planId, parts } = agreePlan(desk.cx(), request([invoiceId]));
    expect(parts).toEqual(offer.parts);
    expect(stateOn(invoiceId, "2026-12-05")).toEqual(["2026-12-05", "unpaid", 90_000]);
    desk.take(lee, 30_000, { today: "2026-12-05" });
    expect(stateOn(invoiceId, "2027-01-05")).toEqual(["2027-01-05", "part_paid", 60_000]);
    desk.take(lee, 30_000, { today: "2027-01-04" });
    desk.take(lee, 30_000, { today: "2027-02-01" });
    expect(stateOn(invoiceId, "2027-03-01")).toEqual(["2027-02-05", "paid", 0]);
    expect(viewPlan(desk.cx("2027-03-01"), planId)).toMatchObject({ state: "done", leftCents: 0, missedCents: 0, nextOn: null });
  });

  test("INV-6 a down payment is due today; two invoices are paid as one", () => {
    const first = desk.issue(lee, 30_000, { today: "2026-10-01" }).invoiceId;
    const second = desk.issue(lee, 20_000).invoiceId;
    const { planId } = agreePlan(desk.cx(), request([first, second], { downCents: toCents(10_000), by: { kind: "amount", cents: toCents(15_000) } }));
    expect(viewPlan(desk.cx(), planId).parts.map((part) => [part.dueOn, part.cents, part.state])).toEqual([
      ["2026-11-22", 10_000, "due"],
      ["2026-12-05", 15_000, "due"],
      ["2027-01-05", 15_000, "due"],
      ["2027-02-05", 10_000, "due"],
    ]);
    desk.take(lee, 10_000);
    expect([stateOn(first, "2026-12-01"), stateOn(second, "2026-12-01")]).toEqual([["2026-12-05", "part_paid", 20_000], ["2026-12-05", "unpaid", 20_000]]);
  });
});

describe("when it is not kept", () => {
  test("INV-6 a missed part shows, the invoice is overdue from that day, and catching up puts it right", () => {
    const { invoiceId } = desk.issue(lee, 90_000);
    const { planId } = agreePlan(desk.cx(), request([invoiceId]));
    desk.take(lee, 10_000, { today: "2026-12-05" });
    expect(stateOn(invoiceId, "2026-12-06")).toEqual(["2026-12-05", "overdue", 80_000]);
    expect(viewPlan(desk.cx("2027-01-06"), planId)).toMatchObject({ state: "missed", missedCents: 50_000, nextOn: "2026-12-05" });
    expect(listPaymentPlans(desk.cx("2027-01-06"), { running: true }).map((plan) => plan.parts.map((part) => part.state))).toEqual([["missed", "missed", "due"]]);
    const { paymentId } = desk.take(lee, 50_000, { today: "2027-01-06" });
    expect(stateOn(invoiceId, "2027-01-06")).toEqual(["2027-02-05", "part_paid", 30_000]);
    reverseAtDesk(desk.cx("2027-01-06"), { paymentId, reason: "Wrong household" });
    expect(stateOn(invoiceId, "2027-01-06")).toEqual(["2026-12-05", "overdue", 80_000]);
  });

  test("INV-6 ended, the rest is due by its own day again; the same invoice may be agreed on anew", () => {
    const { invoiceId } = desk.issue(lee, 90_000, { today: "2026-10-01" });
    const { planId } = agreePlan(desk.cx(), request([invoiceId]));
    signPlanOnPaper(desk.cx(), { planId, signer: " Rosa Lee ", signedOn: toDay("2026-11-22"), scan: null });
    expect(viewPlan(desk.cx(), planId)).toMatchObject({ signedOn: "2026-11-22", signedBy: "Rosa Lee" });
    endPlan(desk.cx(), { planId, reason: "Moved away" });
    expect(stateOn(invoiceId, "2026-11-22")).toEqual(["2026-10-01", "overdue", 90_000]);
    desk.take(lee, 30_000);
    expect(stateOn(invoiceId, "2026-11-22")).toEqual(["2026-10-01", "overdue", 60_000]);
    expect([refusalOf(() => endPlan(desk.cx(), { planId, reason: "Again" })), refusalOf(() => signPlanOnPaper(desk.cx(), { planId, signer: "Rosa", signedOn: toDay("2026-11-22"), scan: null }))]).toEqual(["plan_ended", "plan_ended"]);
    expect(listPaymentPlans(desk.cx(), { running: true })).toEqual([]);
    expect(agreePlan(desk.cx(), request([invoiceId])).totalCents).toBe(60_000);
    expect(listPaymentPlans(desk.cx(), { running: false }).map((plan) => plan.state)).toEqual(["kept", "ended"]);
  });

  test("INV-6 INV-3 voiding one of its invoices ends it", () => {
    const first = desk.issue(lee, 30_000, { today: "2026-10-01" }).invoiceId;
    const second = desk.issue(lee, 20_000, { today: "2026-10-02" }).invoiceId;
    const { planId } = agreePlan(desk.cx(), request([first, second]));
    voidAtDesk(desk.cx(), { invoiceId: first, reason: "Wrong patient" });
    expect(viewPlan(desk.cx(), planId)).toMatchObject({ state: "ended", endReason: "Invoice 1 was voided" });
    expect(stateOn(second, "2026-11-22")).toEqual(["2026-10-02", "overdue", 20_000]);
  });
});

test("INV-6 refuses invoices that are settled, doubled, on a plan, of another household, or not there", () => {
  const open = desk.issue(lee, 30_000).invoiceId;
  const other = desk.issue(desk.household("Ben", "Ortiz").householdId, 1000).invoiceId;
  const agree = (ids: readonly InvoiceId[]) => refusalOf(() => agreePlan(desk.cx(), request(ids)));
  expect(agree([])).toBe("plan_invoices_settled");
  expect(agree([99 as InvoiceId])).toBe("invoice_not_found");
  expect(agree([open, open])).toBe("allocation_twice");
  expect(agree([open, other])).toBe("invoice_of_other_household");
  expect(agree([open])).toBe(undefined);
  expect(agree([open])).toBe("plan_invoice_on_plan");
  desk.take(desk.db.read((r) => r.get<{ id: HouseholdId }>("select household_id as id from invoice where id = ?", other)?.id ?? lee), 1000);
  expect(agree([other])).toBe("invoice_not_open");
  expect([refusalOf(() => viewPlan(desk.cx(), 99 as never)), refusalOf(() => endPlan(desk.cx(), { planId: 99 as never, reason: "x" }))]).toEqual(["plan_not_there", "plan_not_there"]);
});

test("INV-6 whatever is paid in whatever amounts, the invoice is due with the first part that is not paid", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 400 }), { maxLength: 6 }), fc.integer({ min: 1, max: 5 }), (payments, count) => {
      const own = openDesk();
      try {
        const { householdId } = own.household("Kim", "Wong");
        const { invoiceId } = own.issue(householdId, 1000);
        const { planId, parts } = agreePlan(own.cx(), request([invoiceId], { by: { kind: "count", count } }));
        let paid = 0;
        for (const cents of payments) {
          own.take(householdId, cents);
          paid = Math.min(1000, paid + cents);
          const next = parts.find((part) => part.throughCents > paid) ?? parts.at(-1);
          expect(previewInvoice(own.cx(), invoiceId).dueOn).toBe(next?.dueOn);
          expect(viewPlan(own.cx(), planId).leftCents).toBe(1000 - paid);
        }
        expect(verifyPractice(own.db).breaches).toEqual([]);
      } finally {
        own.dispose();
      }
    }),
    { numRuns: 15 },
  );
});
